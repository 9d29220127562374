"""Tags of the site: addresses of words on the page, targets in words, a value of a dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from gongkai.faces.portal import words
from gongkai.faces.portal.words import aim
from gongkai.work.library.reads import Excerpt, IssueRef, TargetView

register = template.Library()


@register.simple_tag
def source_url(key: str, version: int | str, excerpt: Excerpt) -> str:
    """The address of the words of ``excerpt`` in the source; ``version`` is empty for the present one."""
    place = urlencode({"start": excerpt.start, "end": excerpt.end})
    base = (
        reverse("portal:version_source", args=[key, version])
        if version
        else reverse("portal:source", args=[key])
    )
    return f"{base}?{place}#words"


@register.filter
def aim_of(target: TargetView) -> str:
    """What a target wants to be reached, with its unit."""
    return aim(target, target.unit)


@register.filter
def issue_name(issue: IssueRef) -> str:
    """An issue as it is cited: the gazette with year and number."""
    return words.issue_name(issue)


@register.filter
def get(found: Mapping[str, Any], key: str) -> Any:
    """The value of ``found`` under ``key``; None where there is none."""
    return found.get(key)


@register.filter
def after(text: str, heading: str) -> str:
    """What stands in ``text`` behind ``heading``; all of it where it does not begin so."""
    return text[len(heading) :] if text.startswith(heading) else text


@register.filter
def deeper(depth: int) -> int:
    """The next lower level of headings; HTML has six."""
    return min(int(depth) + 1, 6)
