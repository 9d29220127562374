"""What this room adds to the office: its addresses and its place in the menu."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.work.intake import urls


class DeskMenuItem(MenuItem):  # type: ignore[misc]
    """The desk, for those who work in an office."""

    def is_shown(self, request: Any) -> bool:
        """Whether the reader works in an office."""
        return bool(request.reader.in_office)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def desk_urls() -> list[Any]:
    """The addresses of the desk."""
    return [path("intake/", include(urls.desk))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def desk_menu_item() -> MenuItem:
    """The desk in the menu."""
    return DeskMenuItem(_("收文核对"), reverse("intake_queue"), name="intake", icon_name="edit", order=110)
