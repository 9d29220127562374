"""Addresses of search."""

from __future__ import annotations

from django.urls import path

from gongkai.faces.search import pages

app_name = "search"
urlpatterns = [
    path("search/", pages.results, name="results"),
    path("search/suggest/", pages.suggestions, name="suggestions"),
    path("search/feed/", pages.feed, name="feed"),
    path("search/results.csv", pages.table, name="table"),
    path("opensearch.xml", pages.opensearch, name="opensearch"),
    path("search/help/", pages.help_page, name="help"),
]
