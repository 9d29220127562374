"""What the tests of the readers share: real files, typeset pages, and the checks of soundness."""

from __future__ import annotations

import importlib.resources
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typst

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

PAGE = """
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  footer: context align(center)[— #counter(page).display() —])
#set text(font: ("Noto Serif SC",), size: 16pt, lang: "zh")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 12pt)
"""


@pytest.fixture(scope="session")
def typeset(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Give a function that sets typst markup on pages of the official size."""
    fonts = str(importlib.resources.files("pylopdf_fonts_zh_cn"))
    folder = tmp_path_factory.mktemp("typst")

    def compile_page(markup: str) -> bytes:
        source = folder / "page.typ"
        source.write_text(PAGE + markup, encoding="utf-8")
        made = typst.compile(str(source), font_paths=[fonts], ignore_system_fonts=True)
        assert isinstance(made, bytes)
        return made

    return compile_page


@pytest.fixture
def real() -> Callable[[str], Path]:
    """Give a function that finds a real document beside the checkout, or skips the test."""

    def find(name: str) -> Path:
        path = ROOT.parent / "shared" / name
        if not path.exists():
            pytest.skip(f"{name} does not lie beside this checkout")
        return path

    return find
