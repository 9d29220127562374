"""Documents as the search index takes them: every clause, row, title, task and indicator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gongkai.rules.access import SYSTEM, Reader
from gongkai.rules.query.tokens import BREAK
from gongkai.work.library.models import Clause, Document, Indicator, Issue, Task, TaskUnit, Version
from gongkai.work.library.models.issues import State
from gongkai.work.library.reads.access import documents_for
from gongkai.work.library.reads.lines import with_lines
from gongkai.work.library.reads.listings import SearchDocument, SearchEntry

_BATCH = 50
Entries = dict[int, list[SearchEntry]]


def search_documents(reader: Reader = SYSTEM, ids: Iterable[int] | None = None) -> Iterator[SearchDocument]:
    """The documents with their entries, by id; those of ``ids`` where given, withdrawn ones left out.

    Constant memory: some fifty documents are held at a time, with seven queries for each fifty.
    """
    found = documents_for(reader).exclude(state=State.WITHDRAWN).filter(current__isnull=False)
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    for some in batches(list(found.order_by("pk").values_list("pk", flat=True))):
        rows = list(with_lines(Document.objects.filter(pk__in=some).order_by("pk")))
        entries, units = _entries(rows)
        for row in rows:
            yield _document(row, tuple(entries[row.pk]), tuple(dict.fromkeys(units[row.pk])))


def taken_readings() -> frozenset[int]:
    """The ids of the readings of which the library holds a document or an issue."""
    versions = Version.objects.order_by().values_list("reading_id", flat=True)
    issues = Issue.objects.order_by().values_list("reading_id", flat=True)
    return frozenset(versions.union(issues))


def batches(ids: Sequence[int]) -> Iterator[list[int]]:
    """The ids in runs of fifty."""
    for at in range(0, len(ids), _BATCH):
        yield list(ids[at : at + _BATCH])


def _document(row: Document, entries: tuple[SearchEntry, ...], units: tuple[str, ...]) -> SearchDocument:
    issuers = tuple(body.name for body in row.issuers.all())
    current = row.current
    if current is None:
        raise LookupError(row.key)
    written = tuple(current.facts.get("issuers", ()))
    topics = tuple(topic.name for topic in row.topics.all())
    stamp = f"{current.number}:{current.record_sha256[:16]}:{row.changed_at.timestamp():.6f}"
    return SearchDocument(
        id=row.pk,
        key=row.key,
        stamp=stamp,
        title=row.title,
        numbers=(row.number,) if row.number else (),
        kind=row.kind,
        issuer=(issuers or written or ("",))[0],
        issuers=issuers or written,
        place=row.jurisdiction.name if row.jurisdiction is not None else "",
        place_id=row.jurisdiction_id,
        date=row.date_made,
        year=row.date_made.year if row.date_made is not None else None,
        units=units,
        topics=topics,
        validity=row.validity,
        source=current.source_name,
        staff=row.state != State.PUBLISHED,
        entries=entries,
    )


def _entries(rows: list[Document]) -> tuple[Entries, dict[int, list[str]]]:
    """The entries of documents and the units that their tasks name, by document."""
    owners = {row.current_id: row for row in rows}
    entries: Entries = defaultdict(list)
    for row in rows:
        entries[row.pk].append(SearchEntry(f"{row.key}#", "", "title", "title", row.title))
    for version, entry in _clauses(owners):
        entries[owners[version].pk].append(entry)
    named: dict[int, list[str]] = defaultdict(list)
    for version, entry in _tasks(owners):
        entries[owners[version].pk].append(entry)
        named[owners[version].pk] += entry.units
    for version, entry in _indicators(owners):
        entries[owners[version].pk].append(entry)
    return entries, named


Owners = dict[int | None, Document]


def _clauses(owners: Owners) -> Iterator[tuple[int, SearchEntry]]:
    fields = ("version", "eid", "kind", "component__kind", "role", "marker", "text", "raw", "cells")
    rows = Clause.objects.filter(version__in=owners).order_by("version_id", "order").values_list(*fields)
    for version, eid, kind, component, role, marker, text, raw, cells in rows.iterator(chunk_size=2000):
        words = words_of_clause(kind, marker, text, cells)
        # the title is an entry of its own
        if (role == "title" and component == "notice") or not words:
            continue
        key = f"{owners[version].key}#{eid}"
        old = words_of_clause(kind, marker, raw, None) if raw else ""
        yield version, SearchEntry(key, eid, kind, component, words, old)


def words_of_clause(kind: str, marker: str, text: str, cells: list[Any] | None) -> str:
    """The words of a clause as the index has them, cells parted by ``BREAK``."""
    if kind == "table":
        head = BREAK.join(cell["text"] for row in cells or [] for cell in row)
        return BREAK.join(part for part in (text, head) if part)
    return marker + text.replace("\t", BREAK)


def _tasks(owners: Owners) -> Iterator[tuple[int, SearchEntry]]:
    """Tasks, with the names of their units in full; what the clause says already is not said again."""
    units: dict[int, list[str]] = defaultdict(list)
    named = TaskUnit.objects.filter(task__version__in=owners).order_by("task", "role", "order")
    for task, as_written, body in named.values_list("task", "as_written", "body__name"):
        units[task].append(body or as_written)
    fields = ("pk", "version", "eid", "title", "text", "raw")
    rows = Task.objects.filter(version__in=owners).order_by("version_id", "order").values_list(*fields)
    for pk, version, eid, title, text, raw in rows:
        words = words_of_task(title, text)
        key = f"{owners[version].key}#{eid}"
        found = tuple(dict.fromkeys(units[pk]))
        yield version, SearchEntry(key, eid, "task", "task", words, raw.replace("\n", BREAK), found)


def words_of_task(title: str, text: str) -> str:
    """The words of a task as the index has them."""
    return BREAK.join(part for part in (title, text) if part)


def _indicators(owners: Owners) -> Iterator[tuple[int, SearchEntry]]:
    fields = ("version", "eid", "name", "raw")
    rows = Indicator.objects.filter(version__in=owners).order_by("version_id", "order").values_list(*fields)
    for version, eid, name, raw in rows:
        key = f"{owners[version].key}#{eid}"
        yield version, SearchEntry(key, eid, "indicator", "indicator", name, raw)
