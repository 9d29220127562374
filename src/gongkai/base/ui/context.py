"""What every template knows: the site's name, the two languages of an address, the main ways in."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

ENGLISH = "/en"
# Pages that stand under one address in both languages.
WITHOUT_LANGUAGE = ("/office/", "/accounts/", "/api/")
NAVIGATION: tuple[tuple[str, Promise], ...] = (
    ("/gazette/", _("政府公报")),
    ("/topics/", _("主题")),
    ("/tasks/", _("任务")),
    ("/indicators/", _("指标")),
    ("/units/", _("单位")),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A line of the main navigation; ``here`` where the page stands below it."""

    address: str
    name: Promise
    here: bool


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same page in the other language."""

    address: str
    code: str
    name: str


def prefix() -> str:
    """What begins an address in the language of the page: nothing, or ``/en``."""
    return ENGLISH if (get_language() or "").startswith("en") else ""


def other_language(path: str, query: str = "") -> OtherLanguage | None:
    """The address of the page at ``path`` in the other language; None where there is one address for both.

    >>> other_language("/en/gazette/").address, other_language("/d/a/", "q=1").address
    ('/gazette/', '/en/d/a/?q=1')
    >>> other_language("/office/") is None
    True
    """
    if path.startswith(WITHOUT_LANGUAGE):
        return None
    tail = f"?{query}" if query else ""
    if path == ENGLISH or path.startswith(f"{ENGLISH}/"):
        return OtherLanguage((path[len(ENGLISH) :] or "/") + tail, "zh-Hans", "中文")
    return OtherLanguage(ENGLISH + path + tail, "en", "English")


def site(request: HttpRequest) -> dict[str, object]:
    """The name and the permanent address of the site, and how the page stands in it."""
    before = prefix()
    path = request.path
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "PREFIX": before,
        "LANG": "en" if before else "zh-Hans",
        "NAVIGATION": [
            Way(before + address, name, path.startswith(before + address)) for address, name in NAVIGATION
        ],
        "OTHER_LANGUAGE": other_language(path, request.META.get("QUERY_STRING", "")),
    }
