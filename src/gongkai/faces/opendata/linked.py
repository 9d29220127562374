"""Documents as linked data: schema.org/Legislation in JSON-LD, for search engines and other registers."""

from __future__ import annotations

import json
from typing import Any

from gongkai.faces.opendata.shapes import plain, site
from gongkai.rules.access import Reader
from gongkai.work.library import reads as library
from gongkai.work.library.reads import CitationOut, DocumentPage

FORCE = {
    "in_force": "InForce",
    "partly": "PartiallyInForce",
    "repealed": "NotInForce",
    "expired": "NotInForce",
}
_RELATION = {
    "basis": "isBasedOn",
    "forwards": "citation",
    "mentions": "citation",
    "repeals": "legislationRepeals",
    "amends": "legislationAmends",
}
_FILES = (
    ("pdf", "application/pdf"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xml", "application/akn+xml"),
    ("json", "application/json"),
)


def jsonld(reader: Reader, key: str) -> str | None:
    """The document as JSON-LD for a ``<script type="application/ld+json">``; None where it is not there."""
    page = library.document(reader, key)
    return jsonld_of(page) if page else None


def jsonld_of(page: DocumentPage) -> str:
    """The same for a page that was read already. No character of it can end the element that it stands in."""
    text = json.dumps(legislation(page), ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def legislation(page: DocumentPage) -> dict[str, Any]:
    """The document by the vocabulary of schema.org; what is not known is left out."""
    line = page.line
    address = site(f"/d/{line.key}/")
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": address,
        "url": address,
        "name": line.title,
        "alternateName": line.title_en,
        "inLanguage": "zh-Hans",
        "legislationIdentifier": line.number,
        "legislationType": line.kind_name,
        "legislationDate": line.date_made,
        "datePublished": line.published_at,
        "dateModified": line.changed_at,
        "version": page.version.number,
        "legislationPassedBy": _issuers(page),
        "legislationLegalForce": FORCE.get(line.validity),
        "keywords": [topic.name for topic in line.topics],
        "isPartOf": _issue(page),
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "SHA-256",
            "value": page.version.record_sha256,
        },
        "encoding": [
            {"@type": "MediaObject", "encodingFormat": kind, "contentUrl": site(f"/d/{line.key}.{ending}")}
            for ending, kind in _FILES
        ],
        "hasPart": _parts(page, address),
        **_cited(page.cites),
    }
    if line.place:
        told["legislationJurisdiction"] = {
            "@type": "AdministrativeArea",
            "name": line.place.name,
            "identifier": line.place.code,
        }
    found: dict[str, Any] = plain({name: value for name, value in told.items() if value})
    return found


def _issuers(page: DocumentPage) -> list[dict[str, str]]:
    known = {unit.name: unit.code for unit in page.line.issuers}
    names = page.line.issued_by or tuple(known)
    return [
        {"@type": "GovernmentOrganization", "name": name}
        | ({"url": site(f"/units/{known[name]}/")} if name in known else {})
        for name in names
    ]


def _issue(page: DocumentPage) -> dict[str, Any] | None:
    issue = page.line.issue
    if issue is None:
        return None
    return {
        "@type": "PublicationIssue",
        "name": issue.title,
        "issueNumber": str(issue.number),
        "url": site(f"/gazette/{issue.series}/{issue.year}/{issue.number}/"),
    }


def _parts(page: DocumentPage, address: str) -> list[dict[str, str]]:
    """The tasks and indicators, each under the address of its place in the document."""
    tasks = [
        {
            "@type": "CreativeWork",
            "@id": f"{address}#{task.eid}",
            "genre": "task",
            "name": task.title or task.text,
        }
        for task in page.tasks
    ]
    indicators = [
        {"@type": "CreativeWork", "@id": f"{address}#{one.eid}", "genre": "indicator", "name": one.name}
        for one in page.indicators
    ]
    return tasks + indicators


def _cited(cites: tuple[CitationOut, ...]) -> dict[str, list[dict[str, str]]]:
    relations: dict[str, list[dict[str, str]]] = {}
    for cite in cites:
        named = {"@type": "Legislation", "name": cite.title, "legislationIdentifier": cite.number}
        if cite.target:
            named["url"] = site(f"/d/{cite.target.key}/")
        relations.setdefault(_RELATION.get(cite.kind, "citation"), []).append(
            {name: value for name, value in named.items() if value}
        )
    return relations
