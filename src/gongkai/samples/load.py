"""From the TOML files to the records of the sample issue."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any

from gongkai.samples.content import (
    Action,
    ActionGroup,
    ContentsEntry,
    Goal,
    IndicatorRow,
    IndicatorTable,
    Part,
    Place,
    Point,
    SampleDocument,
    SampleIssue,
    Subtask,
)

Record = dict[str, Any]


def table(name: str) -> Record:
    """The data file ``name`` as a dictionary."""
    return tomllib.loads(files("gongkai.samples").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def sample_issue() -> SampleIssue:
    """The sample issue: three documents of an invented city, with planted faults.

    >>> [document.number for document in sample_issue().documents]
    ['云政发〔2024〕7号', '云营商领发〔2024〕2号', '云应急发〔2024〕15号']
    """
    data = table("issue.toml")
    entries = [_entry(record) for record in data["contents"]]
    same = ("title", "title_en", "place", "year", "number", "serial", "date", "sponsor", "sponsor_en")
    plain = {k: data[k] for k in same}
    return SampleIssue(**plain, imprint=tuple(data["imprint"]), contents=tuple(entries))


def _entry(record: Record) -> ContentsEntry:
    place = Place(record["first"], tuple(record["annexes"]), record["last"])
    document = _document(table(f"{record['document']}.toml"), place)
    return ContentsEntry(
        record["category"],
        record["category_en"],
        record["number_en"],
        document,
        place.first + record.get("wrong_by", 0),
    )


def _document(data: Record, place: Place) -> SampleDocument:
    plain = ("key", "head", "title", "title_en", "number", "addressee", "issuer", "date", "disclosure")
    listed = ("title_lines", "cover", "preamble", "references", "attachments")
    record = {k: data[k] for k in (*plain, "plan_title", "copied_to", "printed_by", "printed_date")}
    record |= {k: tuple(data[k]) for k in listed}
    actions = data.get("actions")
    return SampleDocument(
        **record,
        coda=tuple(data.get("coda", ())),
        parts=tuple(_parts(data)),
        overall=_overall(actions["overall"]) if actions else None,
        indicators=_indicators(table("indicators.toml")) if actions else None,
        place=place,
    )


def _parts(data: Record) -> Iterator[Part]:
    numbers = count(1)
    for part in data.get("opening", ()):
        yield Part(part["heading"], tuple(part["paragraphs"]))
    if "actions" in data:
        groups = tuple(
            ActionGroup(
                group["heading"],
                tuple(_action(item, next(numbers), tuple(data["years"])) for item in group["items"]),
            )
            for group in data["actions"]["groups"]
        )
        yield Part(data["actions"]["heading"], groups=groups)
    for part in data.get("parts", ()):
        points = tuple(_point(point, next(numbers)) for point in part.get("points", ()))
        yield Part(part["heading"], tuple(part.get("paragraphs", ())), points=points)
    for part in data.get("closing", ()):
        yield Part(part["heading"], tuple(part["paragraphs"]))


def _action(item: Record, number: int, years: tuple[int, ...]) -> Action:
    measures = tuple(item["measures"])
    return Action(
        number,
        item["title"],
        measures,
        item["goal"],
        measures[: item["annex"]],
        item["near"],
        item["far"],
        tuple(item["lead"]),
        tuple(item["responsible"]),
        tuple(goal for record in item["targets"] for goal in _goals(record, years)),
    )


def _overall(item: Record) -> Action:
    lead, responsible = tuple(item["lead"]), tuple(item["responsible"])
    return Action(0, "总体目标", (), "", (), item["near"], item["far"], lead, responsible, ())


def _goals(record: Record, years: tuple[int, ...]) -> Iterator[Goal]:
    """One target a year: 分别达到A和B states two."""
    for place, year in enumerate(record.get("years", years)):
        yield Goal(
            record["indicator"],
            record["comparator"],
            year,
            record["values"][place] if "values" in record else None,
            record["high"][place] if "high" in record else None,
            record.get("unit"),
            record.get("per_year", False),
        )


def _point(item: Record, number: int) -> Point:
    tasks = tuple(Subtask(t["text"], tuple(t["responsible"]), t["due"]) for t in item["tasks"])
    return Point(number, item["title"], tuple(item["lead"]), tasks)


def _indicators(data: Record) -> IndicatorTable:
    numbers = count(1)
    rows = tuple(
        IndicatorRow(
            next(numbers),
            group["basis"],
            tuple(row.get("names") or [row["name"]]),
            row.get("unit"),
            tuple(row["values"]),
        )
        for group in data["groups"]
        for row in group["rows"]
    )
    return IndicatorTable(tuple(data["header"]), data["baseline_year"], data["target_year"], rows)
