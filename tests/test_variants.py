"""Documents of other places and authors, generated with their truth, read in all their formats."""

from __future__ import annotations

import os
from functools import cache

from tests.rules.test_promises import check_promises
from tests.scoring import Score, score

from gongkai.formats import read_bytes
from gongkai.rules.reading import read_source
from gongkai.samples.variants import variants

SEED = 2024
COUNT = 500 if os.environ.get("CI") else int(os.environ.get("GONGKAI_VARIANTS", "60"))
LEAST = 0.98


@cache
def total() -> Score:
    """The score of all variants together, each read in every format that it comes in."""
    made = Score()
    for variant in variants(COUNT, SEED):
        for form, data in variant.files.items():
            source = read_bytes(data, f"{variant.name}.{form}")
            gazette = read_source(source)
            check_promises(source, gazette)
            found = score(variant.truth, gazette)
            found.misses = [f"{variant.name}.{form} {miss}" for miss in found.misses]
            made.add(found)
    return made


def test_every_field_of_all_variants_is_read() -> None:
    made = total()
    low = made.below(LEAST)
    assert low == {}, "\n".join(m for m in made.misses if any(f" {name}:" in m for name in low))[:8000]


def test_the_variants_try_every_field() -> None:
    fields = {"documents", "title", "number", "date", "issuers", "references", "attachments", "headings"}
    fields |= {"tasks", "lead", "responsible", "deadline", "targets", "indicators", "indicator cells"}
    assert {name for name in fields if total().counts[name][1] < COUNT / 10} == set()
