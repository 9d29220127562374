"""Addresses of this room. Language stands in front of them; see config/urls.py."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from gongkai.faces.portal.pages import documents, downloads, duties, gazette, home, report


class Ending(StringConverter):
    """A kind of file that we write."""

    regex = "|".join(downloads.ENDINGS)


register_converter(Ending, "ending")

app_name = "portal"
ISSUE = "gazette/<slug:slug>/<int:year>/<int:number>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("topics/", home.topics, name="topics"),
    path("topics/<str:slug>/", home.topic, name="topic"),
    path("gazette/", gazette.all_series, name="series"),
    path("gazette/<slug:slug>/", gazette.archive, name="archive"),
    path("gazette/<slug:slug>/<int:year>/", gazette.archive, name="year"),
    path(f"{ISSUE}/", gazette.issue, name="issue"),
    path(f"{ISSUE}/pages/", gazette.pages, name="issue_pages"),
    path(f"{ISSUE}/pages/<int:page>.png", downloads.picture, name="issue_picture"),
    path(f"{ISSUE}/original/", downloads.issue_original, name="issue_original"),
    path(f"{ISSUE}/<slug:table>.csv", downloads.issue, {"ending": "csv"}, name="issue_table"),
    path(f"{ISSUE}.<ending:ending>", downloads.issue, name="issue_file"),
    path("d/<slug:key>/", documents.document, name="document"),
    path("d/<slug:key>/v<int:version>/", documents.document, name="version"),
    path("d/<slug:key>/source/", documents.source, name="source"),
    path("d/<slug:key>/v<int:version>/source/", documents.source, name="version_source"),
    path("d/<slug:key>/compare/", documents.comparison, name="compare"),
    path("d/<slug:key>/original/", downloads.original, name="original"),
    path("d/<slug:key>/report/", report.report, name="report"),
    path("d/<slug:key>/report/thanks/", report.thanks, name="thanks"),
    path("d/<slug:key>/v<int:version>.<ending:ending>", downloads.document, name="version_file"),
    path("d/<slug:key>/<slug:table>.csv", downloads.document, {"ending": "csv"}, name="document_table"),
    path("d/<slug:key>.<ending:ending>", downloads.document, name="document_file"),
    path("tasks/", duties.tasks, name="tasks"),
    path("indicators/", duties.indicators, name="indicators"),
    path("units/", duties.units, name="units"),
    path("units/<str:code>/", duties.unit, name="unit"),
]
