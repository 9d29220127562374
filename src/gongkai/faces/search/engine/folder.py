"""Where an index lies: generations beside each other, and a pointer file to the one that serves."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from gongkai.faces.search.engine import schema
from gongkai.faces.search.engine.errors import IndexBusy, IndexDamaged, IndexMissing, named


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of an index: ``current`` names the generation that serves, ``lock`` its one writer."""

    path: Path

    @property
    def pointer(self) -> Path:
        """The file that names the generation that serves."""
        return self.path / "current"

    @property
    def touched(self) -> Path:
        """Keys of documents that changed while a new generation was being built, one JSON string a line."""
        return self.path / "touched"

    @property
    def building(self) -> Path:
        """There while a new generation is being built."""
        return self.path / "building"

    def current(self) -> Path:
        """The generation that serves.

        Raises IndexMissing or, where the pointer points nowhere or at another version, IndexDamaged.
        """
        try:
            name, _, version = self.pointer.read_text(encoding="utf-8").strip().partition(" ")
        except (FileNotFoundError, NotADirectoryError):
            raise IndexMissing(self.path) from None
        except UnicodeDecodeError as error:
            raise IndexDamaged(self.path, str(error)) from error
        generation = self.path / name
        if not name or not generation.is_dir():
            raise IndexDamaged(self.path, f"{self.pointer.name} names {name!r}, which is not there")
        if version != str(schema.VERSION):
            raise IndexDamaged(self.path, f"it is of version {version or '?'}, not {schema.VERSION}")
        return generation

    def fresh(self) -> Path:
        """A new empty generation beside the one that serves."""
        with named(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            taken = [int(p.name[4:]) for p in self.path.glob("gen-*") if p.name[4:].isdigit()]
            generation = self.path / f"gen-{max(taken, default=0) + 1:06}"
            for table in (schema.PARTS, schema.DOCUMENTS):
                (generation / table).mkdir(parents=True)
        return generation

    def switch(self, generation: Path) -> None:
        """Let a generation serve from now on, in one step; all others are removed."""
        with named(self.path):
            _write(self.pointer, f"{generation.name} {schema.VERSION}\n")
        for other in self.path.glob("gen-*"):
            if other != generation:
                shutil.rmtree(other, ignore_errors=True)

    @contextmanager
    def locked(self, name: str = "lock", *, wait: bool = True) -> Iterator[None]:
        """Inside, this process alone holds the lock; without ``wait``, IndexBusy where another does."""
        with named(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            handle = (self.path / name).open("w")
        with handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                raise IndexBusy(self.path) from None
            yield

    def note(self, keys: list[str]) -> None:
        """Remember that documents changed, for the generation that is being built."""
        with named(self.path), self.touched.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(key) + "\n" for key in keys)

    def noted(self) -> list[str]:
        """The keys that :meth:`note` has remembered, each once."""
        if not self.touched.exists():
            return []
        lines = self.touched.read_text(encoding="utf-8").splitlines()
        return list(dict.fromkeys(str(json.loads(line)) for line in lines))


def _write(path: Path, text: str) -> None:
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def open_table(generation: Path, table: str) -> tantivy.Index:
    """A table of a generation. Raises IndexDamaged where it cannot be read."""
    with named(generation.parent):
        path = str(generation / table)
        if not tantivy.Index.exists(path):
            raise IndexDamaged(generation.parent, f"{generation.name}/{table} holds no index")
        index = schema.prepared(tantivy.Index(schema.schema_of(table), path=path, reuse=True))
        index.config_reader("manual")
        return index


def new_table(generation: Path, table: str) -> tantivy.Index:
    """An empty table in a fresh generation."""
    with named(generation.parent):
        return schema.prepared(tantivy.Index(schema.schema_of(table), path=str(generation / table)))
