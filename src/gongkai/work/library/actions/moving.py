"""Addresses that move: the old one leads to the new one for ever."""

from __future__ import annotations

from datetime import datetime

from gongkai.work.library.keys import key_of, number_of
from gongkai.work.library.models import Document, OldAddress, Version


def move_where_renamed(document: Document, version: Version, now: datetime) -> None:
    """Give a document whose number was corrected the key of the right number; saves the old address only.

    A key that is taken stays with its owner, and this document keeps the one that it has.
    """
    if not version.corrections.get("facts", {}).get("number") or number_of(document.number) is None:
        return
    wanted = key_of(document.number, "")
    if wanted == document.key or Document.objects.filter(key=wanted).exclude(pk=document.pk).exists():
        return
    OldAddress.objects.update_or_create(path=document.key, defaults={"document": document, "since": now})
    OldAddress.objects.filter(path=wanted).delete()
    document.key = wanted
