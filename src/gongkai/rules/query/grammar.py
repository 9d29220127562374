"""What a person typed into a search box, read: phrases, alternatives, exclusions, numbers.

Every line that can be typed means something; nothing raises. How it was read goes with the answer, so
that a page can say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from gongkai.rules.query.numbers import Number, typed_number
from gongkai.rules.query.questions import is_question
from gongkai.rules.query.tokens import BREAK, plain, units

Field = Literal["", "title", "number"]
LONGEST = 400

_FIELDS: dict[str, Field] = {"标题": "title", "title": "title", "文号": "number", "number": "number"}
_PIECE = re.compile(
    rf'(?P<minus>-(?=\S))?(?:(?P<field>{"|".join(_FIELDS)}):(?=\S))?(?:"(?P<quoted>[^"]+)"(?!\S)|(?P<bare>\S+))'
)
# Simplified writers use 著 and 着 for different words, traditional ones often one for both.
_EITHER = str.maketrans({"著": "着", "瞭": "了", "藉": "借"})


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to find: a text has it where one of its rows of units stands in the text.

    ``written`` is as typed, ``number`` what it means as a document number, ``field`` where it must stand
    (empty: anywhere), ``quoted`` that it stood in quotation marks.
    """

    written: str
    rows: tuple[tuple[str, ...], ...]
    number: Number | None = None
    field: Field = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One remark on how the line was read; ``what`` names the remark, the rest are its words.

    ``number``: written, the key it was read as. ``without``: written. ``either``: written with OR between.
    ``title``: written. ``cut``: the number of characters that were read. ``empty``: nothing to look for.
    ``alias``: written, the other names of the unit that were looked for too.
    """

    what: Literal["number", "without", "either", "title", "cut", "empty", "alias"]
    written: str
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the search box as read.

    A text answers where every group of ``every`` has a term that it has, and no term of ``without``.
    ``question`` says that the line reads like a question in plain words, not like a phrase.
    """

    written: str
    every: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...]
    question: bool
    readings: tuple[Reading, ...]

    @property
    def number(self) -> Number | None:
        """The document number that the whole line is, if it is one and nothing else."""
        if len(self.every) == 1 and len(self.every[0]) == 1 and not self.without:
            return self.every[0][0].number
        return None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.every and not self.without

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Every row of units that a found text may show."""
        return tuple(row for group in self.every for term in group for row in term.rows)


def read_query(written: str) -> Asked:
    """A line of the search box, read.

    >>> asked = read_query('政务公开 －培訓 "重点 领域"')
    >>> [["".join(term.rows[0]) for term in group] for group in asked.every]
    [['政务公开'], ['重点领域']]
    >>> [term.written for term in asked.without]
    ['培訓']
    >>> read_query("沈政发2020-18").number.key
    '沈政发[2020]18'
    """
    line = written[:LONGEST].replace(BREAK, " ")
    notes = [Reading("cut", written, str(LONGEST))] if len(written) > LONGEST else []
    whole = _number(line.strip(), "")
    if whole is not None:
        notes.append(_noted(whole))
        return Asked(written, ((whole,),), (), False, tuple(notes))
    every, without = _terms(line)
    quoted = any(term.quoted for group in every for term in group)
    notes += [_noted(term) for group in every for term in group if term.number]
    notes += [Reading("title", term.written) for group in every for term in group if term.field == "title"]
    notes += [Reading("either", " OR ".join(t.written for t in group)) for group in every if len(group) > 1]
    notes += [Reading("without", term.written) for term in without]
    if not every and not without:
        notes.append(Reading("empty", written))
    return Asked(written, every, without, bool(every) and not quoted and is_question(line), tuple(notes))


def _terms(line: str) -> tuple[tuple[tuple[Term, ...], ...], tuple[Term, ...]]:
    groups: list[list[Term]] = []
    without: list[Term] = []
    joins = False
    for piece in _PIECE.finditer(plain(line)):
        raw = line[piece.start() : piece.end()]
        if raw in ("OR", "|", "｜"):
            joins = bool(groups)
            continue
        name = "quoted" if piece["quoted"] is not None else "bare"
        term = _term(line[piece.start(name) : piece.end(name)], _FIELDS.get(piece["field"] or "", ""))
        if term is None:
            continue
        term = replace(term, quoted=name == "quoted")
        if piece["minus"]:
            without.append(term)
        elif joins:
            groups[-1].append(term)
        else:
            groups.append([term])
        joins = False
    return tuple(map(tuple, groups)), tuple(without)


def _term(written: str, field: Field) -> Term | None:
    number = _number(written, field)
    if number is not None:
        return number
    row = tuple(units(written))
    if not row:
        return None
    other = tuple(units(written.translate(_EITHER)))
    return Term(written, tuple(dict.fromkeys((row, other))), None, field)


def _number(written: str, field: Field) -> Term | None:
    number = typed_number(written)
    if number is None and field == "number":
        number = typed_number(f"{written}号文") or typed_number(f"{written}号")
    if number is None:
        return None
    rows = tuple(dict.fromkeys((*number.rows(), tuple(units(written)))))
    return Term(written, rows, number, field)


def _noted(term: Term) -> Reading:
    return Reading("number", term.written, term.number.key if term.number else "")
