"""What the pages, feeds and files for machines are made of. The reader is always the public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from gongkai.base.trail import reads as trail
from gongkai.faces.opendata.linked import jsonld, jsonld_of
from gongkai.faces.opendata.shapes import site
from gongkai.formats.export.record import Publishable
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads as library
from gongkai.work.library.reads import Asked, walks

__all__ = ["State", "counts_by_year", "json_of", "jsonld", "jsonld_of", "publishables", "state"]


@dataclass(frozen=True, slots=True)
class State:
    """The state of the record: the position of its newest event, and the moment of the newest change."""

    position: int
    at: datetime | None


def state() -> State:
    """The state that every list of the record has at this moment."""
    newest = walks.documents_changed(PUBLIC)
    return State(trail.last_event(), newest)


def publishables(asked: Asked) -> Iterator[Publishable]:
    """Every published document that answers, by key, one at a time."""
    for key in walks.keys(PUBLIC, asked):
        found = library.publishable(PUBLIC, key, base=site("/"))
        if found is not None:
            yield found


def counts_by_year() -> dict[int, int]:
    """How many public documents each year has; 0 stands for those without a date."""
    found = library.facets(PUBLIC)
    counts = {int(count.value): count.count for count in found.year}
    undated = library.totals(PUBLIC).documents - sum(counts.values())
    return counts | ({0: undated} if undated else {})


_JSON = (
    (re.compile(r"/d/([\w.-]+)/?"), "/api/v1/documents/{0}"),
    (re.compile(r"/d/([\w.-]+)/v(\d+)/?"), "/api/v1/documents/{0}?version={1}"),
    (re.compile(r"/d/([\w.-]+)/source/?"), "/api/v1/documents/{0}/source"),
    (re.compile(r"/gazette/?"), "/api/v1/series"),
    (re.compile(r"/gazette/([\w-]+)/?"), "/api/v1/series/{0}"),
    (re.compile(r"/gazette/([\w-]+)/(\d+)/?"), "/api/v1/issues?series={0}&year={1}"),
    (re.compile(r"/gazette/([\w-]+)/(\d+)/(\d+)/?"), "/api/v1/issues/{0}/{1}/{2}"),
    (re.compile(r"/units/([\w.-]+)/?"), "/api/v1/units/{0}"),
    (re.compile(r"/topics/([\w.-]+)/?"), "/api/v1/documents?topic={0}"),
    (re.compile(r"/(tasks|indicators|units|topics|search)/?"), "/api/v1/{0}"),
    (re.compile(r"/?"), "/api/v1/"),
)


def json_of(path: str) -> str | None:
    """The address of the API that holds what the page at ``path`` shows; None for other pages.

    >>> json_of("/d/yunzhengfa-2020-18/"), json_of("/en/gazette/yunbin/2020/3/"), json_of("/office/")
    ('/api/v1/documents/yunzhengfa-2020-18', '/api/v1/issues/yunbin/2020/3', None)
    """
    plain = path.removeprefix("/en") if path == "/en" or path.startswith("/en/") else path
    for page, address in _JSON:
        found = page.fullmatch(plain)
        if found:
            return address.format(*found.groups())
    return None
