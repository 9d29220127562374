"""The only writes of the trail: entries, how far consumers have heard, the log of publications."""

from gongkai.base.trail.actions.entries import Actor, Refused, Subject, record
from gongkai.base.trail.actions.outbox import consume, move_cursor
from gongkai.base.trail.actions.publication import log_publication

__all__ = ["Actor", "Refused", "Subject", "consume", "log_publication", "move_cursor", "record"]
