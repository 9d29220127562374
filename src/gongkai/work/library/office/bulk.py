"""What is done to one document or many: asked once more, with every reason against it, then done or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from gongkai.rules.access import Reader
from gongkai.work.library import actions
from gongkai.work.library.office.common import CONFLICT, add_reasons, back_to, most, page, reader_of, sent
from gongkai.work.library.office.forms import PublishForm, TopicsForm, WhyForm
from gongkai.work.library.office.lists import asked_of
from gongkai.work.library.reads import staff

MOST = 200
# Stands for a reason that is still to be typed, so that only the other reasons are told.
SOME = "…"


@dataclass(frozen=True, slots=True)
class Line:
    """A document on the page that asks again.

    ``reasons`` stand against it; ``needs`` are those that a written reason would lift. ``stamp`` is
    the key with the state and the version that the person has before him.
    """

    document: staff.StaffLine
    stamp: str
    reasons: tuple[str, ...]
    needs: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done to documents: its words, its form, why not, and how."""

    title: Any
    explains: Any
    button: Any
    icon: str
    form: Callable[[Reader, Any, bool], Form]
    why_not: Callable[[Reader, staff.Chosen, bool], list[str]]
    do: Callable[[Reader, Sequence[str], Mapping[str, Any]], int]
    done: Callable[[int], str]


def _publish(reader: Reader, keys: Sequence[str], typed: Mapping[str, Any]) -> int:
    forced = str(typed.get("forced_why", ""))
    return len(actions.publish(reader, keys, why=str(typed.get("why", "")), forced_why=forced))


def _topics(reader: Reader, keys: Sequence[str], typed: Mapping[str, Any]) -> int:
    return actions.assign_topics(reader, keys, add=typed["add"], remove=typed["remove"])


def _topics_form(_reader: Reader, data: Any, _forced: bool) -> Form:
    return TopicsForm([(topic.value, topic.name) for topic in staff.all_topics()], data)


ACTS: dict[str, Act] = {
    "publish": Act(
        gettext_lazy("发布"),
        gettext_lazy("发布后公众立即可见，发布时间以服务器为准，并记入发布日志。"),
        gettext_lazy("确认发布"),
        "upload",
        lambda _reader, data, forced: PublishForm(data, forced=forced),
        lambda reader, one, forced: actions.why_not_publish(reader, one.row, SOME if forced else ""),
        _publish,
        lambda n: ngettext("已发布 {n} 份文件。", "已发布 {n} 份文件。", n).format(n=n),
    ),
    "withdraw": Act(
        gettext_lazy("撤回"),
        gettext_lazy("撤回后公众只看到标题、文号、发布和撤回时间及理由；正文和下载不再提供。"),
        gettext_lazy("确认撤回"),
        "download",
        lambda _reader, data, _forced: WhyForm(data),
        lambda reader, one, _forced: actions.why_not_withdraw(reader, one.row, SOME),
        lambda reader, keys, typed: actions.withdraw(reader, keys, typed["why"]),
        lambda n: ngettext("已撤回 {n} 份文件。", "已撤回 {n} 份文件。", n).format(n=n),
    ),
    "restore": Act(
        gettext_lazy("恢复发布"),
        gettext_lazy("按撤回前的版本重新公开，作为新的一次发布记入发布日志；撤回期间的记录保留。"),
        gettext_lazy("确认恢复发布"),
        "undo",
        lambda _reader, data, _forced: WhyForm(data),
        lambda reader, one, _forced: actions.why_not_restore(reader, one.row, SOME),
        lambda reader, keys, typed: actions.restore(reader, keys, typed["why"]),
        lambda n: ngettext("已恢复发布 {n} 份文件。", "已恢复发布 {n} 份文件。", n).format(n=n),
    ),
    "topics": Act(
        gettext_lazy("主题"),
        gettext_lazy("手工归类与按归类词归类并存；这里只改变选中的文件。"),
        gettext_lazy("确认变更主题"),
        "tag",
        _topics_form,
        lambda reader, one, _forced: actions.why_not_assign(reader, [one.row]),
        _topics,
        lambda n: ngettext("{n} 份文件的主题有变更。", "{n} 份文件的主题有变更。", n).format(n=n),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """Many documents: those that were ticked, or all that the list found."""
    reader = reader_of(request)
    name = request.POST.get("act") or request.GET.get("act", "")
    if name not in ACTS:
        raise Http404
    back = back_to(request, reverse("library_documents"))
    if request.method == "POST":
        keys = most(request.POST.getlist("offered"), MOST)
    elif request.GET.get("whole"):
        keys = staff.keys_of(reader, asked_of(request))
    else:
        keys = most(request.GET.getlist("key"), MOST)
    if not keys:
        messages.warning(request, _("没有选中文件。"))
        return redirect(back)
    return _ask(request, name, keys, back)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, key: str, act: str) -> HttpResponse:
    """One document."""
    if not staff.chosen(reader_of(request), (key,)):
        raise Http404
    return _ask(request, act, (key,), reverse("library_document", args=[key]))


def _ask(request: HttpRequest, name: str, keys: Sequence[str], back: str) -> HttpResponse:
    """Ask again, or do it where the person has said yes."""
    reader = reader_of(request)
    act = ACTS[name]
    stamps = frozenset(request.POST.getlist("key")) if request.method == "POST" else None
    lines = _lines(reader, act, keys, stamps)
    if not lines:
        raise Http404
    form = act.form(reader, sent(request), any(line.needs for line in lines))
    status = 200
    if stamps is not None and form.is_valid() and not _moved(form, lines, stamps):
        chosen = [line.document.key for line in lines if line.chosen]
        try:
            if not chosen:
                raise actions.Refused([_("没有选中文件")])
            count = act.do(reader, chosen, form.cleaned_data)
        except actions.Refused as refused:
            add_reasons(form, refused)
        else:
            messages.success(request, act.done(count))
            return redirect(back)
    if stamps is not None and form.errors:
        status = CONFLICT
    context = {"act": name, "words": act, "lines": lines, "form": form, "back": back}
    ready = any(not line.reasons for line in lines)
    return page(request, "confirm", str(act.title), {**context, "ready": ready}, status=status)


def _lines(reader: Reader, act: Act, keys: Sequence[str], stamps: frozenset[str] | None) -> tuple[Line, ...]:
    return tuple(_line(reader, act, one, stamps) for one in staff.chosen(reader, keys))


def _line(reader: Reader, act: Act, one: staff.Chosen, stamps: frozenset[str] | None) -> Line:
    line = one.line
    stamp = f"{line.key}:{line.state}:{line.newest}"
    plain = tuple(act.why_not(reader, one, False))
    lasting = tuple(act.why_not(reader, one, True))
    chosen = not plain if stamps is None else stamp in stamps
    return Line(line, stamp, lasting, () if lasting else plain, chosen)


def _moved(form: Form, lines: Sequence[Line], stamps: frozenset[str]) -> bool:
    """Whether a chosen document has changed since the page was shown; says which."""
    standing = {line.stamp for line in lines}
    moved = {stamp.split(":")[0] for stamp in stamps - standing}
    for line in lines:
        if line.document.key in moved:
            words = _("《{title}》在您打开此页后有了变动，请看过新的内容再办理")
            form.add_error(None, words.format(title=line.document.title))
    return bool(moved)
