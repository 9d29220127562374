"""The words of the rooms: what the code says, put into each room's English catalogue, and compiled.

``python tools/messages.py`` adds what is new (with an empty English), takes out what is gone, compiles,
and lists what has no English yet; exit code 1 if there is any.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, mofile, pofile
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "gongkai"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
MessageId = tuple[str | None, str | tuple[str, str]]


def rooms() -> list[Path]:
    """The folders of the rooms that have words of their own."""
    inner = [
        folder.parent for floor in ("base", "work", "faces") for folder in PACKAGE.glob(f"{floor}/*/apps.py")
    ]
    return sorted([*inner, PACKAGE / "config"])


def catalogue_of(room: Path) -> Path:
    """Where the English words of ``room`` stand."""
    return room / "locale" / "en" / "LC_MESSAGES" / "django.po"


def messages(room: Path) -> dict[MessageId, tuple[str, int]]:
    """Every message of ``room``, with the file and line at which it is first said."""
    found: dict[MessageId, tuple[str, int]] = {}
    for path in sorted(room.rglob("*")):
        for key, line in _said(path):
            found.setdefault(key, (path.relative_to(ROOT).as_posix(), line))
    return found


def _said(path: Path) -> Iterator[tuple[MessageId, int]]:
    if path.suffix == ".py":
        source = path.read_text(encoding="utf-8")
    elif "templates" in path.parts and path.suffix in {".html", ".txt", ".xml"}:
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    else:
        return
    for line, message, _comments, context in extract(
        "python", io.BytesIO(source.encode("utf-8")), keywords=KEYWORDS, options={"encoding": "utf-8"}
    ):
        yield (context, message if isinstance(message, str) else (message[0], message[1])), line


def read(path: Path) -> Catalog:
    """The catalogue at ``path``, empty where there is none."""
    if not path.exists():
        return Catalog(locale="en", project="gongkai", version="0.1.0", fuzzy=False)
    with path.open("rb") as file:
        return pofile.read_po(file, locale="en")


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as Django loads it."""
    buffer = io.BytesIO()
    mofile.write_mo(buffer, catalogue)
    return buffer.getvalue()


def update(room: Path) -> Catalog:
    """The catalogue of ``room`` with every message of the code and no other; translations are kept."""
    old = read(catalogue_of(room))
    new = Catalog(
        locale="en",
        project="gongkai",
        version="0.1.0",
        fuzzy=False,
        header_comment="# English. The message ids are the Chinese words of the code.",
    )
    new.creation_date = new.revision_date = datetime(2026, 11, 23, tzinfo=UTC)
    for (context, key), place in messages(room).items():
        known = old.get(key, context)
        new.add(key, known.string if known else None, context=context, locations=[place])
    return new


def missing(catalogue: Catalog) -> list[str]:
    """The messages that have no English."""
    return [
        str(message.id)
        for message in catalogue
        if message.id
        and not all([message.string] if isinstance(message.string, str) else message.string or [""])
    ]


def write(room: Path, catalogue: Catalog) -> None:
    """Write the words and their compiled form; nothing for a room without words."""
    path = catalogue_of(room)
    if len(catalogue) == 0:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pofile.write_po(file, catalogue, width=100, sort_output=False, no_location=True, omit_header=False)
    path.with_suffix(".mo").write_bytes(compiled(catalogue))


def main(only: list[str]) -> int:
    """Update all rooms, or those named (``portal``); the number of rooms with words to translate."""
    settings.configure()
    lacking = 0
    for room in rooms():
        if only and room.name not in only:
            continue
        catalogue = update(room)
        write(room, catalogue)
        words = missing(catalogue)
        lacking += bool(words)
        for word in words:
            print(f"{room.name}: {word!r}")
    return min(lacking, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
