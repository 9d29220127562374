"""The addresses of the feeds: everything, one unit, one topic, one gazette."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.faces.opendata import atom
from gongkai.faces.opendata.api.answers import body_of
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads as library
from gongkai.work.library.reads import Asked

NEWEST = 50
TYPE = "application/atom+xml; charset=utf-8"
FRESH = 300


@require_safe
def everything(request: HttpRequest) -> HttpResponseBase:
    """The newest documents of the site."""
    return _feed(request, Asked(), _("最新文件"), "/")


@require_safe
def of_unit(request: HttpRequest, code: str) -> HttpResponseBase:
    """The newest documents of a unit."""
    found = library.unit(PUBLIC, code, size=1)
    if found is None:
        raise Http404
    return _feed(request, Asked(issuer=code), found.unit.name, f"/units/{code}/")


@require_safe
def of_topic(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The newest documents of a topic."""
    name = next((topic.name for topic in library.topics(PUBLIC) if topic.slug == slug), None)
    if name is None:
        raise Http404
    return _feed(request, Asked(topic=slug), name, f"/topics/{slug}/")


@require_safe
def of_series(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The newest documents of a gazette."""
    title = next((each.title for each in library.series(PUBLIC) if each.slug == slug), None)
    if title is None:
        raise Http404
    return _feed(request, Asked(series=slug), title, f"/gazette/{slug}/")


def _feed(request: HttpRequest, asked: Asked, name: str, page: str) -> HttpResponseBase:
    with translation.override("zh-hans"):
        found = library.documents(PUBLIC, asked, page=1, size=NEWEST, sort="published").lines
        title = f"{name} — {settings.SITE_NAME}"
        body = atom.feed(title, request.path, page, settings.SITE_NAME, found)
    newest = max((one.changed_at for one in found), default=None)
    return body_of(request, body, TYPE, changed=newest, fresh=FRESH)
