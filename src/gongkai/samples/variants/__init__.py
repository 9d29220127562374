"""Documents of other authors in any number, each with its truth: for property tests and the bench.

Everything is a pure function of the seed. The words come from our own pools; places and
bodies are invented.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from gongkai.samples.as_docx import to_docx
from gongkai.samples.layout import Component
from gongkai.samples.variants import kinds, tables
from gongkai.samples.variants.draft import Draft
from gongkai.samples.variants.duties import draw_author
from gongkai.samples.variants.places import Jurisdiction, draw_place, draw_style, unit_names
from gongkai.samples.variants.pools import domains
from gongkai.samples.variants.prose import Writer
from gongkai.samples.variants.render import html_file, text_file

__all__ = ["KINDS", "Variant", "variants"]

KINDS: dict[str, kinds.Kind] = {
    "plan": kinds.plan,
    "opinions": kinds.opinions,
    "task-table": tables.task_table,
    "policies": kinds.policies,
    "bare-items": kinds.bare_items,
    "indicator-table": tables.indicator_table,
    "long-list": kinds.long_list,
    "rules": kinds.rules,
    "reply": kinds.reply,
    "notice": kinds.notice,
    "coordinates": tables.coordinates,
}
WEIGHTS = (22, 24, 18, 8, 8, 8, 3, 3, 2, 2, 2)
DOCX_EVERY = 10


@dataclass(frozen=True, slots=True)
class Variant:
    """A document in several formats: the bytes of each file by its format, and the truth."""

    name: str
    kind: str
    files: dict[str, bytes]
    truth: dict[str, Any]


def variants(count: int, seed: int) -> Iterator[Variant]:
    """``count`` documents with their truth in the format of the gold files; the same for the same seed.

    Each comes as text with damage and as HTML, every tenth also as DOCX.

    >>> [variant.kind for variant in variants(3, seed=1)] == [v.kind for v in variants(3, seed=1)]
    True
    """
    for number in range(count):
        yield _variant(number, Random(f"{seed}/{number}"), seed)


def _variant(number: int, chance: Random, seed: int) -> Variant:
    kind = chance.choices(tuple(KINDS), WEIGHTS)[0]
    draft = _draft(chance)
    KINDS[kind](draft)
    files = {
        "txt": text_file(draft.blocks, chance),
        "html": html_file(draft.title, draft.blocks, draft.about(), chance),
    }
    if number % DOCX_EVERY == 0:
        component = Component("main", tuple(draft.blocks), 1, 1)
        files["docx"] = to_docx([component], draft.title, draft.issuer, draft.date)
    return Variant(f"{seed}-{number:04}-{kind}", kind, files, {"documents": [draft.truth()]})


def _draft(chance: Random) -> Draft:
    place, domain = draw_place(chance), chance.choice(domains())
    date = datetime.date(chance.randint(2020, 2025), chance.randint(1, 8), chance.randint(1, 28))
    issuer, code = _issuer(chance, place)
    return Draft(
        chance=chance,
        place=place,
        domain=domain,
        author=draw_author(chance, place, draw_style(chance), date.year, date.month),
        writer=Writer(chance, domain),
        issuer=issuer,
        code=code,
        date=date,
        number=chance.randint(1, 120),
    )


def _issuer(chance: Random, place: Jurisdiction) -> tuple[str, str]:
    """A government, its office, or one of its departments, with the code of its documents."""
    form = chance.random()
    if not place.prefix:
        return (place.government, "国发") if form < 0.3 else (place.office, "国办发")
    if form < 0.4:
        return place.government, f"{place.code}政发"
    if form < 0.8:
        return place.office, f"{place.code}政办{chance.choice(('发', '字'))}"
    body = chance.choice(unit_names(place)).removeprefix(place.prefix)
    return place.full + body, f"{place.code}{body[:1]}发"
