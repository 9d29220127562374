"""What search adds to the office: its pages, its place in the menu, its way beside every search box."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.search import SearchArea

from gongkai.faces.search import office


class OfficeMenuItem(MenuItem):  # type: ignore[misc]
    """A page of search, for those who work in an office."""

    def is_shown(self, request: Any) -> bool:
        """Whether the reader works in an office."""
        return bool(request.reader.in_office)


class LibraryArea(SearchArea):  # type: ignore[misc]
    """The library beside Wagtail's own areas of search."""

    def is_shown(self, request: Any) -> bool:
        """Whether the reader works in an office."""
        return bool(request.reader.in_office)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def search_urls() -> list[Any]:
    """The addresses of the staff pages of search."""
    return [
        path("search/", office.search, name="search_office"),
        path("search/save/", office.save, name="search_save"),
        path("search/forget/<int:pk>/", office.forget, name="search_forget"),
        path("search/picks/", office.picks, name="search_picks"),
        path("search/picks/add/", office.pick, name="search_pick"),
        path("search/picks/<int:pk>/remove/", office.unpick, name="search_unpick"),
        path("search/asked/", office.asked, name="search_asked"),
    ]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def search_menu_item() -> MenuItem:
    """Search in the menu."""
    pages = Menu(
        items=[
            OfficeMenuItem(_("全库检索"), reverse("search_office"), name="search-all", order=1),
            OfficeMenuItem(_("编辑推荐"), reverse("search_picks"), name="search-picks", order=2),
            OfficeMenuItem(_("检索日志"), reverse("search_asked"), name="search-asked", order=3),
        ]
    )
    return SubmenuMenuItem(_("检索"), pages, name="search", icon_name="search", order=700)


@hooks.register("register_admin_search_area")  # type: ignore[untyped-decorator]
def library_area() -> SearchArea:
    """The library as an area of the shell's search."""
    return LibraryArea(_("文库"), reverse("search_office"), name="library", icon_name="doc-full", order=1)
