"""The register taken in from CSV: all that is wrong is named at once; the whole goes in or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import Subject, record
from gongkai.base.units.actions.common import (
    FIELDS,
    faults_of,
    load,
    may_edit,
    may_edit_places,
    snapshot,
    write_down,
)
from gongkai.base.units.models import Alias, Body, Jurisdiction, Membership, Succession
from gongkai.base.units.table import Fault, Row, read_rows
from gongkai.rules.access import Reader

_MODELS: dict[str, type[models.Model]] = {
    "jurisdiction": Jurisdiction,
    "body": Body,
    "alias": Alias,
    "former": Alias,
    "member": Membership,
    "succession": Succession,
}


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file does to the register: names of what is new, changed and as before; or all that is wrong."""

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    faults: tuple[Fault, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the file can go in."""
        return not self.faults


def import_csv(actor: Reader, text: str, *, dry_run: bool, why: str = "") -> ImportPreview:
    """Take the rows of a CSV file in; what the file does not name stays as it is.

    ``dry_run`` writes nothing and says what would happen. A file with a fault changes nothing.
    """
    rows, faults = read_rows(text)
    with transaction.atomic():
        faults += _faults(actor, rows)
        if faults:
            return ImportPreview(faults=tuple(sorted(faults, key=lambda fault: fault.line)))
        result = _take_in(actor, rows, why or _("从 CSV 导入"))
        if dry_run:
            transaction.set_rollback(True)
    return result


def _take_in(actor: Reader, rows: list[Row], why: str) -> ImportPreview:
    places_before = _places()
    codes = list(dict.fromkeys(_owner(row) for row in rows if row.record != "jurisdiction"))
    before = {code: snapshot(body) for code, body in load(codes).items()}
    for kind in ("jurisdiction", "body", "alias", "former", "member", "succession"):
        for row in _parents_first([row for row in rows if row.record == kind]):
            _WRITERS[kind](row)
    write_down(actor, codes, "units.body.imported", before, why)
    after = {code: snapshot(body) for code, body in load(codes).items()}
    places = _write_down_places(actor, places_before, [r for r in rows if r.record == "jurisdiction"], why)
    created = [str(after[code]["name"]) for code in codes if code not in before]
    changed = [str(after[code]["name"]) for code in codes if code in before and before[code] != after[code]]
    unchanged = len(codes) - len(created) - len(changed) + places.unchanged
    return ImportPreview((*places.created, *created), (*places.changed, *changed), unchanged)


def _write_down_places(
    actor: Reader, before: dict[str, dict[str, Any]], rows: list[Row], why: str
) -> ImportPreview:
    after = _places()
    created: list[str] = []
    changed: list[str] = []
    for code in (row.get("code") for row in rows):
        if before.get(code) == after[code]:
            continue
        (changed if code in before else created).append(str(after[code]["name"]))
        record(
            actor,
            "units.jurisdiction.imported",
            Subject("units.jurisdiction", code, str(after[code]["name"])),
            before=before.get(code),
            after=after[code],
            why=why,
            event="units.jurisdiction.changed",
            payload={"code": code},
        )
    return ImportPreview(tuple(created), tuple(changed), len(rows) - len(created) - len(changed))


def _places() -> dict[str, dict[str, Any]]:
    rows = Jurisdiction.objects.values("code", "name", "short_name", "slug", "level", "parent__code")
    return {row["code"]: dict(row) for row in rows}


def _parents_first(rows: list[Row]) -> list[Row]:
    """The rows of places so that each comes behind the one above it; other rows as they are."""
    left = {row.get("code"): row for row in rows}
    if len(left) != len(rows) or not rows or rows[0].record != "jurisdiction":
        return rows
    ordered: list[Row] = []
    while left:
        ready = [code for code, row in left.items() if row.get("parent") not in left]
        ordered += [left.pop(code) for code in ready]
    return ordered


def _owner(row: Row) -> str:
    """The code of the body whose entry in the trail the row belongs to."""
    return row.get("code")


def _write_place(row: Row) -> None:
    Jurisdiction.objects.update_or_create(
        code=row.get("code"),
        defaults={
            "name": row.get("name"),
            "short_name": row.get("short_name"),
            "slug": row.get("slug"),
            "level": row.get("kind"),
            "parent": Jurisdiction.objects.filter(code=row.get("parent")).first(),
        },
    )


def _write_body(row: Row) -> None:
    columns = {"group_rule": "rule"}
    words = {name: row.get(columns.get(name, name)) for name in FIELDS if not name.startswith("valid")}
    place = Jurisdiction.objects.get(code=row.get("parent"))
    spans = {"valid_from": row.valid_from, "valid_to": row.valid_to}
    Body.objects.update_or_create(code=row.get("code"), defaults={**words, **spans, "jurisdiction": place})


def _write_alias(row: Row) -> None:
    Alias.objects.update_or_create(
        body=Body.objects.get(code=row.get("code")),
        name=row.get("name"),
        defaults={
            "former": row.record == "former", "valid_from": row.valid_from, "valid_to": row.valid_to,
        },
    )  # fmt: skip


def _write_member(row: Row) -> None:
    Membership.objects.update_or_create(
        group=Body.objects.get(code=row.get("code")),
        member=Body.objects.get(code=row.get("parent")),
        valid_from=row.valid_from,
        defaults={"valid_to": row.valid_to},
    )


def _write_succession(row: Row) -> None:
    Succession.objects.update_or_create(
        predecessor=Body.objects.get(code=row.get("code")),
        successor=Body.objects.get(code=row.get("parent")),
        defaults={"kind": row.get("kind"), "on": row.valid_from or date.min, "basis": row.get("basis")},
    )


_WRITERS = {
    "jurisdiction": _write_place,
    "body": _write_body,
    "alias": _write_alias,
    "former": _write_alias,
    "member": _write_member,
    "succession": _write_succession,
}


def _faults(actor: Reader, rows: list[Row]) -> list[Fault]:
    """All that is wrong with what the rows say, beyond their form."""
    faults = [fault for row in rows for fault in _faults_of_cells(row)]
    faults += _repeated(rows)
    faults += _unknown(rows)
    faults += _circles(rows)
    return faults + _forbidden(actor, rows)


def _faults_of_cells(row: Row) -> list[Fault]:
    model = _MODELS[row.record]
    names = {"rule": "group_rule", "kind": "level" if row.record == "jurisdiction" else "kind"}
    own = {field.name for field in model._meta.get_fields()}
    faults = []
    for column, value in row.cells:
        name = names.get(column, column)
        if value and name in own and column not in ("parent", "valid_from", "valid_to"):
            faults += [Fault(row.line, column, what) for what in faults_of(model, name, value)]
    if row.get("rule") and row.get("kind") != Body.Kind.GROUP:
        faults.append(Fault(row.line, "rule", _("只有单位组合才有组合规则。")))
    if row.record in ("member", "succession") and row.get("code") == row.get("parent"):
        faults.append(Fault(row.line, "parent", _("不能指向自己。")))
    return faults


def _key(row: Row) -> tuple[str, ...]:
    record = "alias" if row.record == "former" else row.record
    extra = {
        "alias": (row.get("name"),),
        "member": (row.get("parent"), str(row.valid_from)),
        "succession": (row.get("parent"),),
    }
    return (record, row.get("code"), *extra.get(record, ()))


def _repeated(rows: list[Row]) -> list[Fault]:
    counted = Counter(_key(row) for row in rows)
    faults = [Fault(row.line, "code", _("文件中重复。")) for row in rows if counted[_key(row)] > 1]
    slugs = Counter(row.get("slug") for row in rows if row.record == "jurisdiction")
    taken = dict(Jurisdiction.objects.values_list("slug", "code"))
    for row in rows:
        slug = row.get("slug")
        if row.record == "jurisdiction" and (
            slugs[slug] > 1 or taken.get(slug, row.get("code")) != row.get("code")
        ):
            faults.append(Fault(row.line, "slug", _("已被其他行政区划使用。")))
    return faults


def _unknown(rows: list[Row]) -> list[Fault]:
    """The rows that point at what neither the file nor the register has, and members of no group."""
    places = {r.get("code") for r in rows if r.record == "jurisdiction"}
    places |= set(Jurisdiction.objects.values_list("code", flat=True))
    bodies = dict(Body.objects.values_list("code", "kind"))
    bodies |= {r.get("code"): r.get("kind") for r in rows if r.record == "body"}
    faults = []
    for row in rows:
        code, parent = row.get("code"), row.get("parent")
        if row.record in ("jurisdiction", "body"):
            if parent and parent not in places:
                faults.append(
                    Fault(row.line, "parent", _("没有代码为“%(code)s”的行政区划。") % {"code": parent})
                )
            continue
        wanted = {"code": code} | ({"parent": parent} if row.record in ("member", "succession") else {})
        for column, value in wanted.items():
            if value not in bodies:
                what = _("没有代码为“%(code)s”的单位。") % {"code": value}
                faults.append(Fault(row.line, column, what))
        if row.record == "member" and bodies.get(code, Body.Kind.GROUP) != Body.Kind.GROUP:
            faults.append(Fault(row.line, "code", _("不是单位组合。")))
    return faults


def _circles(rows: list[Row]) -> list[Fault]:
    """The rows of places that would lie below themselves."""
    above: dict[str, str | None] = dict(Jurisdiction.objects.values_list("code", "parent__code"))
    above |= {r.get("code"): r.get("parent") or None for r in rows if r.record == "jurisdiction"}
    faults = []
    for row in rows:
        if row.record != "jurisdiction":
            continue
        seen, at = {row.get("code")}, above.get(row.get("code"))
        while at and at not in seen:
            seen.add(at)
            at = above.get(at)
        if at:
            faults.append(Fault(row.line, "parent", _("上下级成环。")))
    return faults


def _forbidden(actor: Reader, rows: list[Row]) -> list[Fault]:
    """The rows of places that the actor does not keep."""
    ids = dict(Jurisdiction.objects.values_list("code", "pk"))
    of_body = dict(Body.objects.values_list("code", "jurisdiction__code"))
    said = {r.get("code"): r.get("parent") for r in rows if r.record == "body"}
    whole = may_edit_places(actor)
    faults = []
    for row in rows:
        code = row.get("code")
        touched = {of_body.get(code), said.get(code)} - {None}
        # a place that the file itself brings is new: it is for those who keep the tree
        allowed = row.record != "jurisdiction" and all(
            place in ids and may_edit(actor, ids[place]) for place in touched if place
        )
        if not whole and not allowed:
            faults.append(Fault(row.line, "", _("您不能改动该行政区划的名录。")))
    return faults
