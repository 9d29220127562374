"""Addresses of arrivals and originals, under /office/files/."""

from __future__ import annotations

from django.urls import path

from gongkai.base.files import office

files = [
    path("", office.arrivals, name="files_arrivals"),
    path("<int:pk>/", office.settle, name="files_settle"),
    path("originals/<str:sha256>/", office.link, name="files_link"),
    path("download/<str:token>/", office.download, name="files_download"),
]
