"""What stands behind a key of the search index: its words, and where in the document it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model

from gongkai.rules.query.tokens import BREAK
from gongkai.work.library.models import Clause, Document, Indicator, Task
from gongkai.work.library.models.issues import State
from gongkai.work.library.reads.searching import words_of_clause, words_of_task

_PARTED = " › "


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause, row, title, task or indicator as it was found.

    ``eid`` is its anchor, empty for the title. ``where`` names the headings above it, ``source`` the file.
    ``text`` is what the index holds: the words, and behind a ``BREAK`` those of the source where a
    correction changed them.
    """

    eid: str
    kind: str
    where: str
    page: int | None
    source: str
    text: str


def passages(keys: Sequence[str]) -> dict[str, Passage]:
    """The passages with these keys (``document#eid``), by key; keys of nothing are left out.

    Four queries for any number. Who may see a document is asked of :func:`.lines.lines`.
    """
    wanted = {key for key in keys if "#" in key}
    documents = {key.split("#", 1)[0] for key in wanted}
    eids = {key.split("#", 1)[1] for key in wanted}
    found: dict[str, Passage] = {}
    if "" in eids:
        found.update(_titles(documents))
    found.update(_clauses(documents, eids))
    if any(eid.startswith("task-") for eid in eids):
        found.update(_tasks(documents, eids))
    if any(eid.startswith("indicator-") for eid in eids):
        found.update(_indicators(documents, eids))
    return {key: passage for key, passage in found.items() if key in wanted}


def _titles(documents: Iterable[str]) -> Iterator[tuple[str, Passage]]:
    rows = Document.objects.filter(key__in=list(documents), current__isnull=False)
    fields = rows.values_list("key", "title", "current__source_page", "current__source_name")
    for key, title, page, source in fields:
        yield f"{key}#", Passage("", "title", "", page, source, title)


def _current(table: type[Model], documents: Iterable[str], eids: Iterable[str]) -> Any:
    return table._default_manager.filter(
        version__document__key__in=list(documents),
        version=F("version__document__current"),
        eid__in=list(eids),
    )


def _clauses(documents: Iterable[str], eids: set[str]) -> Iterator[tuple[str, Passage]]:
    above = {name for eid in eids for name in _above(eid)}
    fields = (
        "version__document__key", "eid", "kind", "marker", "heading", "text", "raw", "cells", "page",
        "version__source_name", "component__kind", "component__title",
    )  # fmt: skip
    rows = list(_current(Clause, documents, eids | above).values_list(*fields))
    headings = {(row[0], row[1]): row[3] + row[4] for row in rows if row[4] or row[3]}
    for key, eid, kind, marker, _heading, text, raw, cells, page, source, part, title in rows:
        if eid not in eids:
            continue
        words = words_of_clause(kind, marker, text, cells)
        if raw:
            words += BREAK + words_of_clause(kind, marker, raw, None)
        steps = [title] if part != "notice" and title else []
        steps += [headings[(key, name)] for name in _above(eid) if (key, name) in headings]
        yield f"{key}#{eid}", Passage(eid, kind, _PARTED.join(steps), page, source, words)


def _above(eid: str) -> list[str]:
    """The anchors above one, the outermost first.

    >>> _above("plan-2-1-p1")
    ['plan-2', 'plan-2-1']
    """
    steps = eid.split("-")
    return ["-".join(steps[:n]) for n in range(2, len(steps))]


def _tasks(documents: Iterable[str], eids: Iterable[str]) -> Iterator[tuple[str, Passage]]:
    fields = ("version__document__key", "eid", "title", "text", "raw", "page", "version__source_name", "item")
    for key, eid, title, text, raw, page, source, item in _current(Task, documents, eids).values_list(
        *fields
    ):
        words = words_of_task(title, text)
        old = raw.replace("\n", BREAK)
        yield f"{key}#{eid}", Passage(eid, "task", item, page, source, _with(words, old))


def _indicators(documents: Iterable[str], eids: Iterable[str]) -> Iterator[tuple[str, Passage]]:
    fields = ("version__document__key", "eid", "name", "raw", "page", "version__source_name")
    for key, eid, name, raw, page, source in _current(Indicator, documents, eids).values_list(*fields):
        yield f"{key}#{eid}", Passage(eid, "indicator", "", page, source, _with(name, raw))


def _with(words: str, raw: str) -> str:
    return f"{words}{BREAK}{raw}" if raw else words


def words_of(field: str, value: str) -> str:
    """The word for people of a coded value (kind, validity, state) in the page's language, else the value."""
    codes = {"kind": Document.Kind, "validity": Document.Validity, "state": State}
    labels = dict(codes[field].choices) if field in codes else {}
    return str(labels.get(value, value))


def ids_of(keys: Iterable[str]) -> list[int]:
    """The ids of the documents with these keys, drafts and withdrawn ones included."""
    return list(Document.objects.filter(key__in=list(keys)).order_by("pk").values_list("pk", flat=True))
