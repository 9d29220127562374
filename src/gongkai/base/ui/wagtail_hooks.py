"""The office shell: Wagtail's frame with our menu, our first page and our style."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from gongkai.base.ui.panels import waiting

# Names of menu items in the order of the work; what is not named comes after, what is hidden not at all.
ORDER = (
    "intake",
    "library",
    "units",
    "explorer",
    "images",
    "documents",
    "search",
    "trail",
    "people",
    "reports",
    "settings",
)
HIDDEN = frozenset({"help", "groups", "users", "whats-new-in-wagtail-version"})


class WaitingPanel(Component):  # type: ignore[misc]
    """What waits for the person who looks."""

    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def render_html(self, parent_context: Any = None) -> SafeString:
        """The list, with a word where nothing waits."""
        reader = self.request.reader  # type: ignore[attr-defined]
        return render_to_string(
            "ui/office/waiting.html", {"waiting": waiting(reader, timezone.localdate())}, self.request
        )


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def first_page(request: HttpRequest, panels: list[Any]) -> None:
    """Put what waits before what Wagtail shows."""
    panels.insert(0, WaitingPanel(request))


@hooks.register("construct_homepage_summary_items")  # type: ignore[untyped-decorator]
def no_summary(_request: HttpRequest, items: list[Any]) -> None:
    """Counts of pages and pictures help nobody with the work."""
    items.clear()


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def main_menu(_request: HttpRequest, items: list[Any]) -> None:
    """The menu in the order of the work, without what is of no use here."""
    items[:] = [item for item in items if item.name not in HIDDEN]
    for item in items:
        if item.name in ORDER:
            item.order = 100 * (1 + ORDER.index(item.name))
        if item.name == "explorer":
            item.label = _("栏目页面")
    items.sort(key=lambda item: item.order)


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]
def style() -> SafeString:
    """Our style sheet for the office."""
    return format_html('<link rel="stylesheet" href="{}">', static("ui/office/office.css"))


@hooks.register("insert_global_admin_js")  # type: ignore[untyped-decorator]
def script() -> SafeString:
    """Starts the fields that need script, from data in the page: the page itself holds no script."""
    return format_html('<script src="{}"></script>', static("ui/office/fields.js"))
