"""What search engines and security researchers look for: sitemaps, robots.txt, security.txt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from lxml import etree

from gongkai.faces.opendata.shapes import site
from gongkai.formats.export.jsonrecord import moment
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads as library

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
_NAMES: Any = {None: SITEMAP, "xhtml": XHTML}  # the stubs know no default namespace
PART = 10_000  # addresses in one part; the protocol allows 50,000
PLAIN = ("/", "/topics/", "/tasks/", "/indicators/", "/units/", "/data/", "/about/")
# Pages for people of the office, answers that programs fetch, and lists without an end.
KEPT_FROM_CRAWLERS = (
    "/office/",
    "/accounts/",
    "/api/",
    "/search/",
    "/en/search/",
    "/d/*/report/",
    "/d/*/compare/",
)


@dataclass(frozen=True, slots=True)
class Place:
    """An address with the moment of its last change, where it is known."""

    path: str
    changed: datetime | None


def pages() -> Iterator[Place]:
    """Every page but those of documents: the fixed ones, gazettes, issues and topics."""
    yield from (Place(path, None) for path in PLAIN)
    for each in library.series(PUBLIC):
        yield Place(f"/gazette/{each.slug}/", None)
        archive = library.archive(PUBLIC, each.slug)
        for year in archive.years if archive else ():
            for issue in year.issues:
                yield Place(f"/gazette/{each.slug}/{issue.ref.year}/{issue.ref.number}/", issue.published_at)
    yield from (Place(f"/topics/{topic.slug}/", None) for topic in library.topics(PUBLIC) if topic.documents)


def documents(part: int) -> Iterator[Place]:
    """The documents of a part, counted from 1."""
    found = islice(library.keys(PUBLIC), (part - 1) * PART, part * PART)
    return (Place(f"/d/{key}/", changed) for key, changed in found)


def parts() -> Iterator[tuple[str, datetime | None]]:
    """The parts of the sitemap with their last change."""
    yield "/sitemap-pages.xml", None
    newest: datetime | None = None
    number = count = 0
    for count, (_key, changed) in enumerate(library.keys(PUBLIC), 1):
        newest = max(newest, changed) if newest else changed
        if count % PART == 0:
            number += 1
            yield f"/sitemap-documents-{number}.xml", newest
            newest = None
    if count % PART:
        yield f"/sitemap-documents-{number + 1}.xml", newest


def index() -> bytes:
    """The index of the sitemap."""
    root = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap=_NAMES)
    for path, changed in parts():
        _place(etree.SubElement(root, f"{{{SITEMAP}}}sitemap"), path, changed)
    return _written(root)


def part_of(places: Iterator[Place]) -> bytes | None:
    """A part of the sitemap, each address with the one of the other language; None where it is empty."""
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap=_NAMES)
    for place in places:
        url = etree.SubElement(root, f"{{{SITEMAP}}}url")
        _place(url, place.path, place.changed)
        for language, prefix in (("zh-Hans", ""), ("en", "/en")):
            address = site(prefix + place.path)
            etree.SubElement(url, f"{{{XHTML}}}link", rel="alternate", hreflang=language, href=address)
    return _written(root) if len(root) else None


def _place(parent: etree._Element, path: str, changed: datetime | None) -> None:
    etree.SubElement(parent, f"{{{SITEMAP}}}loc").text = site(path)
    if changed:
        etree.SubElement(parent, f"{{{SITEMAP}}}lastmod").text = moment(changed)


def _written(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return written


def robots() -> str:
    """robots.txt (依据: RFC 9309): what is public may be fetched, apart from what has no end."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in KEPT_FROM_CRAWLERS), ""]
    return "\n".join([*lines, f"Sitemap: {site('/sitemap.xml')}", ""])


def security(now: datetime) -> str:
    """security.txt (依据: RFC 9116): where to report a hole, good for half a year from this month."""
    contact = settings.SECURITY_CONTACT or site("/about/")
    month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {moment(month + timedelta(days=180))}",
        "Preferred-Languages: zh, en",
        f"Canonical: {site('/.well-known/security.txt')}",
    ]
    return "\n".join([*lines, ""])
