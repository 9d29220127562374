"""What a file is, told by its content: names and extensions are only hints."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

TEXT: Final = "text/plain"
MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFD: Final = "application/ofd"
BROKEN_ZIP: Final = "application/zip; broken"

# (bytes at the start, what it is for people, error code)
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件（.doc、.xls），请另存为 DOCX", "not-a-document"),
    (b"{\\rtf", "RTF 文件，请另存为 DOCX", "not-a-document"),
    (b"\x89PNG", "PNG 图像", "no-text-layer"),
    (b"\xff\xd8\xff", "JPEG 图像", "no-text-layer"),
    (b"GIF8", "GIF 图像", "no-text-layer"),
    (b"II*\x00", "TIFF 图像", "no-text-layer"),
    (b"MM\x00*", "TIFF 图像", "no-text-layer"),
    (b"Rar!", "RAR 压缩包，请先解压", "not-a-document"),
    (b"7z\xbc\xaf", "7z 压缩包，请先解压", "not-a-document"),
    (b"\x1f\x8b", "gzip 压缩包，请先解压", "not-a-document"),
    (b"BZh", "bzip2 压缩包，请先解压", "not-a-document"),
    (b"\xfd7zXZ", "xz 压缩包，请先解压", "not-a-document"),
    (b"\x7fELF", "可执行程序", "not-a-document"),
    (b"MZ\x90\x00", "可执行程序", "not-a-document"),
    (b"SQLite format 3", "数据库文件", "not-a-document"),
    (b"MIME-Version:", "网页归档文件（.mht），请另存为 HTML", "not-a-document"),
    (b"From: <Saved by", "网页归档文件（.mht），请另存为 HTML", "not-a-document"),
    (b"%!PS", "PostScript 文件，请转成 PDF", "not-a-document"),
)
_ZIP_KINDS = (
    ("word/document.xml", DOCX),
    ("ofd.xml", OFD),
    ("xl/workbook.xml", "电子表格（.xlsx）"),
    ("ppt/presentation.xml", "演示文稿（.pptx）"),
    ("meta-inf/manifest.xml", "OpenDocument 或其他压缩文件"),
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|tbody|p|span|section|article|main|h[1-6]|center"
    rb"|script|style|link|font|ul|ol|br|iframe|form|img|a)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_INSIDE = re.compile(rb"<(?:!doctype\s+html|html[\s>]|body[\s>])", re.IGNORECASE)
_WIDE_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def foreign(data: bytes) -> tuple[str, str] | None:
    r"""What a file is that no reader here takes, and the error code; None where it may be read.

    >>> foreign(b"\x89PNG....")
    ('PNG 图像', 'no-text-layer')
    """
    for start, what, code in _FOREIGN:
        if data.startswith(start):
            # A protected DOCX is an old-style container that names its encrypted package.
            if code == "not-a-document" and "EncryptedPackage".encode("utf-16-le") in data[: 1 << 20]:
                return "加密的 Office 文件", "encrypted"
            return what, code
    return None


def media_type(data: bytes) -> str:
    """The media type that the content shows; a zip that is no document keeps its plain name.

    >>> media_type(b"%PDF-1.7 ...")
    'application/pdf'
    >>> media_type("公报".encode())
    'text/plain'
    """
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    return HTML if _is_html(data) else TEXT


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lower().lstrip("/") for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return _zip_by_bytes(data)
    return next((kind for name, kind in _ZIP_KINDS if name in names), "application/zip")


def _zip_by_bytes(data: bytes) -> str:
    """The kind of an archive whose directory is lost: names stand before each entry too."""
    return DOCX if b"word/" in data[:65536] else BROKEN_ZIP


def _is_html(data: bytes) -> bool:
    head = data[:8192]
    encoding = _WIDE_BOMS.get(head[:2])
    if encoding:
        head = head[2:].decode(encoding, "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    return _HTML_START.match(head) is not None or _HTML_INSIDE.search(head[:4096]) is not None
