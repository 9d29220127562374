"""The head of an Akoma Ntoso document: its names as work, expression and manifestation, and its history."""

from __future__ import annotations

import re
from datetime import UTC, date

from lxml import etree

from gongkai.formats.export.jsonrecord import moment
from gongkai.formats.export.record import Component, Publishable, PublishableIssue
from gongkai.formats.export.safe import line, safe

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
RECORD_NS = "urn:gongkai:schema:record-1"
SOURCE = "#gongkai"

_FORBIDDEN = re.compile(r'[ "<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})')
_STEP = re.compile(r"[^\w]+")
_DIVISION = re.compile(r"[0-9]{6}(?:[0-9]{3}){0,2}")


class Maker:
    """Makes elements of one name space with text that XML can hold."""

    def __init__(self, ns: str = NS) -> None:
        self.ns = ns

    def __call__(
        self, parent: etree._Element | None, name: str, text: str | None = None, /, **attributes: str
    ) -> etree._Element:
        """A new element under ``parent``; a trailing underscore of an attribute's name is dropped."""
        tag = f"{{{self.ns}}}{name}"
        made = _root(tag) if parent is None else etree.SubElement(parent, tag)
        for key, value in attributes.items():
            made.set(key.rstrip("_"), line(value))
        if text:
            made.text = safe(text)
        return made


def _root(tag: str) -> etree._Element:
    # the stubs do not know that None stands for the default name space
    return etree.Element(tag, nsmap={None: NS, "gongkai": RECORD_NS})  # type: ignore[dict-item]


E = Maker()
R = Maker(RECORD_NS)


def uri(text: str) -> str:
    """``text`` as an address that a schema accepts: no blanks, no characters that addresses forbid.

    >>> uri("https://a.cn/文 件%20#一%")
    'https://a.cn/文%20件%20#一%25'
    """
    head, hash_, tail = line(text).partition("#")
    return _FORBIDDEN.sub(_escaped, head) + hash_ + _FORBIDDEN.sub(_escaped, tail.replace("#", "%23"))


def _escaped(found: re.Match[str]) -> str:
    return f"%{ord(found.group()):02X}"


def step(text: str, otherwise: str) -> str:
    """``text`` as one step of a path: letters, figures and hyphens.

    >>> step("云政发〔2024〕3号", "x"), step("///", "x")
    ('云政发-2024-3号', 'x')
    """
    return _STEP.sub("-", line(text)).strip("-_") or otherwise


def work_uri(document: Publishable) -> str:
    """The address of the work: country and division, kind, full date, document number or key."""
    name = step(document.number or "", "") or step(document.key, "document")
    return f"/akn/{_place(document.jurisdiction_code)}/doc/{_made(document).isoformat()}/{name}"


def issue_uri(issue: PublishableIssue, place: str) -> str:
    """The address of an issue as a work of its own."""
    name = step(f"{issue.series}-{issue.year or ''}-{issue.number or ''}", "issue")
    return f"/akn/{_place(place)}/officialGazette/{(issue.date or _utc(issue)).isoformat()}/{name}"


def _place(code: str) -> str:
    return f"cn-{code}" if _DIVISION.fullmatch(code) else "cn"


def _utc(record: Publishable | PublishableIssue) -> date:
    return record.published_at.astimezone(UTC).date()


def _made(document: Publishable) -> date:
    return document.date_made or document.date_printed or _utc(document)


def _identify(
    meta: etree._Element,
    work: str,
    part: str,
    version: int,
    record: Publishable | PublishableIssue,
    made: date,
    prefix: str,
) -> etree._Element:
    """The three levels of FRBR; the work's element comes back, for what only it carries."""
    published = _utc(record).isoformat()
    again = f";v{version}" if version > 1 else ""
    expression = f"{work}/zho@{published}{again}"
    root = E(meta, "identification", source=SOURCE)
    levels = (
        ("FRBRWork", work, f"{work}/!{part}", made.isoformat(), "made"),
        ("FRBRExpression", expression, f"{expression}/!{part}", published, "published"),
        ("FRBRManifestation", f"{expression}.akn", f"{expression}/!{part}.akn", published, "published"),
    )
    parts = []
    for name, whole, this, day, what in levels:
        level = E(root, name)
        E(level, "FRBRthis", value=this)
        E(level, "FRBRuri", value=whole)
        if name == "FRBRWork":
            E(level, "FRBRalias", value=uri(record.address) or "#", name="permanent")
        E(level, "FRBRdate", date=day, name=what)
        E(level, "FRBRauthor", href=f"#{prefix}issuer_1" if name == "FRBRWork" else SOURCE)
        parts.append(level)
    E(parts[0], "FRBRcountry", value="cn")
    E(parts[1], "FRBRversionNumber", value=str(version))
    E(parts[1], "FRBRlanguage", language="zho")
    E(parts[2], "FRBRformat", value="application/akn+xml")
    return parts[0]


