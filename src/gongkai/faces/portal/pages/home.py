"""The home page, the topics, and the pages that say what this site is."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.base.ui.caching import visitor
from gongkai.faces.portal import reads as editors
from gongkai.faces.portal.pages.common import Context, show
from gongkai.faces.portal.paging import number_of, steps
from gongkai.work.library import reads
from gongkai.work.library.reads import stamps


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """The newest issues and documents, and the ways into the record."""
    reader = visitor(request)

    def context() -> Context:
        return {
            "home": reads.home(reader),
            "words": editors.home_words(reader),
            "columns": editors.columns(reader),
            "topics": [topic for topic in reads.topics(reader) if topic.documents],
        }

    return show(request, "portal/home.html", context, stamp=(stamps.public(), editors.pages_changed()))


@require_safe
def topics(request: HttpRequest) -> HttpResponseBase:
    """All topics with their number of documents, and the editors' columns."""
    reader = visitor(request)

    def context() -> Context:
        return {
            "topics": reads.topics(reader),
            "columns": [column for column in editors.columns(reader) if not column.topic],
            "crumbs": [("", _("主题"))],
        }

    return show(request, "portal/topics.html", context, stamp=(stamps.public(), editors.pages_changed()))


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The documents of a topic, newest first, under the words of its column where an editor wrote any."""
    reader = visitor(request)

    def context() -> Context:
        found = next((each for each in reads.topics(reader) if each.slug == slug), None)
        if found is None:
            raise Http404(slug)
        documents = reads.documents(reader, reads.Asked(topic=slug), page=number_of(request))
        return {
            "topic": found,
            "words": editors.topic_words(reader, slug),
            "found": documents,
            "pages": steps(request, documents.page, documents.pages),
            "crumbs": [("/topics/", _("主题")), ("", found.name)],
        }

    return show(request, "portal/topic.html", context, stamp=(stamps.public(), editors.pages_changed()))


@require_safe
def about(request: HttpRequest) -> HttpResponseBase:
    """What this site is, how it comes about, how to cite from it and how to report a mistake."""
    return show(request, "portal/about.html", lambda: {"crumbs": [("", _("关于本站"))]})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponseBase:
    """The accessibility statement (无障碍声明)."""

    def context() -> Context:
        return {"today": timezone.localdate(), "crumbs": [("", _("无障碍声明"))]}

    return show(request, "portal/accessibility.html", context)
