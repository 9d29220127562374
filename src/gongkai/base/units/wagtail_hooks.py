"""What this room adds to the office: the register and its place in the menu."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.base.units import urls


class UnitsMenuItem(MenuItem):  # type: ignore[misc]
    """The register, for those who work in an office."""

    def is_shown(self, request: Any) -> bool:
        """Whether the reader works in an office."""
        return bool(request.reader.in_office)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def units_urls() -> list[Any]:
    """The addresses of the register."""
    return [path("units/", include(urls.units))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def units_menu_item() -> MenuItem:
    """The register in the menu."""
    return UnitsMenuItem(_("单位名录"), reverse("units_list"), name="units", icon_name="group", order=800)