def component_meta(parent: etree._Element, document: Publishable, component: Component, eid: str) -> None:
    """The head of a component whose ``eId`` is ``eid``: its names alone."""
    meta = E(parent, "meta")
    part = step(component.eid, "part")
    work = _identify(meta, work_uri(document), part, document.version, document, _made(document), f"{eid}__")
    if component.title and line(component.title):
        E(work, "FRBRname", value=component.title)
    _references(meta, document.issuers, f"{eid}__", own=False)


def document_meta(parent: etree._Element, document: Publishable, prefix: str) -> None:
    """The head of a document: names, gazette, history, and what Akoma Ntoso has no place for."""
    meta = E(parent, "meta")
    work = _identify(meta, work_uri(document), "main", document.version, document, _made(document), prefix)
    if document.number:
        E(work, "FRBRnumber", value=document.number)
    if line(document.title):
        E(work, "FRBRname", value=document.title)
    if document.gazette and line(document.gazette):
        E(
            meta,
            "publication",
            date=_utc(document).isoformat(),
            name="gazette",
            showAs=document.gazette,
        )
    _lifecycle(meta, document, prefix)
    _references(meta, document.issuers, prefix, own=not prefix)
    _proprietary(meta, document)


def issue_meta(parent: etree._Element, issue: PublishableIssue, place: str) -> None:
    """The head of an issue."""
    meta = E(parent, "meta")
    work = _identify(meta, issue_uri(issue, place), "main", 1, issue, issue.date or _utc(issue), "")
    if issue.number is not None:
        E(work, "FRBRnumber", value=str(issue.number))
    E(work, "FRBRname", value=issue.title or "公报")
    _references(meta, (issue.sponsor,) if issue.sponsor else (), "", own=True)
    other = E(meta, "proprietary", source=SOURCE)
    for name, value in (
        ("serial", None if issue.serial is None else str(issue.serial)),
        ("originalSha256", issue.original_sha256),
        ("recordSha256", issue.record_sha256),
    ):
        if value:
            R(other, name, value)


def _lifecycle(meta: etree._Element, document: Publishable, prefix: str) -> None:
    lifecycle = E(meta, "lifecycle", source=SOURCE)
    moments = [*(event.published_at for event in document.versions), document.published_at]
    for at, when in enumerate(moments):
        E(
            lifecycle,
            "eventRef",
            eId=f"{prefix}version_{at + 1}",
            date=moment(when),
            source=SOURCE,
            type_="amendment" if at else "generation",
            originatingExpression="false" if at else "true",
        )


def _references(meta: etree._Element, issuers: tuple[str, ...], prefix: str, *, own: bool) -> None:
    references = E(meta, "references", source=SOURCE)
    if own:
        E(references, "TLCOrganization", eId="gongkai", href="/ontology/organization/gongkai", showAs="公开")
    for at, issuer in enumerate(issuers or ("",), 1):
        E(
            references,
            "TLCOrganization",
            eId=f"{prefix}issuer_{at}",
            href=f"/ontology/organization/cn/{step(issuer, 'unknown')}",
            showAs=line(issuer) or "不详",
        )


def _proprietary(meta: etree._Element, document: Publishable) -> None:
    other = E(meta, "proprietary", source=SOURCE)
    single = (
        ("number", document.number),
        ("titleEn", document.title_en),
        ("disclosure", document.disclosure),
        ("validity", document.validity),
        ("jurisdiction", document.jurisdiction_name),
        ("datePrinted", document.date_printed.isoformat() if document.date_printed else None),
        ("published", moment(document.published_at)),
        ("originalSha256", document.original_sha256),
        ("recordSha256", document.record_sha256),
    )
    for name, value in single:
        if value:
            R(other, name, value)
    for name, values in (("addressee", document.addressees), ("copiedTo", document.copied_to)):
        for value in values:
            R(other, name, value)
    for event in document.versions:
        R(other, "replaced", event.reason, version=str(event.version), date=moment(event.published_at))
