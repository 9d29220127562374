"""Citations tied to the documents that they mean, in both directions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from gongkai.work.library.keys import plain_number
from gongkai.work.library.models import Citation, Document

_MARKS = re.compile(r"[\s《》〈〉]")


def plain_title(title: str) -> str:
    """A title by which it compares equal whatever its blanks and title marks."""
    return _MARKS.sub("", title)


@dataclass(frozen=True, slots=True)
class _Open:
    """A citation that nobody has tied by hand, as much of it as is needed to tie it."""

    pk: int
    own: int
    number: str
    title: str
    target: int | None


def resolve(versions: Iterable[int], documents: Sequence[Document]) -> int:
    """How many citations found their document: those of ``versions``, and all that mean ``documents``.

    By number in any spelling, else by the exact title. What a person has set by hand stays.
    """
    numbers = {document.number for document in documents if document.number}
    titles = {document.title for document in documents if document.title}
    wanted = Q(version__in=list(versions)) | Q(target=None, number__in=numbers)
    wanted |= Q(target=None, title__in=titles)
    rows = Citation.objects.filter(wanted, mended_by=None).order_by("pk")
    found = [
        _Open(*row) for row in rows.values_list("pk", "version__document_id", "number", "title", "target_id")
    ]
    if not found:
        return 0
    known = _Known(found)
    changed = [
        Citation(pk=one.pk, target_id=target) for one in found if (target := known.target(one)) != one.target
    ]
    Citation.objects.bulk_update(changed, ["target"], batch_size=500)
    return sum(citation.target_id is not None for citation in changed)


class _Known:
    """The documents of the library that a list of citations may mean."""

    def __init__(self, citations: Sequence[_Open]) -> None:
        numbers = {_number(c) for c in citations if c.number}
        titles = {plain_title(c.title) for c in citations if c.title}
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._titles: dict[str, list[int]] = defaultdict(list)
        found = Document.objects.filter(Q(number__in=numbers) | Q(title__in=titles)).order_by("pk")
        for pk, number, title in found.values_list("pk", "number", "title"):
            self._numbers[number].append(pk)
            self._titles[plain_title(title)].append(pk)

    def target(self, citation: _Open) -> int | None:
        """The one document that the citation means; None for none, or for several."""
        found = self._numbers.get(_number(citation), []) if citation.number else []
        if not found and citation.title:
            found = self._titles.get(plain_title(citation.title), [])
        others = [pk for pk in found if pk != citation.own]
        return others[0] if len(others) == 1 else None


def _number(citation: _Open) -> str:
    return plain_number(citation.number) or citation.number
