"""The one error of the file readers: this file cannot be read, and why."""

from __future__ import annotations

REASONS = {
    "cannot-open": "文件打不开",
    "empty": "文件是空的，没有任何文字",
    "truncated": "文件不完整，可能没有下载完",
    "encrypted": "文件有密码保护，请先解除密码",
    "no-text-layer": "只有图像，没有文字层，需要先做文字识别",
    "no-text": "没有可读的文字",
    "too-large": "文件太大",
    "bomb": "文件展开后异常巨大，已停止读取",
    "challenge-page": "这是网站的验证页、登录页或报错页，不是公文本身",
    "not-a-document": "不是可读的公文格式",
    "ofd": "本版本还不能读取 OFD 版式文件，请改用 PDF 或 DOCX",
    "broken-zip": "压缩结构已损坏",
    "broken": "文件内容已损坏",
    "encoding": "文字编码无法识别",
}


class UnusableInput(Exception):
    """The reason why a file gives no text: which file, which page, why.

    ``code`` is one of :data:`REASONS`; ``reason`` is the message for people; ``page`` counts
    from 1 and is None where the reason concerns the whole file; ``pages`` names all pages
    concerned.

    >>> str(UnusableInput("a.pdf", "no-text-layer", page=2))
    'a.pdf: 第 2 页: 只有图像，没有文字层，需要先做文字识别 (no-text-layer)'
    """

    def __init__(
        self,
        file: str,
        code: str,
        detail: str = "",
        *,
        page: int | None = None,
        pages: tuple[int, ...] = (),
    ) -> None:
        self.file = file
        self.code = code
        self.page = page
        self.pages = pages or (() if page is None else (page,))
        self.reason = REASONS[code] + (f"：{detail}" if detail else "")
        super().__init__(str(self))

    def __str__(self) -> str:
        where = "" if self.page is None else f"第 {self.page} 页: "
        return f"{self.file}: {where}{self.reason} ({self.code})"

    def __reduce__(self) -> tuple[object, ...]:
        # Worker processes hand errors back by pickling; the default would repeat the message.
        return _rebuild, (self.file, self.code, self.reason, self.page, self.pages)


def _rebuild(file: str, code: str, reason: str, page: int | None, pages: tuple[int, ...]) -> UnusableInput:
    error = UnusableInput(file, code, page=page, pages=pages)
    error.reason = reason
    return error
