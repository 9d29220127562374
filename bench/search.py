"""Search over many generated clauses: size, speed of indexing, time of an answer.

Beside it, in the same run and over the same clauses, SQLite's FTS5 with trigrams and PostgreSQL's pg_trgm.
``python -m bench.search --clauses 1000000`` measures the full size; `make bench` a smaller one.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import psycopg

from bench.clauses import Clause, generate, queries
from bench.measure import Line
from gongkai.faces.search.engine import Engine, Entry, Folder, Part, Query, rebuild

CLAUSES = 200_000
ASKED = 600
ASKED_BESIDE = 60  # the two others need seconds for some
POSTGRES = os.environ.get("GONGKAI_BENCH_POSTGRES", "postgresql:///test")

Answer = Callable[[str], int]


def measure(clauses: int = CLAUSES) -> Iterator[Line]:
    """Index size, clauses a second, and the time of an answer with exact count and snippets."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = Texts(folder / "texts.sqlite")
        built = build(folder / "index", texts, clauses)
        yield Line(
            f"search index of {clauses:,} clauses, {texts.size / 1e6:.0f} MB of text",
            f"{built.size / 1e6:.0f} MB",
            f"{texts.size / 1e6:.0f} MB (the text)",
            f"{built.size / texts.size:.2f} x the size",
            "<= 1 x",
        )
        asked = queries(texts.sample(2000), ASKED, Random(7))  # noqa: S311
        others = [other(folder, texts) for other in (trigrams, postgres)]
        base = next(other for other in others if other is not None)
        yield Line(
            f"indexing {clauses:,} clauses",
            f"{clauses / built.seconds:,.0f} clauses/s ({clauses / built.busy:,.0f} a processor second)",
            f"{clauses / base.seconds:,.0f} clauses/s ({base.name}), {base.size / texts.size:.2f} x the text",
            f"{base.seconds / built.seconds:.1f} x the speed",
            ">= 15,000 clauses/s",
        )
        engine = Engine(Folder(folder / "index"), texts.get)
        ours = timed(lambda query: engine.search(query).count, asked)
        plain = [query for query in asked if query.mode == "phrase" and not query.filters][:ASKED_BESIDE]
        for other in filter(None, others):
            yield beside(ours, engine, other, plain, clauses)


class Built:
    """An index that was built: what it is, bytes, seconds, and how it answers with a count."""

    def __init__(
        self, name: str, size: int, seconds: float, answer: Answer | None = None, busy: float = 1
    ) -> None:
        self.name, self.size, self.seconds, self.answer, self.busy = name, size, seconds, answer, busy


