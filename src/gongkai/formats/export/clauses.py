"""Stable names of clauses: every number is a step of the path from the component."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gongkai.formats.export.record import Clause
from gongkai.rules.gazette.markers import marker_of
from gongkai.rules.text.fold import fold

# The kinds of number with their element of Akoma Ntoso and its customary short name.
_ELEMENTS = {
    "编": ("part", "part"),
    "章": ("chapter", "chp"),
    "节": ("section", "sec"),
    "条": ("article", "art"),
    "han": ("section", "sec"),
    "bhan": ("subsection", "subsec"),
    "num": ("paragraph", "para"),
    "bnum": ("subparagraph", "subpara"),
    "half": ("point", "point"),
    "ring": ("point", "point"),
}
_UNKNOWN = ("clause", "cl")
_UNNUMBERED = ("paragraph", "p")


def element_of(clause: Clause) -> str:
    """The element of Akoma Ntoso that a clause's number calls for.

    >>> [element_of(Clause("", 1, marker, None, "")) for marker in ("第二章", "（三）", "4.", "", "甲")]
    ['chapter', 'subsection', 'paragraph', 'paragraph', 'clause']
    """
    return _kind(clause)[0][0]


def with_eids(component: str, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses with ``eid`` set from their numbers, under the ``eid`` of their component.

    A number that comes twice under one parent gets a counter, so that no two names are the same.

    >>> inner = Clause("", 2, "（三）", None, "甲")
    >>> tree = (Clause("", 1, "二、", "任务", "", (inner,)), Clause("", 1, "二、", "", ""))
    >>> [c.eid for top in with_eids("plan", tree) for c in (top, *top.children)]
    ['plan__sec_2', 'plan__sec_2__subsec_3', 'plan__sec_2-2']
    """
    seen: Counter[str] = Counter()
    named = []
    for clause in clauses:
        (_, short), number = _kind(clause)
        step = f"{short}_{number}" if number is not None else f"{short}_{seen[short] + 1}"
        if number is None:
            seen[short] += 1
        seen[step] += 1
        repeat = f"-{seen[step]}" if seen[step] > 1 else ""
        eid = f"{component}__{step}{repeat}"
        named.append(replace(clause, eid=eid, children=with_eids(eid, clause.children)))
    return tuple(named)


def _kind(clause: Clause) -> tuple[tuple[str, str], int | None]:
    if not clause.marker:
        return _UNNUMBERED, None
    found = marker_of(fold(clause.marker))
    # A bare 1 or 一 without its dot is a number only with the dot that a table or a list left out.
    found = found or marker_of(fold(clause.marker) + "、")
    return (_UNKNOWN, None) if found is None else (_ELEMENTS[found.style], found.number)
