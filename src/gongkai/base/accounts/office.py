"""The people's pages of the office: list, person, roles, closing; parse, call, render."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.base.accounts import actions
from gongkai.base.accounts.forms import (
    GrantForm,
    HandOverForm,
    ImportForm,
    NewPersonForm,
    PersonForm,
    WhyForm,
)
from gongkai.base.accounts.reads import (
    PersonLine,
    grantable_roles,
    held_by,
    history,
    may_staff,
    named,
    people,
    person,
)
from gongkai.base.accounts.table import COLUMNS, UnusableTable, read_table
from gongkai.rules.access import Refused

View = Callable[..., HttpResponse]
ON_A_PAGE = 50
MOST_BYTES = 1024 * 1024
# What is done to an account with nothing but a reason: the words of the page, and the action.
ACTS: dict[str, tuple[Any, Any, Callable[..., Any]]] = {
    "deactivate": (
        gettext_lazy("停用账户"),
        gettext_lazy("停用后不能登录，已登录的会话立即失效。授权和留痕保留。"),
        actions.deactivate,
    ),
    "activate": (
        gettext_lazy("恢复账户"),
        gettext_lazy("恢复后可以登录，授权照旧。"),
        actions.activate,
    ),
    "password": (
        gettext_lazy("重设密码"),
        gettext_lazy("生成一次性密码，首次登录后须更换；已登录的会话立即失效。"),
        actions.reset_password,
    ),
    "factor": (
        gettext_lazy("重设第二重验证"),
        gettext_lazy("删除其身份验证器、安全密钥和恢复码，下次进入办公区时重新设置。"),
        actions.reset_second_factor,
    ),
}


def staffs(view: View) -> View:
    """``view`` for those alone who staff an office; what changes something asks for the password again."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_staff(request.reader):  # type: ignore[attr-defined]
            raise PermissionDenied
        return view(request, *args, **kwargs)

    confirmed: View = reauthentication_required(guarded, allow_get=True)
    return confirmed


def _person(request: HttpRequest, pk: int) -> PersonLine:
    found = person(request.reader, pk, timezone.localdate())  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _add_reasons(form: Form, refused: Refused) -> None:
    for reason in refused.reasons:
        form.add_error(None, str(reason))


@require_safe
@staffs
def index(request: HttpRequest) -> HttpResponse:
    """The list, with search by name, role and state."""
    asked = {name: request.GET.get(name, "") for name in ("words", "role", "state")}
    found = people(request.reader, timezone.localdate(), **asked)  # type: ignore[attr-defined]
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p"))
    roles = grantable_roles(request.reader)  # type: ignore[attr-defined]
    return render(
        request,
        "accounts/people.html",
        {"page": page, "count": len(found), "roles": roles, **asked},
    )


@require_safe
@staffs
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A person: roles, state, what happened to the account."""
    found = _person(request, pk)
    reader = request.reader  # type: ignore[attr-defined]
    today = timezone.localdate()
    return render(
        request,
        "accounts/person.html",
        {
            "line": found,
            "history": history(reader, found.user),
            "why_not": actions.why_not_manage(reader, found.user, today),
            "acts": [
                (name, title)
                for name, (title, _words, _do) in ACTS.items()
                if (name == "activate") != found.user.is_active and (name != "factor" or found.second_factor)
            ],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staffs
def create(request: HttpRequest) -> HttpResponse:
    """A new person; the password is shown once."""
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, words = actions.create_user(
                request.reader,  # type: ignore[attr-defined]
                form.cleaned_data["username"],
                form.person(),
            )
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            made = [actions.Made(user.username, str(user), words)]
            return render(request, "accounts/passwords.html", {"made": made, "user_pk": user.pk})
    return render(request, "accounts/form.html", {"form": form, "title": _("新建用户"), "icon": "user"})


@require_http_methods(["GET", "HEAD", "POST"])
@staffs
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of a person, changed."""
    line = _person(request, pk)
    known = {name: getattr(line.user, name) for name in ("display_name", "email", "phone")}
    form = PersonForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_person(request.reader, line.user, form.person())  # type: ignore[attr-defined]
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            messages.success(request, _("已保存。"))
            return redirect("accounts_person", pk)
    return _form(request, line, form, _("修改资料"))


