"""Signing in by name and password, and what Wagtail may ask about a user: both from the grants of today."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from gongkai.base.accounts.models import User
from gongkai.base.accounts.permissions import permissions_of
from gongkai.base.accounts.reads import reader_of


class GrantBackend(AuthenticationBackend):  # type: ignore[misc]
    """Permissions follow the grants: when the last one ends, the door of the office closes by itself.

    Groups and permissions kept on users count for nothing.
    """

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """The permissions of ``user_obj``; ``obj`` makes no difference."""
        return self.get_all_permissions(user_obj, obj)

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """None: roles are no groups."""
        return set()

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """The permissions that the grants of today give, worked out once a request."""
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return set()
        today = timezone.localdate()
        known: tuple[object, set[str]] | None = getattr(user_obj, "_of_grants", None)
        if known is None or known[0] != today:
            known = (today, set(permissions_of(reader_of(user_obj, today))))
            user_obj._of_grants = known  # type: ignore[attr-defined]
        return known[1]

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether the grants of today give ``perm``."""
        return perm in self.get_all_permissions(user_obj, obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Whether the grants of today give anything of ``app_label``."""
        return any(name.startswith(f"{app_label}.") for name in self.get_all_permissions(user_obj))

    def with_perm(
        self, perm: Any, is_active: bool = True, include_superusers: bool = True, obj: Any = None
    ) -> Any:
        """The users who have ``perm`` today."""
        users = User.objects.filter(is_active=True, grants__isnull=False).distinct()
        today = timezone.localdate()
        return users.filter(pk__in=[u.pk for u in users if perm in permissions_of(reader_of(u, today))])
