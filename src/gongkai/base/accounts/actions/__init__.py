"""The only writes of the room: users and what they hold, each with its reasons against and its trail."""

from __future__ import annotations

from gongkai.base.accounts.actions.bulk import Made, import_people
from gongkai.base.accounts.actions.demo import DemoAccount, make_demo_accounts
from gongkai.base.accounts.actions.grants import (
    Wanted,
    grant,
    hand_over,
    revoke,
    why_not_grant,
    why_not_hand_over,
    why_not_revoke,
)
from gongkai.base.accounts.actions.own import note, password_was_changed
from gongkai.base.accounts.actions.users import (
    Person,
    activate,
    change_person,
    create_user,
    deactivate,
    reset_password,
    reset_second_factor,
    why_not_create,
    why_not_deactivate,
    why_not_manage,
)

__all__ = [
    "DemoAccount",
    "Made",
    "Person",
    "Wanted",
    "activate",
    "change_person",
    "create_user",
    "deactivate",
    "grant",
    "hand_over",
    "import_people",
    "make_demo_accounts",
    "note",
    "password_was_changed",
    "reset_password",
    "reset_second_factor",
    "revoke",
    "why_not_create",
    "why_not_deactivate",
    "why_not_grant",
    "why_not_hand_over",
    "why_not_manage",
    "why_not_revoke",
]
