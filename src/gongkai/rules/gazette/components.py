"""Sections, attachments, tables and references as records."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.rules.gazette.annex import same_name
from gongkai.rules.gazette.document import Component, Draft
from gongkai.rules.gazette.outline import Node
from gongkai.rules.gazette.references import find_citations
from gongkai.rules.gazette.tables import Grid, GridCell, Row
from gongkai.rules.records import Attachment, Reference, Section, Span, Table, TableCell
from gongkai.rules.text.mapped import Mapped


def sections(draft: Draft) -> tuple[Section, ...]:
    """The outline of the body, or of the attachments where the body has none."""
    roots = [draft.body.root] if draft.body.root.children else [p.root for p in draft.annexes]
    return tuple(_section(child) for root in roots for child in root.children)


def _section(node: Node) -> Section:
    first = node.paras[0].words
    cut = node.heading[1] if node.heading else (node.marker.length if node.marker else 0)
    rest = first.text[cut:].lstrip("。：: ")
    text = "\n".join(t for t in (rest, *(p.words.text for p in node.paras[1:])) if t)
    return Section(
        node.level,
        node.mark,
        node.title,
        text,
        tuple(_section(child) for child in node.children),
        Span(node.paras[0].page, node.start, node.end),
    )


def attachments(text: str, draft: Draft) -> tuple[Attachment, ...]:
    """The attachments: those in the source, and those that the list names without their text."""
    names = _listed_names(draft)
    out = [_attachment(part, names.get(at), draft) for at, part in enumerate(draft.annexes)]
    taken = {id(name) for name in names.values()}
    for name in draft.listed:
        if id(name) not in taken:
            number = str(draft.listed.index(name) + 1) if len(draft.listed) > 1 else None
            out.append(Attachment(number, name.text.strip("《》"), "", (), Span(None, name.start, name.end)))
    return tuple(sorted(out, key=lambda a: (a.number is None, len(a.number or ""), a.number or "")))


def listed_titles(draft: Draft) -> list[tuple[Mapped, Mapped]]:
    """The name that the list gives each attachment in the source, with the title it carries."""
    names = _listed_names(draft)
    return [(names[at], part.title) for at, part in enumerate(draft.annexes) if at in names and part.title]


def _listed_names(draft: Draft) -> dict[int, Mapped]:
    """For each attachment in the source, by its place, the name of the list that means it."""
    left = list(draft.listed)
    names: dict[int, Mapped] = {}
    for at, part in enumerate(draft.annexes):
        title = part.title
        name = next((n for n in left if title is not None and same_name(n.folded, title.folded)), None)
        if name is not None:
            left.remove(name)
            names[at] = name
    for at, part in enumerate(draft.annexes):
        number = part.number or ""
        if at in names or not number.isascii() or not number.isdigit():
            continue
        listed = draft.listed[int(number) - 1] if 0 < int(number) <= len(draft.listed) else None
        if listed is not None and any(n is listed for n in left):
            names[at] = listed
    return names


def _attachment(part: Component, name: Mapped | None, draft: Draft) -> Attachment:
    title = name or part.title
    number = part.number
    if number is None and name is not None and len(draft.listed) > 1:
        number = str(draft.listed.index(name) + 1)
    body = "\n".join(p.words.text for p in part.paras)
    return Attachment(
        number,
        title.text.strip("《》") if title is not None else f"附件{part.number or ''}",
        body,
        tuple(table(g) for g in part.grids),
        Span(None, part.start, part.end),
    )


def table(grid: Grid) -> Table:
    """A grid as a record."""
    page = grid.pages[0] if grid.pages else None
    return Table(
        " ".join(c.text for c in grid.caption) or None,
        _rows(grid.header),
        _rows(grid.rows),
        grid.pages if len(grid.pages) > 1 else (),
        Span(page, grid.start, grid.end),
    )


def _rows(rows: Iterable[Row]) -> tuple[tuple[TableCell, ...], ...]:
    return tuple(tuple(_cell(c) for c in row) for row in rows)


def _cell(cell: GridCell) -> TableCell:
    return TableCell(cell.words.text, cell.unreadable, Span(cell.page, cell.words.start, cell.words.end))


def references(draft: Draft) -> tuple[Reference, ...]:
    """The documents that the text cites, in order."""
    own = {t for t in (draft.title, draft.plan_title.text if draft.plan_title else None) if t}
    own |= {n.text.strip("《》") for n in draft.listed}
    if draft.number is not None:
        own.add(draft.number.value)
    texts = [p.words for part in draft.parts for p in part.paras]
    texts += [c.words for part in draft.parts for c in _free_cells(part)]
    found = find_citations(texts, own)
    return tuple(
        Reference(c.title, c.number, c.issuer, c.kind, c.as_written, Span(None, c.start, c.end))
        for c in found
    )


def _free_cells(part: Component) -> Iterable[GridCell]:
    for grid in part.grids:
        for row in grid.rows:
            yield from (c for c in row if not c.spanned and ("号" in c.folded or "《" in c.folded))
