"""The only writes of the register of units. Each says beforehand what stands against it (``why_not_…``)."""

from gongkai.base.trail.actions import Refused
from gongkai.base.units.actions.bodies import (
    BodyData,
    add_alias,
    create,
    edit,
    remove_alias,
    why_not_alias,
    why_not_create,
    why_not_edit,
)
from gongkai.base.units.actions.changes import (
    MergePreview,
    end,
    merge,
    preview_merge,
    rename,
    split,
    why_not_end,
    why_not_merge,
    why_not_rename,
    why_not_split,
)
from gongkai.base.units.actions.common import may_edit
from gongkai.base.units.actions.groups import add_member, end_member, why_not_member
from gongkai.base.units.actions.importing import ImportPreview, import_csv

__all__ = [
    "BodyData",
    "ImportPreview",
    "MergePreview",
    "Refused",
    "add_alias",
    "add_member",
    "create",
    "edit",
    "end",
    "end_member",
    "import_csv",
    "may_edit",
    "merge",
    "preview_merge",
    "remove_alias",
    "rename",
    "split",
    "why_not_alias",
    "why_not_create",
    "why_not_edit",
    "why_not_end",
    "why_not_member",
    "why_not_merge",
    "why_not_rename",
    "why_not_split",
]
