"""What the pages of sign-in know beside what all templates know."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def mail(_request: HttpRequest) -> dict[str, bool]:
    """Whether this installation can send letters."""
    return {"MAIL_CONFIGURED": settings.MAIL_CONFIGURED}
