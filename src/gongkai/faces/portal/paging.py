"""Pages of a list: the number asked for, and the steps to the others."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Step:
    """A page of a list; without an address it stands for those left out."""

    number: int
    address: str
    here: bool


def number_of(request: HttpRequest) -> int:
    """The page that the address asks for; the first where it asks for none or for nonsense."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 7 else 1


def steps(request: HttpRequest, page: int, pages: int) -> list[Step]:
    """The steps from ``page`` of ``pages``, those far away left out."""
    asked = request.GET.copy()
    asked.pop("page", None)
    found = []
    for number in Paginator(range(pages), 1).get_elided_page_range(page, on_each_side=2, on_ends=1):
        if not isinstance(number, int):
            found.append(Step(0, "", False))
            continue
        query = asked.copy()
        if number > 1:
            query["page"] = str(number)
        found.append(Step(number, f"?{query.urlencode()}", number == page))
    return found
