"""What this room adds to the office: the log and its place in the menu."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.base.trail import urls
from gongkai.base.trail.reads import may_read


class TrailMenuItem(MenuItem):  # type: ignore[misc]
    """The log, for those who may see the whole of it."""

    def is_shown(self, request: Any) -> bool:
        """Whether the reader may see the log."""
        return may_read(request.reader)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def trail_urls() -> list[Any]:
    """The addresses of the log."""
    return [path("trail/", include(urls.trail))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def trail_menu_item() -> MenuItem:
    """The log in the menu."""
    return TrailMenuItem(_("留痕"), reverse("trail_log"), name="trail", icon_name="history", order=950)
