"""Units one by one and in lists: names over time, what went before and after, where they belong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import ForeignKey, Q, QuerySet

from gongkai.base.units.models import Alias, Body, Jurisdiction, Succession
from gongkai.base.units.reads.groups import below, valid_on
from gongkai.rules.access import Reader
from gongkai.rules.text.unitkeys import tidy

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A jurisdiction: its id, code, names, slug, level, and the id of the one above."""

    id: int
    code: str
    name: str
    slug: str
    level: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A unit as a list shows it."""

    id: int
    code: str
    name: str
    short_name: str
    kind: str
    kind_name: str
    place_id: int
    place_name: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name with the first and last day on which it was borne (None: open)."""

    id: int | None
    name: str
    former: bool
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the line of units: what happened on a day, and the unit at its other end."""

    kind: str
    kind_name: str
    on: date
    basis: str
    body: BodyLine


@dataclass(frozen=True, slots=True)
class Lineage:
    """What came before a unit and what came after it, all the way, the oldest first."""

    before: tuple[Step, ...]
    after: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """All that the register says of a unit. ``names`` are its full names, the oldest first."""

    body: BodyLine
    path: tuple[PlaceLine, ...]
    names: tuple[NameSpan, ...]
    aliases: tuple[NameSpan, ...]
    lineage: Lineage
    groups: tuple[BodyLine, ...]
    group_rule: str
    duties: str
    address: str
    phone: str
    website: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to. ``words`` are looked for in names, short names, aliases and codes."""

    words: str = ""
    place: int | None = None
    kind: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, counted from 1, and how many lines and pages there are."""

    lines: tuple[BodyLine, ...]
    number: int
    pages: int
    count: int


@dataclass(frozen=True, slots=True)
class Dependent:
    """How many rows of a kind point at a unit."""

    name: str
    count: int


def places(reader: Reader) -> tuple[PlaceLine, ...]:
    """All jurisdictions, by code."""
    return tuple(_place_line(place) for place in Jurisdiction.objects.all())


def kinds(reader: Reader) -> tuple[tuple[str, str], ...]:
    """The kinds of units with their names."""
    return tuple((str(value), str(label)) for value, label in Body.Kind.choices)


def place_by_code(reader: Reader, code: str) -> PlaceLine | None:
    """The jurisdiction with that code or slug."""
    place = Jurisdiction.objects.filter(Q(code=code) | Q(slug=code)).first()
    return _place_line(place) if place else None


def listing(reader: Reader, filters: Filters, page: int = 1, size: int = PAGE_SIZE) -> Page:
    """The units that ``filters`` leave, those of places below the wanted one included."""
    found = _filtered(filters)
    count = found.count()
    pages = max(1, -(-count // size))
    number = min(max(1, page), pages)
    lines = found.select_related("jurisdiction")[(number - 1) * size : number * size]
    return Page(tuple(_body_line(body) for body in lines), number, pages, count)


def choices_of_bodies(reader: Reader, place: int, on: date) -> tuple[BodyLine, ...]:
    """The units of a place and of those below that exist on a day, for a field that picks one."""
    found = _filtered(Filters(place=place, on=on)).exclude(kind=Body.Kind.GROUP)
    return tuple(_body_line(body) for body in found.select_related("jurisdiction"))


def _filtered(filters: Filters) -> QuerySet[Body]:
    found = Body.objects.all()
    words = tidy(filters.words)
    if words:
        wanted = Q(name__icontains=words) | Q(short_name__icontains=words) | Q(code__icontains=words)
        found = found.filter(wanted | Q(pk__in=Alias.objects.filter(name__icontains=words).values("body")))
    if filters.place is not None:
        found = found.filter(jurisdiction__in=[filters.place, *below(filters.place)])
    if filters.kind:
        found = found.filter(kind=filters.kind)
    return valid_on(found, filters.on) if filters.on else found


def unit_page(reader: Reader, code: str) -> UnitPage:
    """All that the register says of the unit with that code. Raises Body.DoesNotExist."""
    body = Body.objects.select_related("jurisdiction").get(code=code)
    aliases = list(body.aliases.all())
    groups = Body.objects.filter(memberships__member=body).select_related("jurisdiction").distinct()
    return UnitPage(
        body=_body_line(body),
        path=_path(body.jurisdiction),
        names=_names(body, aliases),
        aliases=tuple(
            NameSpan(alias.pk, alias.name, False, alias.valid_from, alias.valid_to)
            for alias in aliases
            if not alias.former
        ),
        lineage=Lineage(
            before=_steps(body.pk, "successor_id", "predecessor"),
            after=_steps(body.pk, "predecessor_id", "successor"),
        ),
        groups=tuple(_body_line(group) for group in groups),
        group_rule=body.group_rule,
        duties=body.duties,
        address=body.address,
        phone=body.phone,
        website=body.website,
    )


def name_on(body: int, on: date) -> str:
    """The full name that the unit (id) bore on a day; its present one for a day before it began."""
    unit = Body.objects.get(pk=body)
    for span in _names(unit, list(unit.aliases.all())):
        if span.valid_to is None or on <= span.valid_to:
            return span.name
    return unit.name


def dependents(reader: Reader, body: int) -> tuple[Dependent, ...]:
    """What points at the unit in every room, counted; the groups it is in, its aliases and line left out."""
    counts = []
    for relation in Body._meta.related_objects:
        model = relation.related_model
        if model._meta.app_label == Body._meta.app_label:
            continue
        field = relation.field
        if isinstance(field, ForeignKey):
            count = model._base_manager.filter(**{field.name: body}).distinct().count()
            counts.append(Dependent(f"{model._meta.verbose_name_plural}（{field.verbose_name}）", count))
    return tuple(dependent for dependent in counts if dependent.count)


def _names(body: Body, aliases: list[Alias]) -> tuple[NameSpan, ...]:
    former = sorted((a for a in aliases if a.former and a.valid_to), key=lambda a: a.valid_to or date.max)
    spans, since = [], body.valid_from
    for alias in former:
        spans.append(NameSpan(alias.pk, alias.name, True, alias.valid_from or since, alias.valid_to))
        since = alias.valid_to + timedelta(days=1) if alias.valid_to else since
    return (*spans, NameSpan(None, body.name, False, since, body.valid_to))


def _steps(start: int, own: str, other: str) -> tuple[Step, ...]:
    """The steps away from a unit in one direction, each once."""
    links = list(Succession.objects.select_related(f"{other}__jurisdiction").order_by("on", "pk"))
    seen, waiting, found = {start}, [start], []
    while waiting:
        at = waiting.pop()
        for link in (link for link in links if getattr(link, own) == at):
            body = getattr(link, other)
            found.append(Step(link.kind, link.get_kind_display(), link.on, link.basis, _body_line(body)))
            if body.pk not in seen:
                seen.add(body.pk)
                waiting.append(body.pk)

    return tuple(sorted(found, key=lambda step: step.on))


def _path(place: Jurisdiction) -> tuple[PlaceLine, ...]:
    line: list[PlaceLine] = []
    at: Jurisdiction | None = place
    while at is not None:
        line.append(_place_line(at))
        at = at.parent
    return tuple(reversed(line))


def _place_line(place: Jurisdiction) -> PlaceLine:
    return PlaceLine(place.pk, place.code, place.name, place.slug, place.level, place.parent_id)


def _body_line(body: Body) -> BodyLine:
    return BodyLine(
        body.pk,
        body.code,
        body.name,
        body.short_name,
        body.kind,
        body.get_kind_display(),
        body.jurisdiction_id,
        body.jurisdiction.name,
        body.valid_from,
        body.valid_to,
    )
