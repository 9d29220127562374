"""What this room adds to the office: its addresses and its place in the menu."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.base.files import urls


class FilesMenuItem(MenuItem):  # type: ignore[misc]
    """Arrivals, for those who work in an office."""

    def is_shown(self, request: Any) -> bool:
        """Whether the reader works in an office."""
        return bool(request.reader.in_office)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def files_urls() -> list[Any]:
    """The addresses of arrivals and originals."""
    return [path("files/", include(urls.files))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def files_menu_item() -> MenuItem:
    """Arrivals in the menu."""
    return FilesMenuItem(
        _("到件与隔离"), reverse("files_arrivals"), name="files", icon_name="download", order=120
    )
