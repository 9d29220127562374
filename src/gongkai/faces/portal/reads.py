"""What the editors wrote: the home page's words, the columns, the notice above all pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Max
from django.utils.translation import get_language
from wagtail.models import Page

from gongkai.faces.portal.models import ColumnPage, HomePage, SiteNotice
from gongkai.faces.portal.words import PageWords, page_words
from gongkai.rules.access import Reader

NOTICE = "portal:notice"
NOTICE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice as the page shows it; ``until`` is the last day (ISO) on which it is shown, or empty."""

    text: str
    lang: str
    address: str
    until: str


@dataclass(frozen=True, slots=True)
class ColumnRef:
    """A column, as a link needs it."""

    name: str
    lang: str
    address: str
    topic: str


def home_words(reader: Reader) -> PageWords | None:
    """The words of the home page in the language of the address; None while no editor has made one."""
    page = HomePage.objects.live().first()
    return page_words(page) if page is not None else None


def columns(reader: Reader) -> tuple[ColumnRef, ...]:
    """The columns that are public, in the order of the tree of pages."""
    english = (get_language() or "").startswith("en")
    found = []
    for page in ColumnPage.objects.live().public().order_by("path"):
        in_english = english and bool(page.title_en)
        name = page.title_en if in_english else page.title
        found.append(ColumnRef(name, "en" if in_english else "zh-Hans", page.url or "", page.topic))
    return tuple(found)


def topic_words(reader: Reader, topic: str) -> PageWords | None:
    """The words of the column that belongs to a topic; None where no editor has written any."""
    page = ColumnPage.objects.live().public().filter(topic=topic, kind="", issuer="", phrase="").first()
    return page_words(page) if page is not None else None


def pages_changed() -> str:
    """A mark that changes whenever an editor publishes a page."""
    return str(Page.objects.aggregate(at=Max("last_published_at"))["at"])


def notice(reader: Reader) -> Notice:
    """The notice above all pages, in the language of the address; its text is empty where there is none."""
    kept: dict[str, str] | None = cache.get(NOTICE)
    if kept is None:
        row = SiteNotice.objects.first() or SiteNotice()
        kept = {
            "text": row.text,
            "text_en": row.text_en,
            "address": row.address,
            "until": row.until.isoformat() if row.until else "",
        }
        cache.set(NOTICE, kept, NOTICE_SECONDS)
    english = (get_language() or "").startswith("en") and bool(kept["text_en"])
    words = kept["text_en"] if english else kept["text"]
    return Notice(words, "en" if english else "zh-Hans", kept["address"], kept["until"])
