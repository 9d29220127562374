"""Real documents against what a careful reader takes from them, by the scorer that lies beside them."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from tests.rules.test_promises import check_promises

from gongkai.formats import open_source
from gongkai.rules.interchange import to_json
from gongkai.rules.reading import read_source
from gongkai.rules.records import Gazette

EXACT = (
    "documents",
    "title",
    "number",
    "date",
    "issuers",
    "contents",
    "attachments",
    "headings",
    "indicators",
    "issue",
)
SEED = {
    **dict.fromkeys((*EXACT, "unreadable left empty"), 1.0),
    **dict.fromkeys(("references", "deadline", "lead", "responsible"), 0.98),
    **dict.fromkeys(("tasks", "targets", "indicator cells"), 0.97),
}
OTHERS = {
    **dict.fromkeys(("tasks", "lead", "responsible", "headings", "number", "title"), 0.95),
    **dict.fromkeys(("deadline", "indicators"), 0.95),
    "targets": 0.90,
}


@dataclass(frozen=True)
class Gold:
    file: str
    gold: str
    least: dict[str, float] = field(default_factory=lambda: OTHERS)


GOLDS = [
    Gold("seed/gazette-2020-16.txt", "seed-2020-16", SEED),
    Gold("dev/05-jinan.txt", "dev-05-jinan"),
    Gold("dev/13-guangzhou.html", "dev-13-guangzhou"),
    Gold("dev/26-hebei.txt", "dev-26-hebei"),
    # Several marks of one item are several tasks here: one way throughout a document.
    Gold("dev/35-anhui.txt", "dev-35-anhui.per-bracket"),
    Gold("dev/45-state-council.html", "dev-45-state-council.per-bracket"),
]


@cache
def read(path: Path) -> Gazette:
    return read_source(open_source(path))


@pytest.mark.parametrize("gold", GOLDS, ids=lambda g: g.gold)
def test_a_real_document_is_read_nearly_as_by_a_careful_reader(
    gold: Gold, shared: Path, tmp_path: Path
) -> None:
    record = tmp_path / "read.json"
    record.write_text(json.dumps(to_json(read(shared / gold.file)), ensure_ascii=False), encoding="utf-8")
    least = [word for name, share in gold.least.items() for word in ("--min", f"{name}={share}")]
    gold_file = shared / "gold" / f"{gold.gold}.json"
    command = [sys.executable, str(shared / "tools" / "score.py"), str(gold_file), str(record)]
    done = subprocess.run([*command, *least, "--misses"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


SEED_FINDINGS = [
    ("unit-conflict", ("婴儿死亡率", "‰", "%")),
    ("repeated-phrase", ("深入贯彻落实",)),
    ("doubled-symbol", ("%%",)),
    ("number-brackets", ("[",)),
    ("name-variants", ("附件",)),
]


@pytest.mark.parametrize(("code", "words"), SEED_FINDINGS, ids=[c for c, _ in SEED_FINDINGS])
def test_the_faults_of_the_seed_are_found(code: str, words: tuple[str, ...], shared: Path) -> None:
    found = [f for f in read(shared / GOLDS[0].file).findings if f.code == code]
    assert any(all(word in f.message for word in words) for f in found), [f.message for f in found]


def test_the_baselines_of_the_seed_that_meet_their_targets_are_found(shared: Path) -> None:
    gazette = read(shared / GOLDS[0].file)
    numbers = {i.span: i.number for d in gazette.documents for i in d.indicators}
    found = {numbers[f.spans[0]] for f in gazette.findings if f.code == "target-already-met"}
    assert found >= {"2", "3", "4", "14", "15", "16", "18", "30"}


@pytest.mark.parametrize("gold", GOLDS, ids=lambda g: g.gold)
def test_the_record_of_a_real_document_keeps_the_promises(gold: Gold, shared: Path) -> None:
    source = open_source(shared / gold.file)
    gazette = read_source(source)
    check_promises(source, gazette)
    assert gazette.coverage.unplaced <= gazette.coverage.characters * 0.05
