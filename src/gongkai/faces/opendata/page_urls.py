"""Addresses of the pages about open data; the language stands in front of them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from gongkai.faces.opendata import pages

app_name = "data"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.data, name="start"),
    path("api/", pages.api_reference, name="api"),
    path("fields/", pages.fields, name="fields"),
    path("bulk/", pages.bulk_list, name="bulk"),
]
