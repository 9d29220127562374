"""A document as clauses: every placed character stands in exactly one thing that has an address.

A component is the cover notice, the plan that it issues, or an attachment. In it stand headings, numbered
clauses nested by their numbers, paragraphs without a number (addressed by their position), tables and their
rows. The formal parts (number, title, addressees, signature …) carry a role. An address is made of places
alone, never of words: it survives a correction, and the same input gives the same addresses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from gongkai.rules.gazette.components import table as table_record
from gongkai.rules.gazette.document import Component as Part
from gongkai.rules.gazette.formal import FormalPart, formal_parts
from gongkai.rules.gazette.lines import Para
from gongkai.rules.gazette.outline import Node, build
from gongkai.rules.gazette.rebuilt import Pages, Rebuilt, rebuild
from gongkai.rules.records import Attachment, Document, Span, Table, TableCell

ComponentKind = Literal["notice", "plan", "attachment"]
ClauseKind = Literal["heading", "clause", "paragraph", "table", "row"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; it covers ``rows`` rows and ``columns`` columns, and stands once."""

    text: str
    unreadable: bool
    rows: int
    columns: int
    span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause (条款). ``span`` is its own paragraph, a table's its rows too; ``children`` follow it.

    ``text`` holds the words behind ``marker`` in full; ``heading`` is what they begin with where they have a
    heading. ``role`` is empty but for the formal parts. A row's text is that of its cells, parted by
    tabs; a table's is its caption, and ``head`` holds the rows above its body.
    """

    eid: str
    kind: ClauseKind
    level: int
    marker: str
    heading: str
    text: str
    span: Span
    role: str = ""
    head: tuple[tuple[Cell, ...], ...] = ()
    cells: tuple[Cell, ...] = ()
    children: tuple[Clause, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """The clause and all below it, in reading order."""
        waiting = [self]
        while waiting:
            clause = waiting.pop()
            yield clause
            waiting.extend(reversed(clause.children))


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a document. An attachment that is only named, not printed, has no clauses."""

    eid: str
    kind: ComponentKind
    number: str | None
    title: str | None
    span: Span
    clauses: tuple[Clause, ...]

    def walk(self) -> Iterator[Clause]:
        """Every clause, in reading order."""
        for clause in self.clauses:
            yield from clause.walk()


def split(text: str, document: Document) -> tuple[Component, ...]:
    """The components of ``document``, a record that was read from the source ``text``, in order."""
    return _Splitter(text, document).components()


class Places:
    """Which clause stands at an offset of the source."""

    def __init__(self, components: Iterable[Component]) -> None:
        self._spans = sorted(
            (clause.span.start, clause.span.end, clause.eid)
            for component in components
            for clause in component.walk()
            if clause.span.end > clause.span.start
        )

    def at(self, start: int, end: int | None = None) -> str | None:
        """The smallest clause that holds ``start``, else the first that begins before ``end``."""
        best: tuple[int, str] | None = None
        following: str | None = None
        for low, high, eid in self._spans:
            if low > start:
                if end is not None and low < end:
                    following = following or eid
                break
            if start < high and (best is None or high - low <= best[0]):
                best = (high - low, eid)
        return best[1] if best else following


