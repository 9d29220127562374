"""Addresses of the log, under /office/trail/."""

from __future__ import annotations

from django.urls import path

from gongkai.base.trail import office

trail = [
    path("", office.index, name="trail_log"),
    path("export.csv", office.export, name="trail_export"),
]
