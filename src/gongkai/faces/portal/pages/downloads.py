"""Downloads: a document or an issue as PDF, DOCX, Akoma Ntoso XML, JSON or CSV, and the file as it came."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.base.files import reads as files
from gongkai.base.ui.caching import public
from gongkai.faces.portal.exporting import TABLES, TYPES, Busy, Made, document_bytes, issue_bytes, made
from gongkai.faces.portal.pages.documents import gone
from gongkai.formats.export.fields import TableName
from gongkai.rules.access import PUBLIC, SYSTEM
from gongkai.work.intake.pictures import page_picture
from gongkai.work.library import reads
from gongkai.work.library.reads import printed, stamps

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
PDF = "application/pdf"
KEPT = 60  # seconds; what is withdrawn is gone a minute later


@require_safe
def document(
    request: HttpRequest, key: str, ending: str, version: int | None = None, table: str = "tasks"
) -> HttpResponseBase:
    """A published document as a file; ``table`` says which table a CSV file holds."""
    stamp = stamps.document(PUBLIC, key)
    if stamp is None:
        return gone(request, PUBLIC, key)
    wanted = _table(table)

    def build() -> bytes | None:
        record = reads.publishable(PUBLIC, key, version, base=settings.SITE_URL)
        return document_bytes(record, ending, wanted) if record is not None else None

    name = f"{key}-v{version}" if version else key
    return _send(request, _told(name, ending, wanted), stamp, ending, wanted, build)


@require_safe
def issue(
    request: HttpRequest, slug: str, year: int, number: int, ending: str, table: str = "tasks"
) -> HttpResponseBase:
    """A published issue as a file; ``table`` says which table of its documents a CSV file holds."""
    wanted = _table(table)

    def build() -> bytes | None:
        record = reads.publishable_issue(PUBLIC, slug, year, number, base=settings.SITE_URL)
        return issue_bytes(record, ending, wanted) if record is not None else None

    name = _told(f"{slug}-{year}-{number}", ending, wanted)
    return _send(request, name, stamps.public(), ending, wanted, build)


@require_safe
def original(request: HttpRequest, key: str) -> HttpResponseBase:
    """The file in which a document came in, byte for byte; only where all that it holds is public."""
    found = reads.document(PUBLIC, key)
    if found is None:
        return gone(request, PUBLIC, key)
    return _original(request, found.origin)


@require_safe
def issue_original(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponseBase:
    """The file in which an issue came in, byte for byte; only where all that it holds is public."""
    found = reads.issue(PUBLIC, slug, year, number)
    if found is None:
        raise Http404(slug)
    return _original(request, found.origin)


@require_safe
def picture(request: HttpRequest, slug: str, year: int, number: int, page: int) -> HttpResponseBase:
    """A page of the issue as a picture (PNG), where it came in as PDF and all of it is public."""
    found = reads.issue(PUBLIC, slug, year, number)
    if found is None or found.origin.media_type != PDF or not printed.original_is_public(found.origin.sha256):
        raise Http404(slug)
    drawn = page_picture(found.origin.sha256, page) if 1 <= page <= (found.origin.pages or 0) else None
    if drawn is None:
        raise Http404(str(page))
    path, mark = drawn.path, f'"{found.origin.sha256[:32]}-{page}"'
    return public(
        request, lambda: FileResponse(path.open("rb"), content_type="image/png"), mark, seconds=KEPT
    )


def _original(request: HttpRequest, origin: reads.Origin) -> HttpResponseBase:
    if not printed.original_is_public(origin.sha256):
        raise Http404(origin.sha256)

    def build() -> FileResponse:
        return FileResponse(
            files.open_original(SYSTEM, origin.sha256),
            content_type=origin.media_type,
            # a page or a Word file that somebody sent is never shown as a page of this site
            as_attachment=origin.media_type != PDF,
            filename=_UNFIT.sub("_", origin.name),
        )

    return public(request, build, f'"{origin.sha256}"', seconds=KEPT)


def _send(
    request: HttpRequest,
    name: str,
    stamp: object,
    ending: str,
    table: TableName,
    build: Callable[[], bytes | None],
) -> HttpResponseBase:
    try:
        found: Made | None = made(f"{name}:{table}", stamp, ending, build)
    except Busy:
        response = HttpResponse(
            _("文件正在生成，请过几秒再下载。"), status=503, content_type="text/plain; charset=utf-8"
        )
        response["Retry-After"] = "5"
        return response
    if found is None:
        raise Http404(name)
    path, media_type = found.path, found.media_type

    def sent() -> FileResponse:
        response = FileResponse(
            path.open("rb"), content_type=media_type, as_attachment=ending != "pdf", filename=name
        )
        response["X-Robots-Tag"] = "noindex"
        return response

    return public(request, sent, f'"{found.mark}"', seconds=KEPT)


def _told(name: str, ending: str, table: TableName) -> str:
    return f"{name}-{table}.csv" if ending == "csv" else f"{name}.{ending}"


def _table(name: str) -> TableName:
    for table in TABLES:
        if table == name:
            return table
    raise Http404(name)


ENDINGS = tuple(TYPES)
