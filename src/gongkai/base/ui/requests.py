"""The id of the request that is being answered, for the log and for whoever reports a fault."""

from __future__ import annotations

import logging
from contextvars import ContextVar

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdFilter(logging.Filter):
    """Puts the id of the request on each line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: nothing is left out."""
        record.request_id = REQUEST_ID.get()
        return True
