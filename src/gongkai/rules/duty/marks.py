"""Responsibility marks (责任分工标注) in prose.

（牵头部门：A；责任部门：B）, （A牵头，B、C配合）, （A、B按职责分工负责）, 责任单位：A at a line's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.rules.text.units import level_of, looks_like_unit, restore_levels, split_units

_KEYWORD = re.compile(
    r"牵头|责任|配合|负责|承办|主办|协办|落实单位|考核单位|实施单位|分工|参与|参加单位|协同|具体落实|组织实施"
)
_ROLE = (
    r"(?P<role>(?:第一|总)?(?:牵头|主要责任|主体责任|主责|责任|主办|承办|主管|落实|实施|考核|配合|协办|协同|协助|参与|参加|支持|会同)"
    r"(?:牵头|责任|考核|落实|实施|主办|配合|协作|参与|参加)?(?:单位|部门|主体|处室|科室|机关|地区|市县|分工|方|市级领导|领导|人)?(?:及分工)?)"
)
_LABEL = re.compile(
    rf"(?:^|(?<=[(;,。、\s\]:])|(?<=[局委办厅部室会院府心司联])(?=[\u4e00-\u9fff]{{2,6}}(?:单位|部门):))(?:\[)?{_ROLE}(?:\])?(?:为|是)?:"
)
_LINE_LABEL = re.compile(rf"(?:^|(?<=[。;!])) ?(?:\[)?{_ROLE}(?:\])?:(?P<names>[^。]{{2,400}}?)(?:。|$)")
_VERB = re.compile(
    r"(?P<verb>(?:等(?:有关部门|有关单位|单位|部门)?)?(?:按|根据|依|依据)?(?:照)?(?:各自)?(?:职责|职能)?(?:分工|权限)?(?:共同|分别|具体|联合|组织|抓好)?(?:牵头负责|牵头组织|牵头实施|牵头落实|牵头|负责落实|负责实施|负责组织|负责|配合落实|配合|落实|承办|参与|协助|协同配合|协同|推进|实施|主办|协办))$"
)
_LEADING = re.compile(r"牵头|主办|主责|主要责任|第一责任|总责任")
_HELPING = re.compile(r"配合|协办|协同|协助|参与|参加|支持|会同")
_PERSON = re.compile(r"处室|科室|领导|人$|责任人")
_SPOKEN = re.compile(r"牵头|配合|负责|落实|承办|主办|协助|参与")
_WHEN = re.compile(r"\d{1,2}月|\d{4}年|年底|年内|季度|长期|持续推进|适时|常态化")
_DUE = re.compile(r"(?:完成|时限|时间|期限|前|底|年内|长期|持续|常态)")
_PAREN = re.compile(r"[()\[\]]")


@dataclass(slots=True)
class Role:
    """The units of one role in a mark as written, with the place of their words in the text."""

    role: str
    names: tuple[str, ...]
    start: int
    end: int
    field: str = "responsible"


@dataclass(slots=True)
class Mark:
    """A responsibility mark: who leads, who is responsible, and other words (a deadline) in it.

    ``start`` and ``end`` enclose the mark with its brackets in the folded text; ``rest`` holds
    (start, end) of its parts that name no unit.
    """

    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    roles: tuple[Role, ...]
    rest: tuple[tuple[int, int], ...]
    start: int
    end: int
    rule: str


def find_marks(folded: str) -> Iterator[Mark]:
    """Every responsibility mark of a paragraph in folded text, in order.

    >>> [(m.lead, m.responsible) for m in find_marks("甲。(牵头部门:市教育局;责任部门:财政局、市公安局)")]
    [(('市教育局',), ('市财政局', '市公安局'))]
    >>> [(m.lead, m.responsible) for m in find_marks("乙。(省商务厅牵头,省外办、省贸促会按职责分工配合)")]
    [(('省商务厅',), ('省外办', '省贸促会'))]
    >>> [(m.lead, m.responsible) for m in find_marks("丙(体育总局、民政部负责)丁。责任单位:市水务局。")]
    [((), ('体育总局', '民政部')), ((), ('市水务局',))]
    """
    if _KEYWORD.search(folded) is None:
        return
    covered = 0
    for start, end in _brackets(folded):
        if start < covered:
            continue
        mark = _read(folded, start + 1, end - 1, start, end)
        if mark is not None:
            yield from _lines(folded, covered, start)
            yield mark
            covered = end
    yield from _lines(folded, covered, len(folded))


def read_roles(folded: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Lead and responsible units of a cell that states roles in words, None where it states none.

    >>> read_roles("市教育局牵头,市财政局、市公安局配合")
    (('市教育局',), ('市财政局', '市公安局'))
    >>> read_roles("市教育局、市财政局") is None
    True
    """
    if _KEYWORD.search(folded) is None:
        return None
    mark = _read(folded, 0, len(folded), 0, len(folded))
    return (mark.lead, mark.responsible) if mark else None


