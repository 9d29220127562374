"""Topics: the tree, a topic made or changed, what its words would file shown before it is kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.rules.access import Reader
from gongkai.work.library import actions
from gongkai.work.library.office.common import CONFLICT, add_reasons, found, page, reader_of, sent
from gongkai.work.library.office.forms import TopicForm
from gongkai.work.library.reads import staff

SOME_NAME = "x"


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """All topics, each behind the one above it."""
    reader = reader_of(request)
    context = {
        "topics": staff.topic_tree(reader),
        "why_not": actions.why_not_keep_topic(reader, SOME_NAME, SOME_NAME),
    }
    return page(request, "topics", _("主题"), context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new topic."""
    return _edit(request, reader_of(request), None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic changed."""
    reader = reader_of(request)
    line = next((one for one in staff.topic_tree(reader) if one.slug == slug), None)
    return _edit(request, reader, found(line))


def _edit(request: HttpRequest, reader: Reader, line: staff.TopicLine | None) -> HttpResponse:
    others = [(one.slug, "　" * one.depth + one.name) for one in staff.topic_tree(reader)]
    others = [(slug, name) for slug, name in others if line is None or slug != line.slug]
    standing = None
    if line is not None:
        words = "\n".join(line.words)
        standing = {"name": line.name, "slug": line.slug, "parent": line.parent, "rule": words}
    form = TopicForm(others, sent(request), initial=standing, known=line is not None)
    filed = None
    looking = "preview" in request.POST
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        slug = line.slug if line is not None else typed["slug"]
        filed = staff.preview(reader, typed["rule"], slug)
        taken = line is None and (slug == "new" or any(one.slug == slug for one in staff.topic_tree(reader)))
        if taken:
            form.add_error("slug", _("这个网址段已有主题使用"))
        elif not looking and _keep(request, reader, slug, form):
            return redirect("library_topics")
    if filed is None and line is not None:
        filed = staff.preview(reader, "\n".join(line.words), line.slug)
    context = {
        "topic": line,
        "form": form,
        "filed": filed,
        "why_not": actions.why_not_keep_topic(reader, SOME_NAME, SOME_NAME),
    }
    title = _("修改主题") if line is not None else _("新建主题")
    return page(request, "topic", title, context, status=CONFLICT if form.errors else 200)


def _keep(request: HttpRequest, reader: Reader, slug: str, form: TopicForm) -> bool:
    typed = form.cleaned_data
    try:
        actions.keep_topic(reader, typed["name"], slug, parent=typed["parent"], rule=typed["rule"])
    except actions.Refused as refused:
        add_reasons(form, refused)
        return False
    messages.success(request, _("主题已保存。新入库的文件按归类词归类；已入库的可在文件列表中批量归类。"))
    return True
