"""The report of the sample issue, whole: a change of any rule shows here as a diff that can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli.reading import read_file
from gongkai.cli.report.markdown import markdown
from gongkai.samples import write_sample

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "sample"


@pytest.mark.golden
@pytest.mark.parametrize("form", ["txt", "pdf"])
def test_the_report_of_the_sample_issue_is_the_reviewed_one(
    form: str, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    [path] = write_sample(tmp_path, [form])
    source, gazette = read_file(str(path))
    report = markdown(source, gazette).replace(source.sha256, "the sample's")
    golden(GOLDEN / f"{form}.md", report)
