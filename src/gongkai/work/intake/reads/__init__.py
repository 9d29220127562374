"""What the intake room answers: accepted records, the queue, the desk."""

from gongkai.work.intake.reads.accepted import (
    Accepted,
    Correction,
    NotAccepted,
    accepted,
    is_accepted,
    known_names,
    may_see,
    reading_of,
)
from gongkai.work.intake.reads.desk_page import (
    DeskPage,
    FieldLine,
    Filters,
    ItemLine,
    NoteLine,
    Progress,
    Source,
    desk,
    item_kind,
    item_line,
    source_around,
)
from gongkai.work.intake.reads.listing import Comparison, QueueLine, compare, counts, queue

__all__ = [
    "Accepted",
    "Comparison",
    "Correction",
    "DeskPage",
    "FieldLine",
    "Filters",
    "ItemLine",
    "NotAccepted",
    "NoteLine",
    "Progress",
    "QueueLine",
    "Source",
    "accepted",
    "compare",
    "counts",
    "desk",
    "is_accepted",
    "item_kind",
    "item_line",
    "known_names",
    "may_see",
    "queue",
    "reading_of",
    "source_around",
]
