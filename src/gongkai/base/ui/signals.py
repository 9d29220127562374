"""Hears every line that Wagtail writes into its own log."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry, PageLogEntry

from gongkai.base.ui.actions import copy_log_entry


def listen() -> None:
    """Connect the logs; called once at start."""
    for log in (PageLogEntry, ModelLogEntry):
        post_save.connect(on_entry, sender=log)


def on_entry(instance: Any, created: bool, **_rest: Any) -> None:
    """A line was written; accounts tell their own."""
    if created and not instance.action.startswith("wagtail.create_alias"):
        copy_log_entry(instance)
