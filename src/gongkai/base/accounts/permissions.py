"""What a role may do with the pages, pictures and files of Wagtail, declared in one table."""

from __future__ import annotations

from gongkai.base.accounts.reads import covers_the_site
from gongkai.rules.access import ADMINISTRATOR, CLERK, OFFICE_HEAD, REVIEWER, ROLES, Reader

OFFICE_DOOR = "wagtailadmin.access_admin"
_EDIT = frozenset({"add_page", "change_page"})
_PUBLISH = _EDIT | {"publish_page", "bulk_delete_page", "lock_page", "unlock_page"}
_FILES = frozenset(
    f"{act}_{kind}" for act in ("add", "change", "delete", "choose") for kind in ("image", "document")
)
# What a role does with pages, and with pictures and files.
PAGES = {CLERK: _EDIT, REVIEWER: _PUBLISH, OFFICE_HEAD: _PUBLISH}
FILES = {CLERK: _FILES, REVIEWER: _FILES, OFFICE_HEAD: _FILES}
# What a role does with the registers of Wagtail itself.
_REGISTERS = {
    OFFICE_HEAD: (
        "wagtailredirects.add_redirect", "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ),
    ADMINISTRATOR: ("wagtailcore.change_site",),
}  # fmt: skip


def permissions_of(reader: Reader) -> frozenset[str]:
    """The names of the permissions that ``reader`` has: the door of the office for any role, then by role."""
    if not reader.may(*ROLES):
        return frozenset()
    names = {OFFICE_DOOR}
    for role, registers in _REGISTERS.items():
        if covers_the_site(reader, role):
            names.update(registers)
    return frozenset(names)


def rights_of(reader: Reader, table: dict[str, frozenset[str]]) -> frozenset[str]:
    """The code names of ``table`` that ``reader`` has for the pages or files of the site."""
    empty: frozenset[str] = frozenset()
    return empty.union(*(rights for role, rights in table.items() if covers_the_site(reader, role)))
