"""What the sign-in library reports about an account, passed on to the trail."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa

from gongkai.base.accounts import actions
from gongkai.base.accounts.models import User


def listen() -> None:
    """Connect the reports; called once at start."""
    account.password_changed.connect(on_password)
    account.password_reset.connect(on_password)
    mfa.authenticator_added.connect(on_factor_added)
    mfa.authenticator_removed.connect(on_factor_removed)
    mfa.authenticator_reset.connect(on_factor_renewed)


def on_password(user: User, **_rest: Any) -> None:
    """A user chose a new password."""
    actions.password_was_changed(user)


def on_factor_added(user: User, authenticator: Any, **_rest: Any) -> None:
    """A user set up a second factor."""
    actions.note(user, "accounts.factor.add", {"type": str(authenticator.type)})


def on_factor_removed(user: User, authenticator: Any, **_rest: Any) -> None:
    """A user took a second factor away."""
    actions.note(user, "accounts.factor.remove", {"type": str(authenticator.type)})


def on_factor_renewed(user: User, authenticator: Any, **_rest: Any) -> None:
    """A user made new recovery codes."""
    actions.note(user, "accounts.factor.renew", {"type": str(authenticator.type)})
