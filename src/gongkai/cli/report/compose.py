"""A record laid out as a report: what was found first, then document by document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from gongkai.cli.messages import _
from gongkai.cli.report import wording as w
from gongkai.cli.report.page import (
    Card,
    Facts,
    Figures,
    Grid,
    Item,
    Node,
    Outline,
    Page,
    Part,
    Quote,
    Words,
)
from gongkai.rules.blocks import Source
from gongkai.rules.records import (
    Attachment,
    Document,
    Finding,
    Gazette,
    Indicator,
    Reference,
    Section,
    Severity,
    Span,
    Table,
    TableCell,
    Target,
    Task,
)

_GRAVEST_FIRST: tuple[Severity, ...] = ("error", "warning", "notice")


def compose(source: Source, gazette: Gazette) -> Page:
    """The report of a record. Tasks are numbered through the whole file, as ``gongkai explain`` does."""
    numbers = count(1)
    documents = [
        _document(source, document, position, numbers)
        for position, document in enumerate(gazette.documents, start=1)
    ]
    nothing = [] if documents else [Words(_("没有读出文件。"))]
    nodes: list[Node] = [
        _figures(gazette),
        _source(gazette),
        *_findings(source, gazette),
        *documents,
        *nothing,
    ]
    foot = _("由 gongkai {version} 读取；位置为原文的字符偏移，原文见 gongkai read --format text。")
    return Page(
        title=_title(gazette),
        subtitle=_subtitle(gazette),
        nodes=tuple(nodes),
        foot=foot.format(version=gazette.source.reader_version),
    )


def _title(gazette: Gazette) -> str:
    if gazette.issue is not None:
        return w.clean(gazette.issue.title)
    titles = [document.title for document in gazette.documents if document.title]
    return w.clean(titles[0] if titles else gazette.source.file)


def _subtitle(gazette: Gazette) -> str:
    if gazette.issue is None:
        return ""
    parts = (w.issue_words(gazette.issue), gazette.issue.date or "", gazette.issue.sponsor or "")
    return " · ".join(w.clean(part) for part in parts if part)


def _figures(gazette: Gazette) -> Figures:
    documents, coverage = gazette.documents, gazette.coverage
    tasks = [task for document in documents for task in document.tasks]
    targets = sum(len(d.targets) for d in documents) + sum(len(task.targets) for task in tasks)
    known = coverage.placed + coverage.furniture
    share = f"{known / coverage.characters:.1%}" if coverage.characters else "—"
    return Figures(
        (
            (_("文件"), str(len(documents))),
            (_("任务"), str(len(tasks))),
            (_("目标"), str(targets)),
            (_("指标"), str(sum(len(document.indicators) for document in documents))),
            (_("校核意见"), str(len(gazette.findings))),
            (_("文字归位"), share),
        )
    )


def _source(gazette: Gazette) -> Facts:
    source = gazette.source
    return _facts(
        (_("来源"), [source.file]),
        (_("页数"), [str(source.pages)] if source.pages is not None else []),
        (_("字符数"), [str(source.characters)]),
        ("SHA-256", [source.sha256]),
    )


def _facts(*rows: tuple[str, Iterable[str]]) -> Facts:
    """The rows that have a value."""
    cleaned = ((label, tuple(w.clean(value) for value in values if value)) for label, values in rows)
    return Facts(tuple((label, values) for label, values in cleaned if values))


def _quote(source: Source, span: Span) -> Quote:
    return Quote(w.words_at(source, span), w.place(span))


def _findings(source: Source, gazette: Gazette) -> Iterator[Part]:
    if not gazette.findings:
        return
    ordered = sorted(gazette.findings, key=lambda finding: _GRAVEST_FIRST.index(finding.severity))
    cards = tuple(_finding(source, finding, position) for position, finding in enumerate(ordered, start=1))
    yield Part(_("校核意见"), cards, "findings")


def _finding(source: Source, finding: Finding, position: int) -> Card:
    # a finding about a whole page or about an absence has no words
    quotes = tuple(_quote(source, span) for span in finding.spans if span.start < span.end)
    places = "、".join(filter(None, (w.place(span) for span in finding.spans if span.start == span.end)))
    return Card(
        label=f"{w.level(finding.severity)} · {finding.code}",
        title=w.clean(finding.message),
        nodes=(*quotes, Words(places)) if places else quotes,
        anchor=f"finding-{position}",
        tone=finding.severity,
    )


def _document_title(document: Document) -> str:
    return w.clean(document.title or "") or _("（无标题）")


def _document(source: Source, document: Document, position: int, numbers: Iterator[int]) -> Part:
    anchor = f"document-{position}"
    parts = (
        *_part(_("任务"), anchor, "tasks", [_task(source, task, next(numbers)) for task in document.tasks]),
        *_part(_("目标"), anchor, "targets", _targets(document.targets)),
        *_part(_("指标"), anchor, "indicators", _indicators(document.indicators)),
        *_part(_("引用文件"), anchor, "references", _references(document.references)),
        *_part(_("结构"), anchor, "outline", _outline(document.sections), folded=True),
        *_attachments(document.attachments, anchor),
    )
    subtitle = w.clean(document.title_en) if document.title_en else None
    return Part(_document_title(document), (_document_facts(document), *parts), anchor, subtitle)


def _part(
    title: str, document: str, name: str, nodes: Iterable[Node], *, folded: bool = False
) -> Iterator[Part]:
    """A part of a document; none where it would be empty."""
    content = tuple(nodes)
    if content:
        yield Part(title, content, f"{document}-{name}", folded=folded)


def _document_facts(document: Document) -> Facts:
    return _facts(
        (_("文号"), [document.number or ""]),
        (_("发文机关"), ["、".join(document.issuers)]),
        (_("成文日期"), [document.date or ""]),
        (_("印发日期"), [document.printed_date or ""]),
        (_("公开方式"), [document.disclosure or ""]),
        (_("栏目"), [document.category or ""]),
        (_("主送"), ["、".join(document.addressees)]),
        (_("抄送"), ["、".join(document.copied_to)]),
        (_("依据"), document.basis),
    )


def _task(source: Source, task: Task, number: int) -> Card:
    marker = "".join(part for part in (task.marker, task.title) if part)
    facts = _facts(
        (_("牵头单位"), ["、".join(task.lead)]),
        (_("责任单位"), ["、".join(task.responsible)]),
        (_("完成时限"), [w.deadline_words(deadline) for deadline in task.deadlines]),
        (_("目标"), [w.target_words(target) for target in task.targets]),
        (_("原文残损"), ["、".join(w.field_name(name) for name in task.unreadable)]),
        (_("推测"), [f"{w.field_name(name)}：{'、'.join(guess)}" for name, guess in task.suggested.items()]),
        (_("另见"), [f"{mention.source}（{w.place(mention.span)}）" for mention in task.mentions]),
        (_("识读置信度"), [f"{task.confidence:.0%}"]),
    )
    return Card(
        label=_("任务 {number}").format(number=number),
        title=w.clean(marker) or _short(w.clean(task.text)),
        nodes=(facts, _quote(source, task.span)),
        anchor=f"task-{number}",
        tone="warning" if task.unreadable else "plain",
    )


def _short(words: str, length: int = 40) -> str:
    return words if len(words) <= length else words[:length] + "…"


def _targets(targets: tuple[Target, ...]) -> Iterator[Grid]:
    if targets:
        header = ((_("目标"), _("原文"), _("位置")),)
        rows = ((w.target_words(t), w.clean(t.as_written), w.place(t.span)) for t in targets)
        yield Grid(header, tuple(rows))


def _indicators(indicators: tuple[Indicator, ...]) -> Iterator[Grid]:
    if indicators:
        header = ((_("序号"), _("指标"), _("单位"), _("依据"), _("基期"), _("目标"), _("位置")),)
        yield Grid(header, tuple(_indicator(indicator) for indicator in indicators))


def _indicator(indicator: Indicator) -> tuple[str, ...]:
    return (
        indicator.number or "",
        w.clean(indicator.name),
        indicator.unit or "",
        w.clean(indicator.basis or ""),
        w.baseline_words(indicator.baseline),
        "\n".join(w.indicator_target_words(target) for target in indicator.targets),
        w.place(indicator.span),
    )


def _references(references: tuple[Reference, ...]) -> Iterator[Grid]:
    if references:
        header = ((_("关系"), _("标题"), _("文号"), _("原文"), _("位置")),)
        yield Grid(header, tuple(_reference(reference) for reference in references))


def _reference(reference: Reference) -> tuple[str, ...]:
    return (
        w.kind_of_reference(reference.kind),
        w.clean(reference.title or ""),
        w.clean(reference.number or ""),
        w.clean(reference.as_written),
        w.place(reference.span),
    )


def _outline(sections: tuple[Section, ...]) -> Iterator[Outline]:
    if sections:
        yield Outline(tuple(_section(section) for section in sections))


def _section(section: Section) -> Item:
    words = w.clean(f"{section.marker} {section.heading or _short(section.text)}")
    children = tuple(_section(child) for child in section.children)
    return Item(words, w.place(section.span), items=children)


def _attachments(attachments: tuple[Attachment, ...], document: str) -> Iterator[Part]:
    for position, attachment in enumerate(attachments, start=1):
        title = _("附件 {number}").format(number=attachment.number or position)
        tables = tuple(_table(table) for table in attachment.tables)
        lines = tuple(Words(w.clean(line)) for line in attachment.text.splitlines() if line.strip())
        # the text of an attachment repeats its tables cell by cell
        content = tables or lines
        anchor = f"{document}-attachment-{position}"
        yield Part(f"{title} {w.clean(attachment.title)}", content, anchor, folded=True)


def _table(table: Table) -> Grid:
    pages = "、".join(str(page) for page in table.merged_from_pages)
    merged = _("由第 {pages} 页的表格合并").format(pages=pages) if len(table.merged_from_pages) > 1 else ""
    caption = " · ".join(part for part in (w.clean(table.caption or ""), merged) if part)

    return Grid(_cells(table.header), _cells(table.rows), caption or None)


def _cells(rows: tuple[tuple[TableCell, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_cell(cell) for cell in row) for row in rows)


def _cell(cell: TableCell) -> str:
    text = w.clean(cell.text)
    return _("{text}〔残损〕").format(text=text) if cell.unreadable else text
