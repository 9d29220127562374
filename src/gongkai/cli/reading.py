"""One file read and rendered: what every process of a run does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gongkai.cli.messages import _
from gongkai.rules.blocks import Source
from gongkai.rules.records import Gazette

READ, PAGES_LOST, UNUSABLE = 0, 1, 2

Renderer = Callable[[Source, Gazette], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: ``status`` is the exit code, ``problem`` the line for the user, if any."""

    file: str
    status: int
    output: bytes = b""
    problem: str | None = None


class Unreadable(Exception):
    """A file that gives no record; the message says file, page and why."""


def read_file(file: str) -> tuple[Source, Gazette]:
    """The source text of ``file`` and its record. Raises :class:`Unreadable`."""
    from gongkai.formats import UnusableInput
    from gongkai.formats.isolated import read_path

    try:
        return read_path(Path(file))
    except UnusableInput as error:
        raise Unreadable(where(file, error.page, _reason(error.code, error.reason))) from error
    except MemoryError as error:
        raise Unreadable(where(file, None, _("内存不足"))) from error


def _reason(code: str, reason: str) -> str:
    """The reader's reason in the user's language; what it adds to its own words stays as it is."""
    from gongkai.formats.errors import REASONS

    return reason.replace(REASONS[code], _(REASONS[code]), 1)


def where(file: str, page: int | None, reason: str) -> str:
    """A message that begins with the place: file, page where known, and why.

    >>> where("a.pdf", 3, "没有文字")
    'a.pdf：第 3 页：没有文字'
    """
    if page is None:
        return _("{file}：{reason}").format(file=file, reason=reason)
    return _("{file}：第 {page} 页：{reason}").format(file=file, page=page, reason=reason)


def render_file(file: str, form: str, *, one_line: bool = False) -> Outcome:
    """``file`` read and written in ``form``; a file that cannot be used is an outcome too.

    ``one_line`` asks for JSON without line breaks, one record a line.
    """
    try:
        source, gazette = read_file(file)
    except Unreadable as error:
        return Outcome(file, UNUSABLE, problem=str(error))
    output = renderer(form, one_line=one_line)(source, gazette).encode("utf-8", _lone_surrogates(form))
    if not source.pages_lost:
        return Outcome(file, READ, output)
    pages = "、".join(str(page) for page in source.pages_lost)
    lost = _("第 {pages} 页没有读出文字").format(pages=pages)
    return Outcome(file, PAGES_LOST, output, where(file, None, lost))


def _lone_surrogates(form: str) -> str:
    """How to write half a surrogate pair: JSON has an escape; text takes one character, for the offsets."""
    return "backslashreplace" if form == "json" else "replace"


def renderer(form: str, *, one_line: bool) -> Renderer:
    """The function that writes a record in ``form``: json, text, md or html."""
    if form == "json":
        return _one_line_json if one_line else _json
    if form == "text":
        return _text
    if form == "md":
        from gongkai.cli.report.markdown import markdown

        return markdown
    from gongkai.cli.report.html import html

    return html


def _json(source: Source, gazette: Gazette) -> str:
    import json

    from gongkai.rules.interchange import to_json

    return json.dumps(to_json(gazette), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _one_line_json(source: Source, gazette: Gazette) -> str:
    import json

    from gongkai.rules.interchange import to_json

    return json.dumps(to_json(gazette), ensure_ascii=False, allow_nan=False) + "\n"


def _text(source: Source, gazette: Gazette) -> str:
    return source.text
