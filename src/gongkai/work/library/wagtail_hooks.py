"""What this room adds to the office: its addresses, its place in the menu, what waits on the first page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.base.ui.panels import Waiting, register
from gongkai.rules.access import CLERK, OFFICE_HEAD, REVIEWER, Reader
from gongkai.work.library.office import urls
from gongkai.work.library.reads import staff


class LibraryMenuItem(MenuItem):  # type: ignore[misc]
    """The library, for those who work in an office."""

    def is_shown(self, request: Any) -> bool:
        """Whether the reader works in an office."""
        return staff.in_office(request.reader)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def library_urls() -> list[Any]:
    """The addresses of the library's desks."""
    return [path("library/", include(urls.desks))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def library_menu_item() -> MenuItem:
    """The library in the menu."""
    return LibraryMenuItem(
        gettext_lazy("文库"),
        reverse("library_home"),
        name="library",
        icon_name="folder-open-inverse",
        order=120,
    )


def waits(reader: Reader, _today: date) -> list[Waiting]:
    """What waits at the library's desks for this person, as far as he can do it."""
    if not reader.may(CLERK, REVIEWER, OFFICE_HEAD):
        return []
    desks = staff.desks(reader)
    publishers = reader.may(REVIEWER, OFFICE_HEAD)
    lines = [
        (publishers, _("份文件待发布"), desks.waiting, reverse("library_documents") + "?state=waiting"),
        (True, _("件纠错待处理"), desks.problems, reverse("library_problems")),
        (publishers, _("项效力建议待确认"), desks.proposals, reverse("library_proposals")),
        (True, _("条引用未找到文件"), desks.citations, reverse("library_citations")),
    ]
    return [Waiting(words, count, address) for mine, words, count, address in lines if mine and count]


register(20, waits)
