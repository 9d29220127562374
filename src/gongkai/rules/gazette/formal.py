"""The formal parts of a document: what stands around its text, each with the role that it plays."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.rules.gazette import head as heads
from gongkai.rules.gazette.annex import annex_mark
from gongkai.rules.gazette.document import Draft
from gongkai.rules.gazette.lines import Line
from gongkai.rules.gazette.rebuilt import Rebuilt
from gongkai.rules.text.dates import whole_date
from gongkai.rules.text.docnumber import whole_number
from gongkai.rules.text.mapped import Mapped, clean, join

_OF_THE_NOTICE = frozenset({"number", "to", "sign", "date", "note", "copied", "printed", "list"})


@dataclass(frozen=True, slots=True)
class FormalPart:
    """Words around the text.

    Roles: number, title, to, list, sign, date, note, copied, printed; ``mark`` for the word 附件 above an
    attachment, ``head`` for anything else above the text, ``other`` for anything else behind it.
    """

    role: str
    text: str
    start: int
    end: int


def formal_parts(rebuilt: Rebuilt) -> defaultdict[str, list[FormalPart]]:
    """What belongs to no paragraph and no table of the draft, by the component it belongs to."""
    draft = rebuilt.draft
    text = _TextOf(draft)
    found: defaultdict[str, list[FormalPart]] = defaultdict(list)
    run: list[Mapped] = []
    last: tuple[str, str] | None = None
    for words in _words(rebuilt):
        key = None
        if not text.holds(words):
            role = _role(draft, words, text.start)
            key = (_component(draft, words.start, role), role)
        if key != last:
            _close(found, last, run)
            run = []
        last = key
        run.append(words)
    _close(found, last, run)
    return found


class _TextOf:
    """The spans of a draft's paragraphs and tables."""

    def __init__(self, draft: Draft) -> None:
        lines = [line.words for part in draft.parts for para in part.paras for line in para.lines]
        grids = [grid for part in draft.parts for grid in part.grids]
        self._spans = sorted([(w.start, w.end) for w in lines] + [(g.start, g.end) for g in grids])
        self.start = self._spans[0][0] if self._spans else draft.end

    def holds(self, words: Mapped) -> bool:
        """Whether the words stand in one of them."""
        at = bisect_right(self._spans, (words.start, sys.maxsize)) - 1
        return at >= 0 and words.end <= self._spans[at][1]


def _close(found: defaultdict[str, list[FormalPart]], key: tuple[str, str] | None, run: list[Mapped]) -> None:
    if key is None or not run:
        return
    joined = [join(run)] if key[1] in ("title", "to") else run
    if key[1] == "list":
        text = "\n".join(words.text for words in run)
        found[key[0]].append(FormalPart("list", text, run[0].start, run[-1].end))
        return
    found[key[0]] += [FormalPart(key[1], words.text, words.start, words.end) for words in joined]


def _words(rebuilt: Rebuilt) -> Iterator[Mapped]:
    """The words of every line, and of every row of a table, that the draft was made from."""
    for element in rebuilt.elements:
        if isinstance(element, Line):
            yield element.words
            continue
        inside = [c for row in element.rows for c in row if not c.spanned]
        cells = [clean(rebuilt.text[c.start : c.end], c.start) for c in inside]
        words = join(sorted((c for c in cells if c.text), key=lambda c: c.start))
        yield replace(words, start=element.start, end=element.end)


def _role(draft: Draft, words: Mapped, body: int) -> str:
    """The role of words that are no text; ``body`` is where the text begins."""
    if _overlaps(words, draft.title_span) or _of(words, draft.plan_title):
        return "title"
    if any(_of(words, part.title) for part in draft.annexes):
        return "title"
    if _of(words, draft.head.addressees):
        return "to"
    if any(_of(words, name) for name in draft.listed):
        return "list"
    role = _by_words(words.folded)
    if role:
        return role
    if words.start < body:
        return "head"
    return "sign" if any(name in words.text for name in draft.issuers) else "other"


def _by_words(folded: str) -> str:
    if heads.disclosure_of(folded) is not None:
        return "note"
    if re.match(r"抄(?:送|报):", folded):
        return "copied"
    if len(folded) <= 60 and heads.printed_date(folded) is not None:
        return "printed"
    if whole_date(folded) is not None or heads.is_signature_date(folded):
        return "date"
    if whole_number(folded) is not None:
        return "number"
    if annex_mark(folded) is not None:
        return "mark"
    return "list" if re.match(r"附件 ?:", folded) else ""


def _overlaps(words: Mapped, span: tuple[int, int] | None) -> bool:
    return span is not None and words.start < span[1] and span[0] < words.end


def _of(words: Mapped, other: Mapped | None) -> bool:
    return other is not None and _overlaps(words, (other.start, other.end))


def _component(draft: Draft, start: int, role: str) -> str:
    """The component to which words at an offset belong; what closes a document belongs to its notice."""
    if role in _OF_THE_NOTICE:
        return "notice"
    owner = "notice"
    if draft.plan_title is not None and start >= draft.plan_title.start:
        owner = "plan"
    for at, part in enumerate(draft.annexes, 1):
        # the mark and the title stand right before what the attachment holds
        if start >= part.start or (role in ("mark", "title") and _before(draft, at, start)):
            owner = f"att{at}"
    return owner


def _before(draft: Draft, at: int, start: int) -> bool:
    """Whether nothing but marks and titles can stand between an offset and attachment ``at``."""
    body_end = max((p.words.end for part in draft.parts[:at] for p in part.paras), default=0)
    grids_end = max((g.end for part in draft.parts[:at] for g in part.grids), default=0)
    return start >= max(body_end, grids_end)
