"""What this room adds to the office: rights from grants, the people's pages and their place in the menu."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from gongkai.base.accounts import urls
from gongkai.base.accounts.backends.policies import GrantFilesPolicy, GrantPagePolicy
from gongkai.base.accounts.reads import may_staff

# for the exact models: these go before what Wagtail's own rooms register, whoever comes last
policy_registry.register(Page, GrantPagePolicy())
for _model in (get_image_model(), get_document_model()):
    policy_registry.register(_model, GrantFilesPolicy(_model), exact_class=True)


class PeopleMenuItem(MenuItem):  # type: ignore[misc]
    """The people of the offices, for those who staff them."""

    def is_shown(self, request: Any) -> bool:
        """Whether the reader staffs an office."""
        return may_staff(request.reader)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def people_urls() -> list[Any]:
    """The addresses of the people's pages."""
    return [path("people/", include(urls.people))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def people_menu_item() -> MenuItem:
    """The people in the menu."""
    return PeopleMenuItem(_("用户"), reverse("accounts_people"), name="people", icon_name="user", order=900)
