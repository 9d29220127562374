"""How often an address may do a thing, counted in the cache: a brake, not a lock."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of whoever asks: what the proxy in front of us saw, where there is one, else the socket's.

    Only the last entry of X-Forwarded-For is the proxy's own; all before it are the client's claims.
    """
    seen = str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 (no address is bound)
    if settings.BEHIND_PROXY:
        claimed = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        return claimed or seen
    return seen


def within_limit(name: str, who: str, limit: int, seconds: int) -> bool:
    """Whether ``who`` has done ``name`` at most ``limit`` times in ``seconds``, this time included."""
    key = f"limit:{name}:{who}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= limit
    except ValueError:  # the count ended between the two calls
        cache.set(key, 1, seconds)
        return True
