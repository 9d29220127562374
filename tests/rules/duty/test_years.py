"""The years that a sentence speaks of as its horizon."""

from __future__ import annotations

import pytest

from gongkai.rules.duty.years import horizons
from gongkai.rules.text.fold import fold

HORIZONS = [
    ("到2025年，甲率达到5%。", [(2025,)]),
    ("到2025年底，甲率达到5%。", [(2025,)]),
    ("到2025年和2030年，甲率分别达到5%和7%。", [(2025, 2030)]),
    ("到2025年、2030年，甲率分别达到5%和7%。", [(2025, 2030)]),
    ("到2025年底和2030年底", [(2025, 2030)]),
    ("2024年、2025年和2026年分别完成", [(2024, 2025, 2026)]),
    ("到2025年，甲率达到5%；到2030年，达到7%。", [(2025,), (2030,)]),
    ("“十四五”期末达到", [(2025,)]),
    ("“十五五”期间", [(2030,)]),
    ("“十四五”末和2030年", [(2025,), (2030,)]),
]
NONE = [
    "较2020年提高",
    "比2020年底增加5个百分点",
    "自2020年以来",
    "从2020年起",
    "2021-2025年",
    "2023年度",
    "《甲规划（2021年修订）》",
    "《2025年工作要点》提出",
    "截至2023年底",
    "甲率达到5%",
    "",
]


@pytest.mark.parametrize(("text", "years"), HORIZONS, ids=[c[0] for c in HORIZONS])
def test_the_years_a_sentence_aims_at(text: str, years: list[tuple[int, ...]]) -> None:
    assert [h.years for h in horizons(fold(text))] == years


@pytest.mark.parametrize("text", NONE)
def test_years_that_only_compare_or_name_a_title_are_none(text: str) -> None:
    assert list(horizons(fold(text))) == []


def test_a_horizon_knows_its_words() -> None:
    text = "力争到2025年和2030年,甲率"
    (found,) = horizons(text)
    assert text[found.start : found.end] == "2025年和2030年"
