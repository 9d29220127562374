"""The only writes of the intake room: readings, their items and fields, and the decisions on each."""

from gongkai.work.intake.actions.common import Conflict
from gongkai.work.intake.actions.fields import accept_above, accept_fact, accept_item, correct_fact
from gongkai.work.intake.actions.findings import settle_note
from gongkai.work.intake.actions.items import merge_tasks, reject_item, restore_item, split_task
from gongkai.work.intake.actions.readings import (
    accept_reading,
    accept_unseen,
    assign,
    claim,
    discard,
    propose,
    reject_reading,
    release,
    replace,
    start_reading,
)
from gongkai.work.intake.actions.undo import undo_last

__all__ = [
    "Conflict",
    "accept_above",
    "accept_fact",
    "accept_item",
    "accept_reading",
    "accept_unseen",
    "assign",
    "claim",
    "correct_fact",
    "discard",
    "merge_tasks",
    "propose",
    "reject_item",
    "reject_reading",
    "release",
    "replace",
    "restore_item",
    "settle_note",
    "split_task",
    "start_reading",
    "undo_last",
]
