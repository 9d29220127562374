"""Where a list goes on: a token that holds the last thing seen, good for one question and no other."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence

Place = str | int | None


class CursorInvalid(ValueError):
    """The token was not made by us, or for another question."""


def pack(question: object, after: Sequence[Place]) -> str:
    """The token for going on behind ``after`` in the answer to ``question``.

    >>> unpack({"kind": "notice"}, pack({"kind": "notice"}, ["2020-08-21", 7]))
    ('2020-08-21', 7)
    """
    body = json.dumps([_mark(question), *after], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(body.encode()).decode("ascii").rstrip("=")


def unpack(question: object, token: str) -> tuple[Place, ...]:
    """What the token holds; raises :class:`CursorInvalid` where it is not for ``question``.

    >>> unpack({}, "nonsense")
    Traceback (most recent call last):
    gongkai.faces.opendata.cursors.CursorInvalid: nonsense
    """
    try:
        body = json.loads(base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise CursorInvalid(token) from error
    if not isinstance(body, list) or not body or body[0] != _mark(question):
        raise CursorInvalid(token)
    if not all(
        place is None or (isinstance(place, (str, int)) and not isinstance(place, bool)) for place in body
    ):
        raise CursorInvalid(token)
    return tuple(body[1:])


def _mark(question: object) -> str:
    return hashlib.sha256(repr(question).encode()).hexdigest()[:8]
