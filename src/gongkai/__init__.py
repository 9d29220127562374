"""Gongkai (公开): government gazettes read into a record that the public can hold a government to."""

__version__ = "0.1.0"
