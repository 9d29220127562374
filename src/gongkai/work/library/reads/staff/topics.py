"""Topics as a tree with their rule words, and what a rule would file before anybody keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from gongkai.rules.access import Reader
from gongkai.work.library.models import Document, Topic
from gongkai.work.library.reads.answers import DocumentRef
from gongkai.work.library.reads.staff.citations import ref
from gongkai.work.library.reads.staff.common import inside

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic in the tree; ``depth`` counts from 0, ``documents`` those of the person's places."""

    slug: str
    name: str
    parent: str
    parent_name: str
    depth: int
    words: tuple[str, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class Filed:
    """What a rule finds: ``count`` documents, ``already`` of which have the topic; the first of them."""

    count: int
    already: int
    documents: tuple[DocumentRef, ...]


def topic_tree(reader: Reader) -> tuple[TopicLine, ...]:
    """All topics, each behind the one above it."""
    mine = Count("documents", filter=Q(documents__in=Document.objects.filter(inside(reader))), distinct=True)
    rows = list(Topic.objects.select_related("parent").annotate(held=mine))
    below: dict[int | None, list[Topic]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    found: list[TopicLine] = []

    def walk(parent: int | None, depth: int) -> None:
        for row in below.get(parent, []):
            above = row.parent
            found.append(
                TopicLine(
                    row.slug,
                    row.name,
                    above.slug if above is not None else "",
                    above.name if above is not None else "",
                    depth,
                    words_of(row.rule),
                    row.held,  # type: ignore[attr-defined]
                )
            )
            walk(row.pk, depth + 1)

    walk(None, 0)
    return tuple(found)


def words_of(rule: str) -> tuple[str, ...]:
    """The alternatives of a rule, one a line."""
    return tuple(word for word in (line.strip() for line in rule.splitlines()) if word)


def preview(reader: Reader, rule: str, slug: str = "") -> Filed:
    """The documents of the person's places whose title holds one of the words of ``rule``."""
    wanted = Q(pk__in=())
    for word in words_of(rule):
        wanted |= Q(title__contains=word)
    found = Document.objects.filter(inside(reader)).filter(wanted)
    already = found.filter(topics__slug=slug).count() if slug else 0
    return Filed(found.count(), already, tuple(ref(row) for row in found[:MOST_SHOWN]))
