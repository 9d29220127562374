"""The whole register as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.base.units.models import Alias, Body, Jurisdiction, Membership, Succession
from gongkai.base.units.table import write_rows
from gongkai.rules.access import Reader

Line = dict[str, str]


def export_csv(reader: Reader) -> str:
    """The register as one CSV file that :func:`gongkai.base.units.actions.import_csv` takes back.

    An empty register filled from the file gives the same file again, byte for byte.
    """
    return "".join(write_rows(_lines()))


def _lines() -> Iterator[Line]:
    yield from _places()
    for body in Body.objects.select_related("jurisdiction").order_by("jurisdiction__code", "code"):
        yield _body(body)
    for alias in Alias.objects.select_related("body").order_by("body__code", "name"):
        record = "former" if alias.former else "alias"
        yield {"record": record, "code": alias.body.code, "name": alias.name, **_span(alias)}
    members = Membership.objects.select_related("group", "member")
    for member in members.order_by("group__code", "member__code", "valid_from"):
        codes = {"code": member.group.code, "parent": member.member.code}
        yield {"record": "member", **codes, **_span(member)}
    steps = Succession.objects.select_related("predecessor", "successor")
    for step in steps.order_by("predecessor__code", "successor__code"):
        yield {
            "record": "succession",
            "code": step.predecessor.code,
            "parent": step.successor.code,
            "kind": step.kind,
            "valid_from": step.on.isoformat(),
            "basis": step.basis,
        }


def _places() -> Iterator[Line]:
    """The jurisdictions, each behind the one above it."""
    children: dict[int | None, list[Jurisdiction]] = {}
    for place in Jurisdiction.objects.select_related("parent").order_by("-code"):
        children.setdefault(place.parent_id, []).append(place)
    waiting = list(children.get(None, ()))
    while waiting:
        place = waiting.pop()
        waiting.extend(children.get(place.pk, ()))
        yield {
            "record": "jurisdiction",
            "code": place.code,
            "parent": place.parent.code if place.parent else "",
            "name": place.name,
            "short_name": place.short_name,
            "kind": place.level,
            "slug": place.slug,
        }


def _body(body: Body) -> Line:
    return {
        "record": "body",
        "code": body.code,
        "parent": body.jurisdiction.code,
        "name": body.name,
        "short_name": body.short_name,
        "kind": body.kind,
        "rule": body.group_rule,
        **_span(body),
        "duties": body.duties,
        "address": body.address,
        "phone": body.phone,
        "website": body.website,
    }


def _span(held: Body | Alias | Membership) -> Line:
    return {
        "valid_from": held.valid_from.isoformat() if held.valid_from else "",
        "valid_to": held.valid_to.isoformat() if held.valid_to else "",
    }
