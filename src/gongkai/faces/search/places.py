"""The places that hits open, in the library and at the desk: their words, and the heads above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongkai.rules.access import Reader
from gongkai.work.intake.reads import searching as desk
from gongkai.work.library import reads as library
from gongkai.work.library.kinds import kind_of
from gongkai.work.library.reads import DocumentLine, words_of

WAITING = "reading"


@dataclass(frozen=True, slots=True)
class Place:
    """What stands behind a key of the index.

    ``eid`` is the anchor, empty for the whole. ``where`` names the headings above it, ``source`` the file,
    empty where the document names it. ``text`` is what the index holds.
    """

    eid: str
    kind: str
    where: str
    page: int | None
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """A document as a line of results: ``address`` is its path, ``source`` the name of its file.

    A reading that is not accepted has the state :data:`WAITING` and opens at the desk.
    """

    line: DocumentLine
    address: str
    source: str


def places_of(keys: Sequence[str]) -> dict[str, Place]:
    """The places with these keys, by key; keys of nothing are left out."""
    readings = [key for key in keys if desk.is_reading_key(key.partition("#")[0])]
    known = set(readings)
    found = {
        key: Place(each.eid, each.kind, each.where, each.page, each.source, each.text)
        for key, each in library.passages([key for key in keys if key not in known]).items()
    }
    parts = desk.reading_parts(readings) if readings else {}
    return found | {
        key: Place(part.eid, part.kind, part.where, part.page, "", part.text) for key, part in parts.items()
    }


def texts_of(keys: Sequence[str]) -> Mapping[str, str]:
    """What the index holds behind these keys, for snippets."""
    return {key: place.text for key, place in places_of(keys).items()}


def heads_of(reader: Reader, keys: Sequence[str]) -> dict[str, Head]:
    """The documents with these keys that ``reader`` may see, by key."""
    readings = [key for key in keys if desk.is_reading_key(key)]
    lines = library.lines(reader, [key for key in keys if not desk.is_reading_key(key)])
    found = {key: Head(line, f"/d/{key}/", "") for key, line in lines.items()}
    for key, head in desk.reading_heads(reader, readings).items() if readings else ():
        found[key] = Head(_line(head), head.address, head.source)
    return found


def _line(head: desk.ReadingHead) -> DocumentLine:
    kind = kind_of(head.title)
    return DocumentLine(
        id=head.reading,
        key=head.key,
        title=head.title,
        title_en="",
        number=head.numbers[0] if head.numbers else "",
        kind=kind,
        kind_name=words_of("kind", kind),
        issuers=(),
        issued_by=head.issuers,
        place=None,
        topics=(),
        date_made=head.date,
        date_printed=None,
        published_at=None,
        changed_at=head.read_at,
        validity="",
        validity_name=_("待核对"),
        state=WAITING,
        issue=None,
        version=0,
    )
