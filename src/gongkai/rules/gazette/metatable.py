"""The table of facts that a government page puts above a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.rules.blocks import Metadata, TableBlock
from gongkai.rules.text.mapped import clean

_LABELS = {
    "title": re.compile(r"^(?:标题|名称|文件名称|信息名称|公文名称)$"),
    "number": re.compile(r"^(?:发文字号|文号|文件编号|发文文号|公文文号|编号)$"),
    "issuer": re.compile(
        r"^(?:发文机关|发文机构|发布机构|发布单位|发文单位|制发机关|发布机关|信息来源|公开责任部门|发文部门)$"
    ),
    "date": re.compile(r"^(?:成文日期|发文日期|生成日期|印发日期|制定日期)$"),
}
_ANY = re.compile(
    r"^(?:索引号|主题分类|主题词|分类|体裁分类|组配分类|公开类别|公开方式|发布日期|发布时间|有效性|生效日期|失效日期|文件状态|效力状态|关键词|公开形式|公开范围|信息索引|内容概述|所属主题|服务对象|废止日期|统一编号)$"
)


def read_metatable(text: str, block: TableBlock) -> Metadata | None:
    """The facts that the table states, None where it is no such table."""
    if not block.rows or len(block.rows) > 20 or not _opens(text, block):
        return None
    cells = [clean(text[c.start : c.end], c.start) for row in block.rows for c in row if not c.spanned]
    labels = [re.sub(r"[\s::]", "", c.folded) for c in cells]
    known = sum(bool(_ANY.match(t)) or any(p.match(t) for p in _LABELS.values()) for t in labels)
    if known < 3:
        return None
    facts: dict[str, str] = {}
    for at, label in enumerate(labels[:-1]):
        for name, pattern in _LABELS.items():
            value = cells[at + 1].text.strip()
            if pattern.match(label) and value and name not in facts and not _is_label(labels[at + 1]):
                facts[name] = value
    return Metadata(**facts)


_LABELLED = re.compile(r"^[•·\-\s]*(?P<label>[\u4e00-\u9fff]{2,6}) ?: ?(?P<value>.*)$")


def is_label_line(folded: str) -> bool:
    """Whether a line of text is a label of such a table, its value beside it or in the next line.

    >>> is_label_line("• 发文字号:"), is_label_line("成文日期:2024年4月6日"), is_label_line("各有关单位:")
    (True, True, False)
    """
    match = _LABELLED.match(folded) if ":" in folded[:12] else None
    return match is not None and _is_label(match["label"])


def read_label_lines(lines: Sequence[str]) -> Metadata:
    """The facts that label lines at the top of a text state, values beside or below the labels.

    >>> read_label_lines(["发文字号:", "云政发[2024]7号", "成文日期:2024年4月6日"]).number
    '云政发[2024]7号'
    """
    facts: dict[str, str] = {}
    for at, line in enumerate(lines):
        match = _LABELLED.match(line) if ":" in line[:12] else None
        if match is None:
            continue
        value = match["value"].strip()
        if not value and at + 1 < len(lines) and not is_label_line(lines[at + 1]):
            value = lines[at + 1].strip()
        name = next((n for n, p in _LABELS.items() if p.match(match["label"])), None)
        if name is not None and value and len(value) <= 120:
            facts.setdefault(name, value)
    return Metadata(**facts)


def _opens(text: str, block: TableBlock) -> bool:
    # Cheap: one of the first cells of such a table is a label.
    near = [c for row in block.rows[:2] for c in row[:2]]
    return any(_is_label(re.sub(r"[\s:：]", "", text[c.start : min(c.end, c.start + 20)])) for c in near)


def _is_label(text: str) -> bool:
    return bool(_ANY.match(text)) or any(p.match(text) for p in _LABELS.values())
