"""Every address of the resolver, with a path that can be asked for, and who may: the table to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern
from django.utils.regex_helper import normalize

_CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")
_SAMPLE = {"int": "999999", "slug": "x", "str": "x", "path": "x/y", "ending": "json"}

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
    "media/",
    "^(?P<path>",  # a list as JSON, by its address with an ending
)
# Of these each names a record of one place: nobody of another place opens them.
OF_A_PLACE = frozenset(
    pattern
    for pattern in OFFICE_TABLE
    if "<" in pattern
    and pattern.startswith(("office/files/", "office/intake/", "office/library/"))
    and not pattern.startswith(("office/library/series/", "office/library/topics/"))
)
# Records of one place again, but of the sample only some have what these show: pages of a PDF file, a reading
# anew, a repeal.
WITHOUT_SAMPLE = frozenset(
    {
        "office/intake/<int:pk>/page/<int:number>.png",
        "office/intake/<int:pk>/compare/",
        "office/library/proposals/<int:pk>/",
    }
)
# Picks stand above the results of everybody; every office may set and remove them, and the trail says who.
OF_ALL_OFFICES = frozenset({"office/search/picks/add/", "office/search/picks/<int:pk>/remove/"})
# Wagtail's own screens below the office that stand open: a picture of icons, words of the script, sign-in.
OPEN_IN_OFFICE = (
    "office/sprite/",
    "office/jsi18n/",
    "office/login/",
    "office/logout/",
    "office/password_reset/",
)
# What each page of signing in asks for, where it is more than being asked.
ONLY_SIGNED_IN = (
    "accounts/2fa/",
    "accounts/sessions/",
    "accounts/password/change/",
    "accounts/password/set/",
)
# While the installation is read-only these still take a POST: they change nothing of the record.
STILL_TAKEN = (
    "accounts/login/",
    "accounts/logout/",
    "accounts/2fa/authenticate/",
    "accounts/2fa/webauthn/login/",
    "office/logout/",
)
# A screen of Wagtail that fails on purpose, to try how faults are shown.
FAILS_ON_PURPOSE = frozenset({"office/failwhale/"})


@dataclass(frozen=True, slots=True)
class Address:
    """A pattern of the resolver, a path that matches it but leads to nothing, and the module of its view."""

    pattern: str
    path: str
    module: str

    @property
    def ours(self) -> bool:
        """Whether one of our rooms answers."""
        return self.module.startswith("gongkai.")

    @property
    def takes(self) -> frozenset[str]:
        """The names of its parameters."""
        return frozenset(found[2] for found in _CONVERTER.finditer(self.pattern))

    def filled(self, values: Mapping[str, str]) -> str:
        """The path with ``values`` in it; what they do not name stays a sample."""
        if "^" in self.pattern:
            return self.path
        return "/" + _filled(self.pattern.removeprefix("/"), values)


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


def _filled(route: str, values: Mapping[str, str]) -> str:
    return _CONVERTER.sub(lambda found: values.get(found[2]) or _SAMPLE[found[1] or "str"], route)


def _sample(pattern: object) -> str:
    if isinstance(pattern, RoutePattern):
        return _filled(str(pattern), {})
    if isinstance(pattern, RegexPattern):
        form, names = normalize(str(pattern).removeprefix("^"))[0]
        # a parameter without a name is the rest of an address, slash included
        return form % {name: "nothing/" if name == "_0" and len(names) == 1 else "1" for name in names}
    return ""