class _Splitter:
    def __init__(self, text: str, document: Document) -> None:
        self.document = document
        self.rebuilt: Rebuilt = rebuild(text, document)
        self.pages = Pages(text)
        self.stated = {(t.span.start, t.span.end): t for t in self.rebuilt.tables}

    def components(self) -> tuple[Component, ...]:
        draft = self.rebuilt.draft
        cut = draft.plan_title.start if draft.plan_title is not None else None
        body = draft.body
        formal = formal_parts(self.rebuilt)
        shells = [Component("notice", "notice", None, self.document.title, Span(None, 0, 0), ())]
        first = [para for para in body.paras if cut is None or para.words.start < cut]
        made = [self._component(shells[0], first, self._tables(body, None, cut), formal["notice"])]
        if draft.plan_title is not None and cut is not None:
            plan = Component("plan", "plan", None, draft.plan_title.text.strip(), Span(None, 0, 0), ())
            later = [para for para in body.paras if para.words.start >= cut]
            made.append(self._component(plan, later, self._tables(body, cut, None), formal["plan"]))
        named = list(self.document.attachments)
        for at, part in enumerate(draft.annexes, 1):
            shell = self._shell(at, part, named)
            tables = self._tables(part, None, None)
            made.append(self._component(shell, part.paras, tables, formal[f"att{at}"]))
        for at, left in enumerate(named, len(draft.annexes) + 1):
            made.append(Component(f"att{at}", "attachment", left.number, left.title, left.span, ()))
        return tuple(made)

    def _shell(self, at: int, part: Part, named: list[Attachment]) -> Component:
        """An empty component with the name of the attachment that ``part`` is, which leaves ``named``."""
        found = next(
            (a for a in named if part.start <= a.span.start < part.end and (a.text or a.tables)), None
        )
        title = part.title.text.strip("《》") if part.title is not None else None
        number = part.number
        if found is not None:
            named.remove(found)
            title, number = found.title, found.number
        return Component(f"att{at}", "attachment", number, title, Span(None, part.start, part.end), ())

    def _tables(self, part: Part, start: int | None, end: int | None) -> list[Table]:
        """The tables of a part between two offsets, as the record states them where it does."""
        inside = [g for g in part.grids if (start or 0) <= g.start and (end is None or g.start < end)]
        found: list[Table] = []
        for grid in inside:
            stated = [t for key, t in self.stated.items() if grid.start <= key[0] and key[1] <= grid.end]
            found += stated or [table_record(grid)]
        return found

    def _component(
        self, shell: Component, paras: Sequence[Para], tables: Sequence[Table], formal: list[FormalPart]
    ) -> Component:
        root, _ = build(paras)
        clauses = [*self._formal(shell.eid, formal), *self._below(shell.eid, root, root.paras)]
        for at, table in enumerate(tables, 1):
            _insert(clauses, self._table(f"{shell.eid}-t{at}", table))
        clauses.sort(key=lambda clause: clause.span.start)
        start = min((clause.span.start for clause in clauses), default=shell.span.start)
        own = [clause for top in clauses for clause in top.walk() if clause.role not in _BEHIND]
        end = max((clause.span.end for clause in own), default=start)
        return replace(shell, span=self._span(start, end), clauses=tuple(clauses))

    def _span(self, start: int, end: int) -> Span:
        return Span(self.pages.at(start), start, end)

    def _formal(self, eid: str, parts: list[FormalPart]) -> Iterator[Clause]:
        seen: Counter[str] = Counter()
        for part in parts:
            name = _again(seen, f"{eid}-{part.role}")
            kind: ClauseKind = "heading" if part.role == "title" else "paragraph"
            yield Clause(name, kind, 0, "", "", part.text, self._span(part.start, part.end), part.role)

    def _below(self, eid: str, node: Node, paras: Sequence[Para]) -> Iterator[Clause]:
        """The paragraphs without a number, then the numbered parts, below the address ``eid``."""
        for at, para in enumerate(paras, 1):
            words = para.words
            span = self._span(words.start, words.end)
            yield Clause(f"{eid}-p{at}", "paragraph", 0, "", "", words.text, span)
        seen: Counter[str] = Counter()
        for child in node.children:
            yield self._numbered(eid, child, seen)

    def _numbered(self, eid: str, node: Node, seen: Counter[str]) -> Clause:
        number = node.marker.number if node.marker is not None else 0
        name = _again(seen, f"{eid}-{number}")
        words = node.paras[0].words
        size = node.marker.length if node.marker is not None else 0
        text = words.text[size:].lstrip(" ")
        heading = (node.title or "").strip()
        bare = bool(heading) and text.rstrip("。：: ") == heading
        return Clause(
            name,
            "heading" if bare else "clause",
            node.level,
            node.mark,
            heading if text.startswith(heading) else "",
            text,
            self._span(words.start, words.end),
            children=tuple(self._below(name, node, node.paras[1:])),
        )

    def _table(self, eid: str, table: Table) -> Clause:
        span = self._span(table.span.start, table.span.end)
        rows = merged(table.rows)
        children = tuple(self._row(f"{eid}-r{at}", row) for at, row in enumerate(rows, 1) if row)
        caption = table.caption or ""
        return Clause(eid, "table", 0, "", "", caption, span, head=merged(table.header), children=children)

    def _row(self, eid: str, cells: tuple[Cell, ...]) -> Clause:
        filled = [cell.span for cell in cells if cell.span.end > cell.span.start] or [cells[0].span]
        start, end = min(s.start for s in filled), max(s.end for s in filled)
        text = "\t".join(cell.text for cell in cells)
        return Clause(eid, "row", 0, "", "", text, self._span(start, end), cells=cells)


# What belongs to the notice though it may be printed behind everything else.
_BEHIND = frozenset({"sign", "date", "note", "copied", "printed", "list", "other"})


def _again(seen: Counter[str], name: str) -> str:
    """``name``, with a counter where it is not the first of its kind."""
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}x{seen[name]}"


def _insert(clauses: list[Clause], table: Clause) -> None:
    """Put a table below the numbered clause behind whose words it stands."""
    start = table.span.start
    own = [at for at, c in enumerate(clauses) if c.marker and not c.role and c.span.start < start]
    behind = max(own, key=lambda at: clauses[at].span.start, default=None)
    if behind is None:
        clauses.append(table)
        return
    later = [c for c in clauses if not c.marker and clauses[behind].span.start < c.span.start < start]
    if later:
        clauses.append(table)
        return
    inner = list(clauses[behind].children)
    _insert(inner, table)
    inner.sort(key=lambda clause: clause.span.start)
    clauses[behind] = replace(clauses[behind], children=tuple(inner))


def merged(rows: Sequence[Sequence[TableCell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows with a merged cell once, where it begins, instead of in every position that it covers."""
    covered: set[tuple[int, int]] = set()
    out = []
    for at, row in enumerate(rows):
        cells = []
        for column, cell in enumerate(row):
            if (at, column) in covered:
                continue
            width = _run(row, column)
            height = 1 if width == len(row) else _height(rows, at, column, width)
            covered |= {(at + i, column + j) for i in range(height) for j in range(width)}
            cells.append(Cell(cell.text, cell.unreadable, height, width, cell.span))
        out.append(tuple(cells))
    return tuple(out)


def _same(one: TableCell, other: TableCell) -> bool:
    return one.span.end > one.span.start and one.span == other.span


def _run(row: Sequence[TableCell], column: int) -> int:
    width = 1
    while column + width < len(row) and _same(row[column], row[column + width]):
        width += 1
    return width


def _height(rows: Sequence[Sequence[TableCell]], at: int, column: int, width: int) -> int:
    height = 1
    while at + height < len(rows):
        below = rows[at + height][column : column + width]
        if len(below) < width or not all(_same(rows[at][column], cell) for cell in below):
            break
        height += 1
    return height
