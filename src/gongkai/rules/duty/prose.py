"""Tasks that responsibility marks in the prose close."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from gongkai.rules.duty.context import Context
from gongkai.rules.duty.duty import Duty
from gongkai.rules.duty.marks import Mark, find_marks, list_mark
from gongkai.rules.gazette.document import Component
from gongkai.rules.gazette.lines import Para
from gongkai.rules.gazette.outline import Node, walk
from gongkai.rules.records import Deadline, Span
from gongkai.rules.text.mapped import Mapped, join

_BLANK = " 。;,、.!?)"


@dataclass(slots=True)
class _Place:
    """A paragraph with the part of the outline that it belongs to."""

    node: Node
    para: Para
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class _Closed:
    """What a mark closes: the part of the outline, the words, paragraph by paragraph."""

    node: Node
    para: Para
    mark: Mark
    pieces: tuple[Mapped, ...]
    page: int | None


def prose_tasks(part: Component, source: str, context: Context) -> list[Duty]:
    """The tasks of the prose of a component, in order."""
    places = _places(part)
    duties: list[Duty] = []
    opened = (0, 0)
    last: tuple[int, int] | None = None
    for at, place in enumerate(places):
        if duties and last is not None and not place.marks and _follows(places, last, at):
            due = _labelled_deadlines(place.para.words, place.para.page, context)
            if due:
                duties[-1].read_deadlines(due, "label-deadline")
                opened = last = (at, len(place.para.words))
                continue
        for mark in place.marks:
            node = _owner(places, at, mark, opened)
            begin = max(opened, (_first(places, node), 0))
            pieces = _between(places, begin, (at, mark.start))
            if last == begin and duties and not any(p.folded.strip(_BLANK) for p in pieces):
                _add_roles(duties[-1], place.para, mark)
            else:
                pieces, stop = _with_following(places, at, mark, pieces)
                closed = _Closed(node, place.para, mark, tuple(pieces), places[begin[0]].para.page)
                duties.append(_duty(closed, source, context))
                if stop > at:
                    opened = last = (stop, len(places[stop].para.words))
                    continue
            opened = last = (at, mark.end)
    return duties


_LISTS = 3
_DUE_LABEL = re.compile(
    r"(?:^|(?<=[。;,(\[]))(?:完成|办理|推进|整改|实施)?(?:时限|时间(?:要求|安排|节点)?|期限|进度(?:安排|要求)):(?P<when>[^。;]{2,40})"
)


def _places(part: Component) -> list[_Place]:
    paras = [(node, para) for node in walk(part.root) for para in node.paras]
    marks = [tuple(find_marks(para.words.folded)) for _, para in paras]
    lists = [
        None if found else list_mark(para.words.folded) for (_, para), found in zip(paras, marks, strict=True)
    ]
    if sum(mark is not None for mark in lists) >= _LISTS:
        marks = [(mark,) if mark else found for mark, found in zip(lists, marks, strict=True)]
    return [_Place(node, para, found) for (node, para), found in zip(paras, marks, strict=True)]


def _follows(places: list[_Place], last: tuple[int, int], at: int) -> bool:
    rest = places[last[0]].para.words.folded[last[1] :].strip(_BLANK)
    return last[0] == at - 1 and not rest


def _labelled_deadlines(words: Mapped, page: int | None, context: Context) -> list[tuple[Deadline, Span]]:
    """The deadlines behind a label such as 完成时限."""
    found: list[tuple[Deadline, Span]] = []
    for match in _DUE_LABEL.finditer(words.folded):
        found.extend(context.deadlines(words.part(match.start("when"), match.end("when")), page, cell=True))
    return found


def _first(places: list[_Place], node: Node) -> int:
    if not node.paras:
        return 0
    return bisect_left(places, node.paras[0].words.start, key=_start)


def _start(place: _Place) -> int:
    return place.para.words.start


def _owner(places: list[_Place], at: int, mark: Mark, opened: tuple[int, int]) -> Node:
    """The part of the outline that a mark closes.

    A mark in a paragraph of its own behind unmarked sub-items closes the item above them.
    """
    place = places[at]
    node = place.node
    alone = not place.para.words.folded[: mark.start].strip(_BLANK) and place.para.marker is None
    while alone and node.parent is not None and node.parent.level > 0:
        parent = node.parent
        is_last = parent.children[-1] is node
        unmarked = opened <= (_first(places, parent), 0)
        if not (is_last and len(parent.children) > 1 and unmarked):
            break
        node = parent
    return node


def _between(places: list[_Place], begin: tuple[int, int], stop: tuple[int, int]) -> list[Mapped]:
    pieces: list[Mapped] = []
    for i in range(begin[0], stop[0] + 1):
        words = places[i].para.words
        start = begin[1] if i == begin[0] else 0
        end = stop[1] if i == stop[0] else len(words)
        if end > start:
            pieces.append(words.part(start, end))
    return pieces


def _with_following(
    places: list[_Place], at: int, mark: Mark, pieces: list[Mapped]
) -> tuple[list[Mapped], int]:
    """The words with what follows, where the mark stands in the heading and the text below it."""
    place = places[at]
    para = place.para
    heading = place.node.heading
    in_heading = heading is not None and place.node.paras[0] is para and mark.start <= heading[1] + 2
    rest = para.words.folded[mark.end :].strip(_BLANK)
    if not in_heading or len(para.words) - mark.end > 400:
        return pieces, at
    more, stop = list(pieces), at
    if rest:
        more.append(para.words.part(mark.end))
    for i in range(at + 1, len(places)):
        if places[i].marks or not _inside(places[i].node, place.node):
            break
        more.append(places[i].para.words)
        stop = i
    if (rest and len(place.marks) == 1) or stop > at:
        return more, stop
    return pieces, at


def _inside(node: Node, other: Node) -> bool:
    current: Node | None = node
    while current is not None:
        if current is other:
            return True
        current = current.parent
    return False


def _duty(closed: _Closed, source: str, context: Context) -> Duty:
    node, para, mark = closed.node, closed.para, closed.mark
    marker = node.marker
    mark_start, mark_end = para.words.span(mark.start, mark.end)
    words = join(closed.pieces) if closed.pieces else para.words.part(mark.start, mark.start)
    duty = Duty(
        source,
        str(marker.number) if marker else None,
        node.mark or None,
        node.title,
        _without_heading(words, node).text,
        (node.title or "") + words.folded,
        words.start if len(words) else mark_start,
        max(mark_end, words.end),
        closed.page,
    )
    duty.confidence = 0.98 if mark.rule == "label" else 0.95
    _add_roles(duty, para, mark)
    _add_deadlines(duty, closed, words, context)
    for piece in closed.pieces:
        # A horizon holds for its own paragraph only.
        duty.targets.extend(context.targets(piece, closed.page))
    for target in duty.targets:
        duty.note("targets", "prose-target", target.as_written, target.span)
    return duty


def _without_heading(words: Mapped, node: Node) -> Mapped:
    if node.marker is None or not node.paras or words.start != node.paras[0].words.start:
        return words
    cut = node.heading[1] if node.heading else node.marker.length
    cut += words.folded[cut : cut + 1] in ("。", ":", ";")
    return words.part(cut) if len(words) > cut else words.part(node.marker.length)


def _add_deadlines(duty: Duty, closed: _Closed, words: Mapped, context: Context) -> None:
    page = closed.para.page
    for begin, stop in closed.mark.rest:
        piece = closed.para.words.part(begin, stop)
        named = "时" in piece.folded
        found = context.deadlines(piece, page, cell=False) or context.deadlines(piece, page, cell=named)
        duty.read_deadlines(found, "mark-deadline")
    labelled = _labelled_deadlines(words, closed.page, context)
    if labelled:
        duty.read_deadlines(labelled, "label-deadline")
    else:
        duty.read_deadlines(context.deadlines(words, closed.page, cell=False), "prose-deadline")


def _span(para: Para, begin: int, end: int) -> Span:
    return Span(para.page, *para.words.span(begin, end))


def _add_roles(duty: Duty, para: Para, mark: Mark) -> None:
    duty.lead += tuple(n for n in mark.lead if n not in duty.lead)
    duty.responsible += tuple(n for n in mark.responsible if n not in duty.responsible and n not in duty.lead)
    for role in mark.roles:
        words = para.words.text[role.start : role.end]
        duty.note(role.field, f"mark-{mark.rule}", words, _span(para, role.start, role.end))
    duty.end = max(duty.end, para.words.span(mark.start, mark.end)[1])
