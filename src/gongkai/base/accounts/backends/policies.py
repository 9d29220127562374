"""Rights on pages and collections, in the form that Wagtail works with; none of them is stored.

Wagtail keeps them in sets, so each bears the key of its permission.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from gongkai.base.accounts.models import Grant, User
from gongkai.base.accounts.permissions import FILES, PAGES, rights_of
from gongkai.base.accounts.reads import reader_of


def _rights(user: Any, table: dict[str, frozenset[str]]) -> frozenset[str]:
    return rights_of(reader_of(user, timezone.localdate()), table)


def _permissions(model: type[Model], codenames: frozenset[str]) -> QuerySet[Permission]:
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    return Permission.objects.filter(content_type=kind, codename__in=codenames)


def _holders(table: dict[str, frozenset[str]], codenames: set[str]) -> QuerySet[User]:
    """The users who today have one of ``codenames``."""
    today = timezone.localdate()
    roles = [role for role, rights in table.items() if rights & codenames]
    candidates = User.objects.filter(
        is_active=True, pk__in=Grant.objects.current(today).filter(role__in=roles).values("user")
    )
    return candidates.filter(pk__in=[u.pk for u in candidates if _rights(u, table) & codenames])


class GrantPagePolicy(PagePermissionPolicy):  # type: ignore[misc]
    """Rights on pages: the whole tree, for those whose grant covers the whole site."""

    def get_all_permissions_for_user(self, user: Any) -> list[GroupPagePermission]:
        """The rights of ``user`` in the form that Wagtail works with; none of them is stored."""
        rights = _rights(user, PAGES)
        if not rights:
            return []
        root = Page.get_first_root_node()
        return [
            GroupPagePermission(pk=one.pk, page=root, permission=one) for one in _permissions(Page, rights)
        ]

    def users_with_any_permission(self, actions: Any, include_superusers: bool = True) -> QuerySet[User]:
        """The users who today may do one of ``actions`` with some page."""
        return _holders(PAGES, set(self._get_permission_codenames(actions)))

    def users_with_any_permission_for_instance(
        self, actions: Any, instance: Any, include_superusers: bool = True
    ) -> QuerySet[User]:
        """The users who today may do one of ``actions`` with ``instance``."""
        return self.users_with_any_permission(actions)


class GrantFilesPolicy(CollectionPermissionPolicy):  # type: ignore[misc]
    """Rights on pictures and files: every collection, for those whose grant covers the whole site."""

    def __init__(self, model: Any) -> None:
        super().__init__(model)
        self.permission_cache_name = f"_grants_for_{model._meta.model_name}"

    def get_all_permissions_for_user(self, user: Any) -> list[GroupCollectionPermission]:
        """The rights of ``user`` in the form that Wagtail works with; none of them is stored."""
        rights = _rights(user, FILES)
        names = frozenset(self._get_permission_codenames(("add", "change", "delete", "choose"))) & rights
        if not names:
            return []
        root = Collection.get_first_root_node()
        return [
            GroupCollectionPermission(pk=one.pk, collection=root, permission=one)
            for one in _permissions(self.auth_model, names)
        ]

    def _users_with_perm(self, actions: Any, collection: Any = None) -> QuerySet[User]:
        return _holders(FILES, set(self._get_permission_codenames(actions)))