@require_http_methods(["GET", "HEAD", "POST"])
@staffs
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """A role given."""
    line = _person(request, pk)
    form = GrantForm(request.reader, request.POST or None)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            actions.grant(
                request.reader,  # type: ignore[attr-defined]
                line.user,
                form.wanted(),
                form.cleaned_data["why"],
            )
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            messages.success(request, _("已授权。"))
            return redirect("accounts_person", pk)
    return _form(request, line, form, _("授权"))


@require_http_methods(["GET", "HEAD", "POST"])
@staffs
def take(request: HttpRequest, pk: int, grant: int) -> HttpResponse:
    """A role ended."""
    line = _person(request, pk)
    held = held_by(request.reader, grant, line.user)  # type: ignore[attr-defined]
    if held is None:
        raise Http404
    words = _("收回“{role}”。").format(role=held.get_role_display())
    return _with_reason(
        request,
        line,
        WhyForm,
        _("收回授权"),
        words,
        lambda reader, _user, why: actions.revoke(reader, held, why),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staffs
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that a person holds, passed to another."""
    line = _person(request, pk)
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        taker = named(request.reader, form.cleaned_data["taker"])  # type: ignore[attr-defined]
        if taker is None:
            form.add_error("taker", _("没有这样的有效账户。"))
        else:
            try:
                actions.hand_over(
                    request.reader,  # type: ignore[attr-defined]
                    line.user,
                    taker,
                    form.cleaned_data["why"],
                )
            except Refused as refused:
                _add_reasons(form, refused)
            else:
                messages.success(request, _("已移交给{name}。").format(name=taker))
                return redirect("accounts_person", taker.pk)
    words = _("其当前有效的全部授权自今日起归接收人，只留一条记录。")
    return _form(request, line, form, _("移交授权"), words)


@require_http_methods(["GET", "HEAD", "POST"])
@staffs
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One of the acts that need a reason alone."""
    line = _person(request, pk)
    if act not in ACTS:
        raise Http404
    title, words, do = ACTS[act]
    return _with_reason(request, line, WhyForm, str(title), str(words), do)


def _with_reason(
    request: HttpRequest, line: PersonLine, kind: type[Form], title: str, words: str, do: Callable[..., Any]
) -> HttpResponse:
    """Ask for the reason, do it, and show the password where one was made."""
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            result = do(request.reader, line.user, form.cleaned_data["why"])  # type: ignore[attr-defined]
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            if isinstance(result, str):
                made = [actions.Made(line.user.username, str(line.user), result)]
                return render(request, "accounts/passwords.html", {"made": made, "user_pk": line.user.pk})
            messages.success(request, _("已办理：{title}。").format(title=title))
            return redirect("accounts_person", line.user.pk)
    return _form(request, line, form, title, words)


def _form(request: HttpRequest, line: PersonLine, form: Form, title: str, words: str = "") -> HttpResponse:
    return render(
        request,
        "accounts/form.html",
        {"line": line, "form": form, "title": title, "words": words, "icon": "user"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staffs
def take_in(request: HttpRequest) -> HttpResponse:
    """A list of people taken in; the passwords are shown once."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > MOST_BYTES:
                raise UnusableTable(_("文件不得超过 1 MB。"))
            made = actions.import_people(request.reader, read_table(file.read()))  # type: ignore[attr-defined]
        except UnusableTable as fault:
            form.add_error("file", str(fault))
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            return render(request, "accounts/passwords.html", {"made": made})
    words = _("第一行为列名：{columns}").format(columns=",".join(COLUMNS))
    context = {"form": form, "title": _("导入用户"), "words": words, "icon": "upload", "multipart": True}
    return render(request, "accounts/form.html", context)
