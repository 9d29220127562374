"""What a person does with the own account, written down when the sign-in library reports it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from gongkai.base.accounts.actions.users import subject_of
from gongkai.base.accounts.models import User
from gongkai.base.trail.actions import record
from gongkai.rules.access import Reader


@transaction.atomic
def note(user: User, action: str, after: dict[str, Any] | None = None) -> None:
    """Write ``action`` of ``user`` on the own account into the trail."""
    record(Reader(user.pk, str(user)), action, subject_of(user), after=after)


@transaction.atomic
def password_was_changed(user: User) -> None:
    """The user chose a password: the temporary one has done its duty."""
    if user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
    note(user, "accounts.password.change")
