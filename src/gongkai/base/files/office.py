"""The page of arrivals and quarantine, and signed downloads of originals; parse, call, render."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.base.files import actions, reads
from gongkai.rules.access import Reader, Refused

ON_A_PAGE = 50
STATES = ("waiting", "read", "quarantined")
# A link to an original works for so many seconds, and for the person alone for whom it was made.
SECONDS = 300
SIGNER = signing.TimestampSigner(salt="gongkai.files.download")


def _reader(request: HttpRequest) -> Reader:
    reader: Reader = request.reader  # type: ignore[attr-defined]
    if not reader.in_office:
        raise PermissionDenied
    return reader


@require_safe
def arrivals(request: HttpRequest) -> HttpResponse:
    """The files that came in, with what became of each."""
    reader = _reader(request)
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    words = request.GET.get("words", "").strip()[:100]
    found = reads.arrivals(reader, state=state, words=words)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p"))
    kept = request.GET.copy()
    kept.pop("p", None)
    context = {
        "page": page,
        "lines": [reads.row(arrival) for arrival in page],
        "state": state,
        "words": words,
        "query": kept.urlencode(),
    }
    return render(request, "files/arrivals.html", context)


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """A quarantined file noted as seen, or read once more."""
    reader = _reader(request)
    if not reads.arrivals(reader).filter(pk=pk).exists():
        raise Http404
    try:
        if request.POST.get("verb") == "retry":
            actions.retry(reader, pk)
            messages.success(request, _("已放回待读，稍后自动重新读取。"))
        else:
            actions.acknowledge(reader, pk)
            messages.success(request, _("已知悉。"))
    except Refused as refused:
        messages.error(request, "；".join(map(str, refused.reasons)))
    return redirect(f"{reverse('files_arrivals')}?state=quarantined")


@require_POST
def link(request: HttpRequest, sha256: str) -> HttpResponse:
    """To a link to the original that works for five minutes."""
    reader = _reader(request)
    if not reads.may_see(reader, sha256):
        raise Http404
    return redirect("files_download", SIGNER.sign(f"{sha256}.{reader.user_id}"))


@require_safe
def download(request: HttpRequest, token: str) -> HttpResponseBase:
    """The original, as a file to be saved: never shown in the browser."""
    reader = _reader(request)
    try:
        sha256, _dot, user = SIGNER.unsign(token, max_age=SECONDS).partition(".")
    except signing.BadSignature as error:
        raise Http404 from error
    about = reads.info(sha256)
    if user != str(reader.user_id) or about is None or not reads.may_see(reader, sha256):
        raise Http404
    try:
        original: Any = reads.open_original(reader, sha256)
    except reads.Missing as error:
        raise Http404 from error
    answer = FileResponse(
        original, as_attachment=True, filename=about.name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
