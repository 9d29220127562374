"""Every address of the resolver, with a path that can be asked for, and who may: the table to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern
from django.utils.regex_helper import normalize

_CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")
_SAMPLE = {"int": "999999", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x/y"}

EVERYBODY = frozenset(
    {"public", "citizen", "unit_member", "clerk", "reviewer", "office_head", "administrator", "foreign_clerk"}
)
STAFF = EVERYBODY - {"public", "citizen"}
OFFICE = STAFF - {"unit_member"}
STAFFING = frozenset({"office_head", "administrator"})
RUNNING = frozenset({"administrator"})
SIGNED_IN = EVERYBODY - {"public"}

# Our own addresses below /office/. A new one must be written here, with who may.
OFFICE_TABLE: dict[str, frozenset[str]] = {
    "office/login/": EVERYBODY,
    "office/trail/": RUNNING,
    "office/trail/export.csv": RUNNING,
    "office/units/": OFFICE,
    "office/units/new/": OFFICE,
    "office/units/import/": OFFICE,
    "office/units/export.csv": OFFICE,
    "office/units/unit/<slug:code>/": OFFICE,
    "office/units/unit/<slug:code>/alias/<int:alias>/drop/": OFFICE,
    "office/units/unit/<slug:code>/<slug:name>/": OFFICE,
    "office/people/": STAFFING,
    "office/people/new/": STAFFING,
    "office/people/import/": STAFFING,
    "office/people/<int:pk>/": STAFFING,
    "office/people/<int:pk>/edit/": STAFFING,
    "office/people/<int:pk>/grant/": STAFFING,
    "office/people/<int:pk>/revoke/<int:grant>/": STAFFING,
    "office/people/<int:pk>/hand-over/": STAFFING,
    "office/people/<int:pk>/<slug:act>/": STAFFING,
    "office/files/": OFFICE,
    "office/files/<int:pk>/": OFFICE,
    "office/files/originals/<str:sha256>/": OFFICE,
    "office/files/download/<str:token>/": OFFICE,
    "office/intake/": OFFICE,
    "office/intake/upload/": OFFICE - RUNNING,
    "office/intake/<int:pk>/": OFFICE,
    "office/intake/<int:pk>/source/": OFFICE,
    "office/intake/<int:pk>/page/<int:number>.png": OFFICE,
    "office/intake/<int:pk>/compare/": OFFICE,
    "office/intake/<int:pk>/items/<int:item>/": OFFICE,
    "office/intake/<int:pk>/items/<int:item>/field/": OFFICE,
    "office/intake/<int:pk>/merge/": OFFICE,
    "office/intake/<int:pk>/batch/": OFFICE,
    "office/intake/<int:pk>/notes/<int:note>/": OFFICE,
    "office/intake/<int:pk>/decide/": OFFICE,
    "office/library/": OFFICE,
    "office/library/documents/": OFFICE,
    "office/library/documents/bulk/": OFFICE,
    "office/library/documents/<slug:key>/": OFFICE,
    "office/library/documents/<slug:key>/publish/": OFFICE,
    "office/library/documents/<slug:key>/withdraw/": OFFICE,
    "office/library/documents/<slug:key>/restore/": OFFICE,
    "office/library/documents/<slug:key>/topics/": OFFICE,
    "office/library/documents/<slug:key>/correct/": OFFICE,
    "office/library/documents/<slug:key>/discard/": OFFICE,
    "office/library/documents/<slug:key>/compare/": OFFICE,
    "office/library/documents/<slug:key>/validity/": OFFICE,
    "office/library/issues/": OFFICE,
    "office/library/issues/<int:pk>/": OFFICE,
    "office/library/issues/<int:pk>/publish/": OFFICE,
    "office/library/admit/<int:reading>/": OFFICE,
    "office/library/citations/": OFFICE,
    "office/library/citations/<int:pk>/": OFFICE,
    "office/library/proposals/": OFFICE,
    "office/library/proposals/<int:pk>/": OFFICE,
    "office/library/problems/": OFFICE,
    "office/library/problems/<int:pk>/": OFFICE,
    "office/library/series/": OFFICE,
    "office/library/series/<slug:slug>/": OFFICE,
    "office/library/topics/": OFFICE,
    "office/library/topics/new/": OFFICE,
    "office/library/topics/<slug:slug>/": OFFICE,
    "office/search/": OFFICE,
    "office/search/save/": OFFICE,
    "office/search/forget/<int:pk>/": OFFICE,
    "office/search/picks/": OFFICE,
    "office/search/picks/add/": OFFICE,
    "office/search/picks/<int:pk>/remove/": OFFICE,
    "office/search/asked/": OFFICE,
}
# Beginnings of addresses outside the office that everybody may ask for.
PUBLIC_TABLE: tuple[str, ...] = (
    "_util/login/",
    "about/",
    "accessibility/",
    "api/v1/",
    "d/",
    "data/",
    "feeds/",
    "gazette/",
    "healthz",
    "indicators/",
    "opensearch.xml",
    "readyz",
    "robots.txt",
    "search/",
    "sitemap",
    "tasks/",
    "topics/",
    "units/",
    ".well-known/",
    "^(?P<path>(?:gazette|units|topics|tasks|indicators|search|en)",
)
# A screen of Wagtail that fails on purpose, to try how faults are shown.
FAILS_ON_PURPOSE = frozenset({"office/failwhale/"})
# Addresses that take a POST without a token, because they change nothing and machines call them.
WITHOUT_TOKEN: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Address:
    """A pattern of the resolver, a path that matches it, and the module of its view."""

    pattern: str
    path: str
    module: str


def every_address() -> list[Address]:
    """All addresses, in the order in which they are tried."""
    return list(_walk(get_resolver().url_patterns, "", "/"))


def _walk(patterns: list[URLPattern | URLResolver], before: str, path: str) -> Iterator[Address]:
    for entry in patterns:
        name = before + ("" if isinstance(entry.pattern, LocalePrefixPattern) else str(entry.pattern))
        here = path + _sample(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, name, here)
        else:
            yield Address(name, here, _module(entry))


def _module(entry: URLPattern) -> str:
    view = entry.callback
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    owner = getattr(view, "view_class", None) or view
    return str(getattr(owner, "__module__", ""))


def _sample(pattern: object) -> str:
    if isinstance(pattern, RoutePattern):
        # a key of Wagtail is a number, even where its pattern takes any text
        return _CONVERTER.sub(
            lambda found: _SAMPLE.get("int" if found[2] == "pk" else found[1] or "str", "x"), str(pattern)
        )
    if isinstance(pattern, RegexPattern):
        form, names = normalize(str(pattern).removeprefix("^"))[0]
        return form % dict.fromkeys(names, "1")
    return ""
