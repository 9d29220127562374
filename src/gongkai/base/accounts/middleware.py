"""``request.reader``: who asks, worked out when first needed; and the door of the office."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from gongkai.base.accounts.reads import has_second_factor, reader_of
from gongkai.rules.access import ROLES, Reader

GetResponse = Callable[[HttpRequest], HttpResponse]
OFFICE = "/office/"


class ReaderMiddleware:
    """Puts the reader on each request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response of the view, which may ask ``request.reader``."""
        today = timezone.localdate()
        request.reader = SimpleLazyObject(lambda: reader_of(request.user, today))  # type: ignore[attr-defined]
        return self.get_response(request)


class DoorMiddleware:
    """Lets nobody into the office who still has to change a password or to set up a second factor."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response of the view, or the way to the page where the missing thing is set up."""
        if not request.path_info.startswith(OFFICE) or not request.user.is_authenticated:
            return self.get_response(request)
        if request.user.must_change_password:
            messages.warning(request, _("您的密码由他人设定，请先更换。"))
            return redirect("account_change_password")
        reader: Reader = request.reader  # type: ignore[attr-defined]
        if settings.SECOND_FACTOR and reader.may(*ROLES) and not has_second_factor(request.user):
            messages.warning(request, _("进入办公区须有第二重验证，请先设置身份验证器或安全密钥。"))
            return redirect("mfa_index")
        return self.get_response(request)
