"""Writing an index: whole beside the one that serves, or document by document."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import tantivy

from gongkai.faces.search.engine import schema
from gongkai.faces.search.engine.errors import SearchIndexError, named
from gongkai.faces.search.engine.folder import Folder, new_table, open_table
from gongkai.faces.search.engine.records import Entry

HEAP = 128_000_000  # bytes that a writer gathers before it writes a segment
BULK_HEAP = 512_000_000

Fetch = Callable[[list[str]], Iterable[Entry]]


class Writer:
    """Writes the two tables of one generation; nothing is seen before :meth:`commit`."""

    def __init__(self, folder: Path, parts: tantivy.Index, documents: tantivy.Index, heap: int) -> None:
        self._folder = folder
        with named(folder):
            self._parts = parts.writer(heap, 1)
            self._documents = documents.writer(max(heap // 4, 16_000_000), 1)
        self.count = 0

    def add(self, entry: Entry) -> None:
        """Write an entry whose document is not in the index."""
        rows, row = schema.to_documents(entry, schema.initials_of(entry.title))
        with named(self._folder):
            for part in rows:
                self._parts.add_document(part)
            self._documents.add_document(row)
        self.count += len(rows)

    def remove(self, document: str) -> None:
        """Take a document out; one that is not there is no error."""
        with named(self._folder):
            self._parts.delete_documents_by_term("document", document)
            self._documents.delete_documents_by_term("document", document)

    def replace(self, entry: Entry) -> None:
        """Write an entry in place of what the index holds of its document."""
        self.remove(entry.key)
        self.add(entry)

    def commit(self) -> None:
        """Let what was written be seen. The parts come first: the check counts them for each document."""
        with named(self._folder):
            self._parts.commit()
            self._documents.commit()

    def forget(self) -> None:
        """Let nothing be seen of what was written since the last commit; close the writer."""
        with named(self._folder):
            self._parts.rollback()
            self._documents.rollback()
        self.close()

    def close(self) -> None:
        """Wait for what goes on in the background; the writer is of no use afterwards."""
        with named(self._folder):
            self._parts.wait_merging_threads()
            self._documents.wait_merging_threads()


@contextmanager
def update(folder: Folder) -> Iterator[Writer]:
    """A writer to the index that serves; committed at the end, forgotten where an error leaves the block.

    Waits while another process writes. Raises IndexMissing where there is nothing to write to.
    """
    with folder.locked():
        generation = folder.current()
        tables = (open_table(generation, schema.PARTS), open_table(generation, schema.DOCUMENTS))
        writer = _Noting(folder, *tables)
        done = False
        try:
            yield writer
            writer.commit()
            done = True
        finally:
            with nullcontext() if done else suppress(SearchIndexError):
                (writer.close if done else writer.forget)()


class _Noting(Writer):
    """A writer that tells a rebuild going on beside it which documents changed."""

    def __init__(self, folder: Folder, parts: tantivy.Index, documents: tantivy.Index) -> None:
        super().__init__(folder.path, parts, documents, HEAP)
        self._where = folder
        self._changed: list[str] = []

    def add(self, entry: Entry) -> None:
        self._changed.append(entry.key)
        super().add(entry)

    def remove(self, document: str) -> None:
        self._changed.append(document)
        super().remove(document)

    def commit(self) -> None:
        super().commit()
        if self._where.building.exists():
            self._where.note(list(dict.fromkeys(self._changed)))
        self._changed = []


class Rebuild(Writer):
    """The writer of a new generation; :meth:`add` every document once."""


@contextmanager
def rebuild(folder: Folder, fetch: Fetch) -> Iterator[Rebuild]:
    """A writer to a new generation, which serves from the end of the block on; until then the old one does.

    ``fetch`` gives the entries of the keys it is asked for, without those that are gone: documents which
    changed during the block are written again from it. An error leaves the old index as it was. Raises
    IndexBusy where another process is building.
    """
    with folder.locked("rebuild.lock", wait=False):
        folder.touched.unlink(missing_ok=True)
        generation = folder.fresh()
        with named(folder.path):
            folder.building.touch()
        done = False
        tables = (new_table(generation, schema.PARTS), new_table(generation, schema.DOCUMENTS))
        writer = Rebuild(folder.path, *tables, BULK_HEAP)
        try:
            yield writer
            writer.commit()
            with folder.locked():
                _catch_up(folder, writer, fetch)
                writer.close()
                folder.switch(generation)
            done = True
        finally:
            if not done:
                with suppress(SearchIndexError):  # the first error is the one to tell of
                    writer.forget()
                shutil.rmtree(generation, ignore_errors=True)
            folder.building.unlink(missing_ok=True)
            folder.touched.unlink(missing_ok=True)


def _catch_up(folder: Folder, writer: Writer, fetch: Fetch) -> None:
    keys = folder.noted()
    if not keys:
        return
    for key in keys:
        writer.remove(key)
    for entry in fetch(keys):
        writer.add(entry)
    writer.commit()
