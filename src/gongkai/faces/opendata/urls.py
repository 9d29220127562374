"""Addresses for machines: one for all languages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from gongkai.faces.opendata import feeds, pages
from gongkai.faces.opendata.api.v1 import api

app_name = "opendata"
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("feeds/documents.atom", feeds.everything, name="feed"),
    path("feeds/units/<slug:code>.atom", feeds.of_unit, name="unit_feed"),
    path("feeds/topics/<slug:slug>.atom", feeds.of_topic, name="topic_feed"),
    path("feeds/series/<slug:slug>.atom", feeds.of_series, name="series_feed"),
    path("data/bulk/<str:name>", pages.bulk_file, name="bulk_file"),
    path("data/fields.csv", pages.fields_csv, name="fields_csv"),
    path("robots.txt", pages.robots, name="robots"),
    path(".well-known/security.txt", pages.security, name="security"),
    path("sitemap.xml", pages.sitemap, name="sitemap"),
    path("sitemap-<slug:part>.xml", pages.sitemap_part, name="sitemap_part"),
    # the .json of a document or an issue is its download, which the portal writes
    re_path(
        r"^(?P<path>(?!(?:en/)?(?:d/|gazette/[\w-]+/\d+/\d+\.json))(?:gazette|units|topics|tasks|indicators|search|en)(?:/[\w./-]*)?)\.json$",
        pages.as_json,
    ),
]