def list_mark(folded: str) -> Mark | None:
    """The mark that is nothing but a list of units in brackets at a paragraph's end, else None.

    Only where a document closes its paragraphs that way throughout is such a list a mark.

    >>> list_mark("推进普惠托育。(市卫生健康委、教育局,各区政府)").responsible
    ('市卫生健康委', '市教育局', '各区政府')
    >>> list_mark("支持重点群体(残疾人、退役军人)。") is None
    True
    """
    text = folded.rstrip("。 ")
    if not text.endswith((")", "]")):
        return None
    at = max(text.rfind("(", 0, len(text)), text.rfind("[", 0, len(text)))
    depth = text.count(")", at) + text.count("]", at)
    while depth > 1 and at > 0:
        at = max(text.rfind("(", 0, at), text.rfind("[", 0, at))
        depth -= 1
    inner = text[at + 1 : -1]
    if at < 2 or not 3 <= len(inner) <= 300 or _KEYWORD.search(inner) or text[at - 1] not in "。;!":
        return None
    units = _units(inner.replace(";", "、"), strict=True)
    if not units or not all(_OFFICIAL.search(u) for u in units):
        return None
    role = Role("责任", tuple(units), at + 1, len(text) - 1)
    lead, responsible, sorted_roles = _sort([role])
    return Mark(lead, responsible, sorted_roles, (), at, len(text), "list")


_OFFICIAL = re.compile(
    r"(?:[委局厅办]|政府|部门|单位|办公厅|办公室|管委会|联|会|院|部|中心|集团|公司|队|处|社|站|所|馆|局|组)$"
)


def _brackets(folded: str) -> Iterator[tuple[int, int]]:
    depth, start = 0, 0
    for match in _PAREN.finditer(folded):
        at = match.start()
        if match.group() in "([":
            if depth == 0:
                start = at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and _KEYWORD.search(folded, start, at):
                yield start, at + 1
    if depth and len(folded) - start < 600 and _KEYWORD.search(folded, start):
        # A bracket that the scan lost, or one opened twice: the innermost tail may still be a mark.
        last = max(folded.rfind("(", start), folded.rfind("[", start))
        if _LABEL.search(folded[last + 1 : last + 60]):
            yield last, len(folded)


def _lines(folded: str, start: int, end: int) -> Iterator[Mark]:
    if end - start < 5 or ":" not in folded[start:end]:
        return
    for match in _LINE_LABEL.finditer(folded, start, end):
        if _PERSON.search(match["role"]):
            continue
        first = _next_label(folded, match, end)
        mark = _read(folded, match.start("role"), first, match.start(), first)
        if mark is not None:
            yield mark
            rest_start = mark.end
            yield from _lines(folded, rest_start, end)
            return


def _next_label(folded: str, match: re.Match[str], end: int) -> int:
    # 牵头单位：A。配合单位：B。 is one mark.
    at = match.end()
    while (more := _LINE_LABEL.match(folded, at, end)) is not None:
        at = more.end()
    return at


def _read(folded: str, start: int, stop: int, outer: int, outer_end: int) -> Mark | None:
    text = folded[start:stop]
    if not 3 <= len(text) <= 900:
        return None
    labels = list(_LABEL.finditer(text))
    roles = _labelled(text, labels, start) if labels else _verbal(text, start)
    roles = [r for r in roles if r.names]
    if not roles:
        return None
    head = text[: labels[0].start()] if labels else ""
    rest = [(start, start + len(head))] if head.strip(",;、 ") else []
    rest += _rests(text, labels, start, roles)
    lead, responsible, sorted_roles = _sort(roles)
    if not lead and not responsible:
        return None
    return Mark(lead, responsible, sorted_roles, tuple(rest), outer, outer_end, "label" if labels else "verb")


