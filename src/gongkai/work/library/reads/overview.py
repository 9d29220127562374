"""The home lists, the counts of facets, topics, and the page of a unit."""

from __future__ import annotations

from django.db.models import Count as Counted
from django.db.models import F, Q

from gongkai.base.units.models import Body
from gongkai.rules.access import Reader
from gongkai.work.library.models import Document, Indicator, Task, TaskUnit, Topic
from gongkai.work.library.reads.access import documents_for, issues_for, seen_through
from gongkai.work.library.reads.answers import Count, TopicRef, UnitRef
from gongkai.work.library.reads.duties import tasks_page
from gongkai.work.library.reads.issues import issue_lines
from gongkai.work.library.reads.lines import documents, line_of, narrowed, with_lines
from gongkai.work.library.reads.listings import Asked, Facets, Home, TaskList, Totals, UnitPage


def home(reader: Reader, *, issues: int = 6, documents: int = 12) -> Home:
    """The newest issues and documents, and how much there is."""
    newest = issues_for(reader).order_by("-date", "-year", "-number")[:issues]
    found = documents_for(reader).order_by(F("published_at").desc(nulls_last=True), "-pk")[:documents]
    return Home(
        issue_lines(reader, newest),
        tuple(line_of(row) for row in with_lines(found)),
        totals(reader),
    )


def totals(reader: Reader) -> Totals:
    """How much the reader may see, of current versions."""
    shown = Q(version=F("version__document__current")) & seen_through(reader, "version__document")
    return Totals(
        issues_for(reader).count(),
        documents_for(reader).count(),
        Task.objects.filter(shown).count(),
        Indicator.objects.filter(shown).count(),
    )


def facets(reader: Reader, asked: Asked | None = None) -> Facets:
    """How many documents there are of each kind, issuer, year, topic and validity among those asked for."""
    found = narrowed(documents_for(reader), asked or Asked())
    some = Document.objects.filter(pk__in=found.values("pk")).order_by()
    kinds = dict(some.values_list("kind").annotate(n=Counted("pk")))
    validities = dict(some.values_list("validity").annotate(n=Counted("pk")))
    issuers = some.exclude(issuers=None).values_list("issuers__code", "issuers__name")
    years = some.exclude(date_made=None).values_list("date_made__year").annotate(n=Counted("pk"))
    subjects = some.exclude(topics=None).values_list("topics__slug", "topics__name")
    return Facets(
        kind=tuple(Count(k.value, str(k.label), kinds[k]) for k in Document.Kind if k in kinds),
        issuer=_counts(issuers.annotate(n=Counted("pk"))),
        year=tuple(Count(str(year), str(year), n) for year, n in sorted(years, reverse=True)),
        topic=_counts(subjects.annotate(n=Counted("pk"))),
        validity=tuple(
            Count(v.value, str(v.label), validities[v]) for v in Document.Validity if v in validities
        ),
    )


def _counts(rows: object) -> tuple[Count, ...]:
    """Values with their counts, the most frequent first."""
    found = [Count(value, name, n) for value, name, n in rows]  # type: ignore[attr-defined]
    return tuple(sorted(found, key=lambda count: (-count.count, count.name)))


def topics(reader: Reader) -> tuple[TopicRef, ...]:
    """All topics, with the number of documents of each that the reader may see."""
    counted = Counted("documents", filter=seen_through(reader, "documents"), distinct=True)
    rows = Topic.objects.select_related("parent").annotate(seen=counted)
    return tuple(
        TopicRef(row.slug, row.name, row.parent.slug if row.parent else None, row.seen) for row in rows
    )


def unit(reader: Reader, code: str, *, size: int = 10) -> UnitPage | None:
    """What a unit issued, leads and helps with; None where the register knows no such unit."""
    body = Body.objects.filter(code=code).first()
    if body is None:
        return None
    issued = documents(reader, Asked(issuer=code), size=size)
    leads, helps = (_tasks(reader, body.pk, role, size) for role in ("lead", "responsible"))
    return UnitPage(
        UnitRef(body.pk, body.code, body.name),
        issued.lines,
        issued.count,
        leads.lines,
        leads.count,
        helps.lines,
        helps.count,
    )


def _tasks(reader: Reader, body: int, role: str, size: int) -> TaskList:
    named = TaskUnit.objects.filter(body=body, role=role).values("task")
    shown = Q(version=F("version__document__current")) & seen_through(reader, "version__document")
    found = Task.objects.filter(shown, pk__in=named).order_by(F("due").desc(nulls_last=True), "-pk")
    return tasks_page(found, 1, size)
