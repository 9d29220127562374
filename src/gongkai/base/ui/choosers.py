"""Wagtail's choosers without script in the page: their start is data, which ``fields.js`` reads."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.views.generic.chooser import ChosenViewMixin
from wagtail.admin.widgets.chooser import BaseChooser


def render(
    self: Any, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
) -> str:
    """The field as Wagtail draws it, and its start as a block of data."""
    identity = (attrs or {})["id"]
    known = self.get_value_data(value)
    options = self.get_js_init_options(identity, name, known)
    field: SafeString = self.render_html(name, known, attrs)
    # inside a script element of data, only the end of the element could break out
    data = json.dumps(options).replace("<", "\\u003c")
    return field + format_html(
        '<script type="application/json" data-office-chooser="{}" data-id="{}">{}</script>',
        self.js_constructor,
        identity,
        mark_safe(data),  # noqa: S308 (JSON without "<")
    )


_chosen = ChosenViewMixin.get


def chosen(self: Any, request: HttpRequest, pk: str) -> HttpResponse:
    """What was chosen. Http404 for a key that is no number, as for one that is nobody's."""
    try:
        response: HttpResponse = _chosen(self, request, pk)
    except ValueError as error:
        raise Http404 from error
    return response


def install() -> None:
    """Draw every chooser so. Wagtail has no setting for it, and its inline script would break our policy."""
    BaseChooser.render = render
    ChosenViewMixin.get = chosen
