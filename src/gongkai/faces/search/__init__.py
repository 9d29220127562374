"""One search service for every search box, public and staff.

Owns the index, a copy that can be rebuilt at any time, and saved searches. Reads the library.
"""