class Texts:
    """The texts of the clauses, as an installation's database keeps them."""

    def __init__(self, path: Path) -> None:
        self.size = 0
        self.count = 0
        self.base = sqlite3.connect(path)
        self.base.execute("CREATE TABLE clause (key INTEGER PRIMARY KEY, text TEXT NOT NULL)")

    def add(self, clauses: Sequence[Clause]) -> None:
        """Keep the texts of clauses."""
        self.base.executemany("INSERT INTO clause VALUES (?, ?)", [(c.number, c.text) for c in clauses])
        self.size += sum(len(clause.text.encode()) for clause in clauses)
        self.count += len(clauses)

    def get(self, keys: Sequence[str]) -> Mapping[str, str]:
        """The texts of hits, for their snippets."""
        marks = ",".join("?" * len(keys))
        rows = self.base.execute(f"SELECT key, text FROM clause WHERE key IN ({marks})", keys)  # noqa: S608
        return {str(key): text for key, text in rows}

    def sample(self, count: int) -> list[str]:
        """About ``count`` texts, evenly from all."""
        step = max(self.count // count, 1)
        return [text for (text,) in self.base.execute("SELECT text FROM clause WHERE key % ? = 0", (step,))]

    def all(self) -> Iterator[tuple[int, str]]:
        """Every text with its key."""
        yield from self.base.execute("SELECT key, text FROM clause ORDER BY key")


def build(folder: Path, texts: Texts, count: int) -> Built:
    """Our index, timed without the making of the clauses."""
    seconds = busy = 0.0
    begin = time.perf_counter()
    with rebuild(Folder(folder), lambda keys: []) as writer:
        seconds += time.perf_counter() - begin
        for document in generate(count):
            texts.add(document)
            entry = to_entry(document)
            begin, used = time.perf_counter(), time.process_time()
            writer.add(entry)
            seconds += time.perf_counter() - begin
            busy += time.process_time() - used
        begin, used = time.perf_counter(), time.process_time()
    seconds += time.perf_counter() - begin
    busy += time.process_time() - used
    texts.base.commit()
    return Built("ours", size_of(folder), seconds, None, busy)


def to_entry(document: Sequence[Clause]) -> Entry:
    """The clauses of one document as the engine takes them."""
    head = document[0]
    return Entry(
        key=f"d{head.number}",
        version="1",
        title=head.title,
        parts=tuple(Part(str(clause.number), clause.text, units=clause.units) for clause in document),
        numbers=(head.document_number,),
        kind=head.kind,
        issuer=head.issuer,
        date=head.date,
    )


def trigrams(folder: Path, texts: Texts) -> Built | None:
    """SQLite FTS5 with trigrams over the table of texts; two characters it cannot look up, and scans."""
    begin = time.perf_counter()
    base = texts.base
    base.execute("CREATE VIRTUAL TABLE found USING fts5(text, tokenize='trigram', content='clause')")
    base.execute("INSERT INTO found(rowid, text) SELECT key, text FROM clause")
    base.commit()
    seconds = time.perf_counter() - begin
    rows = base.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'found%'").fetchone()

    def answer(query: str) -> int:
        if len(query) < 3:
            where, value = "clause WHERE text LIKE ?", f"%{query}%"
        else:
            where, value = "found WHERE found MATCH ?", f'"{query}"'
        [count] = base.execute(f"SELECT count(*) FROM {where}", (value,)).fetchone()  # noqa: S608
        base.execute(f"SELECT text FROM {where} LIMIT 10", (value,)).fetchall()  # noqa: S608
        return int(count)

    return Built("FTS5 trigram", int(rows[0]), seconds, answer)


def postgres(folder: Path, texts: Texts) -> Built | None:
    """PostgreSQL with a pg_trgm index in a schema of its own; None where there is no server."""
    try:
        base = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        return None
    base.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    base.execute("CREATE TEMPORARY TABLE clause (key bigint PRIMARY KEY, text text NOT NULL)")
    with base.cursor() as cursor, cursor.copy("COPY clause FROM STDIN") as copy:
        for row in texts.all():
            copy.write_row(row)
    begin = time.perf_counter()
    base.execute("CREATE INDEX clause_trgm ON clause USING gin (text gin_trgm_ops)")
    seconds = time.perf_counter() - begin
    base.execute("ANALYZE clause")
    size = base.execute("SELECT pg_relation_size('clause_trgm')").fetchone()

    def answer(query: str) -> int:
        value = "%" + query.replace("%", r"\%").replace("_", r"\_") + "%"
        count = base.execute("SELECT count(*) FROM clause WHERE text LIKE %s", (value,)).fetchone()
        base.execute("SELECT text FROM clause WHERE text LIKE %s LIMIT 10", (value,)).fetchall()
        return int(count[0]) if count else 0

    return Built("pg_trgm", int(size[0]) if size else 0, seconds, answer)


def timed(answer: Callable[[Query], int], asked: Sequence[Query]) -> list[float]:
    """Milliseconds of each query, the median of three rounds, sorted."""
    rounds = []
    for _ in range(3):
        times = []
        for query in asked:
            begin = time.perf_counter()
            answer(query)
            times.append((time.perf_counter() - begin) * 1e3)
        rounds.append(times)
    return sorted(statistics.median(three) for three in zip(*rounds, strict=True))


def beside(ours: list[float], engine: Engine, other: Built, plain: Sequence[Query], clauses: int) -> Line:
    """The time of an answer, and how often the other finds the same number of clauses."""
    answer = other.answer
    assert answer is not None  # noqa: S101 -- only ours is without one here
    times, same = [], 0
    for query in plain:
        begin = time.perf_counter()
        count = answer(query.text)
        times.append((time.perf_counter() - begin) * 1e3)
        same += count == engine.search(query).count
    times.sort()
    ratio = share(times, 0.95) / share(ours, 0.95)
    return Line(
        f"answer with exact count and snippets, {clauses:,} clauses, {ASKED} queries of all sorts",
        f"p50 {share(ours, 0.5):.1f} ms, p95 {share(ours, 0.95):.1f} ms, longest {ours[-1]:.0f} ms",
        f"p50 {share(times, 0.5):.1f} ms, p95 {share(times, 0.95):.1f} ms"
        f" ({other.name}, {len(plain)} phrases, {other.size / 1e6:.0f} MB,"
        f" {clauses / other.seconds:,.0f} clauses/s, same count {same} times)",
        f"{ratio:.0f} x the speed",
        "p95 <= 15 ms",
    )


def share(times: Sequence[float], part: float) -> float:
    """The value below which ``part`` of the sorted values lie."""
    return times[min(int(len(times) * part), len(times) - 1)]


def size_of(folder: Path) -> int:
    """Bytes of all files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clauses", type=int, default=CLAUSES)
    for line in measure(parser.parse_args(sys.argv[1:]).clauses):
        print(
            f"{line.what}\n    {line.ours}   baseline {line.baseline}   {line.ratio}   aim {line.aim}",
            flush=True,
        )