def _labelled(text: str, labels: list[re.Match[str]], base: int) -> list[Role]:
    roles = []
    ends = [m.start() for m in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        begin = label.end()
        names = text[begin:end].rstrip(";,。 ")
        spoken = _verbal(names, base + begin) if len(labels) == 1 and _SPOKEN.search(names) else []
        if spoken:
            # 责任分工：A牵头，B配合。 The label says nothing; the verbs do.
            return spoken
        names = _before_due(names)
        if _PERSON.search(label["role"]) and not label["role"].endswith("主体"):
            continue
        units = _units(names, strict=False)
        roles.append(Role(label["role"], tuple(units), base + begin, base + begin + len(names)))
    return roles


def _before_due(names: str) -> str:
    # 责任单位：A、B，2025年底前完成 / ；完成时限：6月底
    cut = re.search(
        r"(?:[,;。、]|(?<=[局委办厅部室会院府心司联]))(?=(?:完成|办理|整改|推进)?(?:时限|时间|期限))|[,;。](?=[^,;。、]{0,20}(?:完成时限|完成时间|时限|时间|期限|底前|月前|日前|前完成|长期|持续|年底|年\d{1,2}月))",
        names,
    )
    return names[: cut.start()] if cut else names


def _verbal(text: str, base: int) -> list[Role]:
    roles: list[Role] = []
    held: list[tuple[int, int]] = []
    at = 0
    for piece in re.split(r"([,;。])", text):
        begin, at = at, at + len(piece)
        if piece in ",;。" or not piece or _WHEN.search(piece):
            continue
        held.append((begin, at))
        start = held[0][0]
        names = text[start:at].strip(" 。")
        verb = _VERB.search(names)
        if verb is None:
            continue
        names = re.sub(r"^(?:由|请)", "", names[: verb.start()].strip("、,;。 "))
        units = _units(names, strict=True)
        if not units:
            return []
        roles.append(Role(verb["verb"], tuple(units), base + start, base + at))
        held = []
    return roles if not held or roles else []


def _units(names: str, *, strict: bool) -> list[str]:
    units = split_units(names.rstrip("等").rstrip("、"))
    if not units:
        return []
    good = [u for u in units if looks_like_unit(u) or re.match(r"^各[\u4e00-\u9fff]", u)]
    if strict:
        return units if len(good) == len(units) else []
    return units if len(good) * 2 >= len(units) else []


def _rests(text: str, labels: list[re.Match[str]], base: int, roles: list[Role]) -> list[tuple[int, int]]:
    taken = [(r.start - base, r.end - base) for r in roles]
    spans = [(m.start(), m.end()) for m in labels] + taken
    spans.sort()
    rests, at = [], spans[0][0] if labels else 0
    for begin, end in spans:
        if begin > at and _DUE.search(text[at:begin]):
            rests.append((base + at, base + begin))
        at = max(at, end)
    if at < len(text) and _DUE.search(text[at:]):
        rests.append((base + at, base + len(text)))
    return rests


def _sort(roles: list[Role]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Role, ...]]:
    """Lead and responsible units: a plain 责任 or 负责 leads only where others merely help."""
    leading = any(_LEADING.search(r.role) for r in roles)
    helping = any(_HELPING.search(r.role) and not _LEADING.search(r.role) for r in roles)
    found: dict[str, list[str]] = {"lead": [], "responsible": []}
    level = next((v for r in roles for n in r.names if (v := level_of(n)) in ("省", "市", "区", "县")), None)
    sorted_roles = []
    for role in roles:
        names = restore_levels(role.names, level if level_of(role.names[0]) is None else None)
        first = _LEADING.search(role.role) or (helping and not leading and not _HELPING.search(role.role))
        field = "lead" if first else "responsible"
        found[field].extend(n for n in names if n not in found[field])
        sorted_roles.append(Role(role.role, role.names, role.start, role.end, field))
    lead = tuple(found["lead"])
    return lead, tuple(n for n in found["responsible"] if n not in lead), tuple(sorted_roles)
