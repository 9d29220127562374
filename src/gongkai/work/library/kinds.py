"""Which kind a document is, told by the end of its title (文种)."""

from __future__ import annotations

import re

# Kept in step with Document.Kind; the first that fits counts.
_ENDINGS = (
    ("appointment", r"任免|任职的?通知|免职的?通知|职务的?通知|人事任"),
    ("order", r"令$"),
    ("announcement", r"(?:公告|通告)$"),
    ("reply", r"(?:批复|答复)$"),
    ("letter", r"函$"),
    ("decision", r"(?:决定|决议)$"),
    ("opinion", r"意见(?:\(试行\)|（试行）)?$"),
    ("notice", r"(?:通知|通报)$"),
    ("rules", r"(?:办法|规定|细则|条例|规则|制度)(?:[(（].{1,6}[)）])?$"),
    ("plan", r"(?:规划|方案|计划|要点|纲要|预案|清单)(?:[(（].{1,12}[)）])?$"),
)


def kind_of(title: str) -> str:
    """The kind of a document with that title.

    >>> [kind_of(t) for t in ("关于印发某方案的通知", "某市供水管理办法（试行）", "关于某的批复", "某")]
    ['notice', 'rules', 'reply', 'other']
    """
    words = re.sub(r"\s", "", title)
    return next((kind for kind, pattern in _ENDINGS if re.search(pattern, words)), "other")
