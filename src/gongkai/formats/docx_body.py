"""The paragraphs and tables of a DOCX in document order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gongkai.formats.assemble import Draft, DraftTable, distinct_columns
from gongkai.formats.breaks import lines_of
from gongkai.formats.docx_numbering import Numbering
from gongkai.formats.docx_styles import Style, Styles, paragraph_style, run_style
from gongkai.rules.blocks import Align

_ALIGN: dict[str, Align] = {
    "left": "left",
    "start": "left",
    "both": "left",
    "distribute": "left",
    "center": "center",
    "right": "right",
    "end": "right",
}
_WRAPPERS = (
    "sdt",
    "sdtContent",
    "customXml",
    "ins",
    "moveTo",
    "smartTag",
    "hyperlink",
    "fldSimple",
    "dir",
    "bdo",
)
_TINY = 1.0
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@dataclass(slots=True)
class _Run:
    text: str
    style: Style


@dataclass(slots=True)
class Body:
    """Reads the body of a document; what cannot be seen is gathered in ``hidden``."""

    ns: str
    styles: Styles
    numbering: Numbering
    most_cells: int
    hidden: list[str] = field(default_factory=list)

    def drafts(self, parent: etree._Element) -> Iterator[Draft | DraftTable]:
        """The drafts of everything in ``parent``; tables that only lay out the page are flattened."""
        for element in self._children(parent):
            if element.tag == f"{self.ns}p":
                yield from self._boxes(element)
                yield from self._paragraph(element)
            elif element.tag == f"{self.ns}tbl":
                yield from self._table(element)

    def _children(self, parent: etree._Element) -> Iterator[etree._Element]:
        """Children with the wrappers around them taken off, and without what was deleted."""
        for child in parent.iterchildren(tag=etree.Element):
            name = str(child.tag).removeprefix(self.ns)
            if name in _WRAPPERS:
                yield from self._children(child)
            elif name == f"{_MC}AlternateContent":
                chosen = child.find(f"{_MC}Choice")
                yield from self._children(child if chosen is None else chosen)
            elif name == f"{_MC}Fallback":
                yield from self._children(child)
            else:
                yield child

    def _boxes(self, paragraph: etree._Element) -> Iterator[Draft | DraftTable]:
        """The text boxes anchored in a paragraph, each once though it is stored for two Word versions."""
        for box in paragraph.iter(f"{self.ns}txbxContent"):
            outer = [str(item.tag) for item in box.iterancestors(f"{_MC}Fallback", f"{self.ns}txbxContent")]
            if not outer:
                yield from self.drafts(box)

    def _paragraph(self, element: etree._Element) -> Iterator[Draft]:
        properties = element.find(f"{self.ns}pPr")
        named = properties.find(f"{self.ns}pStyle") if properties is not None else None
        identity = named.get(f"{self.ns}val") if named is not None else None
        style = paragraph_style(properties, self.ns).over(self.styles.of(identity))
        runs = [run for run in self._runs(element, style) if not self._unseen(run)]
        text = "".join(run.text for run in runs)
        if not text.strip():
            return
        shown = [run.style for run in runs if run.text.strip()]
        sizes = [run.size for run in shown if run.size]
        label = self.numbering.label(style.number, style.number_level, identity)
        for line, continues in lines_of(label + text):
            yield Draft(
                line,
                role="title" if style.title or style.level == 1 else "heading" if style.level else "text",
                level=style.level,
                align=_ALIGN.get(style.align or ""),
                size=max(sizes) if sizes else None,
                bold=all(run.bold for run in shown),
                continues=continues,
            )

    def _unseen(self, run: _Run) -> bool:
        tiny = run.style.size is not None and run.style.size <= _TINY
        if not (run.style.hidden or run.style.white or tiny):
            return False
        if run.text.strip():
            self.hidden.append(run.text.strip())
        return True

    def _runs(self, paragraph: etree._Element, style: Style) -> Iterator[_Run]:
        for element in self._children(paragraph):
            if element.tag != f"{self.ns}r":
                continue
            properties = element.find(f"{self.ns}rPr")
            named = properties.find(f"{self.ns}rStyle") if properties is not None else None
            own = run_style(properties, self.ns)
            if named is not None:
                own = own.over(self.styles.of(named.get(f"{self.ns}val")).over(style))
            yield _Run("".join(self._characters(element)), own.over(style))

    def _characters(self, run: etree._Element) -> Iterator[str]:
        for element in run.iterchildren(tag=etree.Element):
            name = str(element.tag).removeprefix(self.ns)
            if name == "t":
                yield (element.text or "").replace("\n", " ")
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield _symbol(element.get(f"{self.ns}char"))

    def _table(self, table: etree._Element) -> Iterator[Draft | DraftTable]:
        grid, cells, headers = self._grid(table)
        texts = [[*self.drafts(cell)] for cell in cells]
        filled = [index for index, drafts in enumerate(texts) if drafts]
        columns = max((len({i for i in row if i in set(filled)}) for row in grid), default=0)
        nested = any(isinstance(draft, DraftTable) for drafts in texts for draft in drafts)
        if columns < 2 or (nested and len(filled) < 4):
            for drafts in texts:
                yield from drafts
            return
        yield DraftTable(["\n".join(map(_plain, drafts)) for drafts in texts], grid, headers)

    def _grid(self, table: etree._Element) -> tuple[list[list[int]], list[etree._Element], int]:
        """The grid of cell indices, the cells, and how many rows at the top repeat on each page."""
        grid: list[list[int]] = []
        cells: list[etree._Element] = []
        headers = 0
        room = self.most_cells
        for row in self._children(table):
            properties = row.find(f"{self.ns}trPr")
            if row.tag != f"{self.ns}tr" or self._has(properties, "del"):
                continue
            headers += headers == len(grid) and self._has(properties, "tblHeader")
            line = [-1] * self._number(properties, "gridBefore", 0)
            for cell in self._children(row):
                if cell.tag == f"{self.ns}tc" and len(line) < room:
                    self._place(cell, line, grid[-1] if grid else [], cells)
            line += [-1] * self._number(properties, "gridAfter", 0)
            grid.append(line)
            room -= len(line)
        width = max(map(len, grid), default=0)
        for line in grid:
            line.extend([-1] * (width - len(line)))
        return distinct_columns(grid), cells, headers

    def _place(
        self, cell: etree._Element, line: list[int], above: list[int], cells: list[etree._Element]
    ) -> None:
        properties = cell.find(f"{self.ns}tcPr")
        across = max(self._number(properties, "gridSpan", 1), 1)
        down = properties.find(f"{self.ns}vMerge") if properties is not None else None
        goes_on = down is not None and down.get(f"{self.ns}val") != "restart"
        if goes_on and len(line) < len(above) and above[len(line)] >= 0:
            line.extend([above[len(line)]] * across)
            return
        line.extend([len(cells)] * across)
        cells.append(cell)

    def _has(self, properties: etree._Element | None, name: str) -> bool:
        found = properties.find(f"{self.ns}{name}") if properties is not None else None
        return found is not None and found.get(f"{self.ns}val") not in ("0", "false", "off")

    def _number(self, properties: etree._Element | None, name: str, default: int) -> int:
        found = properties.find(f"{self.ns}{name}") if properties is not None else None
        value = found.get(f"{self.ns}val") if found is not None else None
        return min(int(value), 200) if value and value.isdecimal() and len(value) < 6 else default


def _plain(draft: Draft | DraftTable) -> str:
    if isinstance(draft, Draft):
        return draft.text.strip()
    seen: set[int] = set()
    lines = []
    for row in draft.grid:
        own = [index for index in dict.fromkeys(row) if index >= 0 and index not in seen]
        seen.update(own)
        lines.append(" ".join(draft.cells[index] for index in own))
    return "\n".join(lines)


def _symbol(code: str | None) -> str:
    """A character named by its code; symbol fonts keep theirs in a private range."""
    try:
        value = int(code or "", 16)
    except ValueError:
        return ""
    if 0xF000 <= value <= 0xF0FF:
        return {0xF0FC: "√", 0xF0FE: "☑", 0xF0A8: "□", 0xF06F: "□", 0xF0B7: "·"}.get(value, "")
    return chr(value) if 0x20 <= value < 0xD800 or 0xE000 <= value < 0x10000 else ""
