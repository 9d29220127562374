"""Why an action is not done: said to the person who asked for it."""

from __future__ import annotations

from collections.abc import Sequence


class Refused(Exception):
    """An action that may not be done now or by this person; ``reasons`` are sentences for people.

    >>> str(Refused(["已办结", "没有权限"]))
    '已办结；没有权限'
    """

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(str(reason) for reason in reasons)
        super().__init__("；".join(self.reasons))
