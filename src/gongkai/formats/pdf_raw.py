"""What is drawn on a PDF page, taken from pdfium with as few calls as possible.

One call into pdfium costs about as much as pdfium needs to extract a character, so the unit
here is the text object (a run of glyphs that the producer placed at once), not the glyph.
"""

from __future__ import annotations

import ctypes
import math
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as raw

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_INVISIBLE = 3
_FORM_DEPTH = 8
_MOST_SEGMENTS = 4000
_THIN = 3.5
_BOLD_FONT = re.compile(r"bold|black|heavy|semibold|simhei|heiti|黑体|xiaobiao|xbs", re.IGNORECASE)
_ODD = re.compile(
    r"[\x00-\x1f\x7f-\xa0\xad\u0600-\u0605\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\ud800-\udfff\ue000-\uf8ff"
    r"\ufeff\ufff0-\uffff]"
)
_WHITE = 750
# Characters looked at for the texts of one page before they are taken all at once.
_MOST_WORK = 4_000_000
_ANSWER = struct.Struct("@4f6ff4I")
_BOX = struct.Struct("@4f")
_MATRIX = struct.Struct("@6f")
_COLOUR = struct.Struct("@4I")
_PAIR = struct.Struct("@2i")
_TEXT_BYTES = 1 << 16

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _fast(name: str, *arguments: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """A pdfium function with handles as plain integers, which ctypes passes much faster."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address or 0)


_V, _I = ctypes.c_void_p, ctypes.c_int
_count = _fast("FPDFPage_CountObjects", _V)
_object = _fast("FPDFPage_GetObject", _V, _I, result=_V)
_type = _fast("FPDFPageObj_GetType", _V)
_bounds = _fast("FPDFPageObj_GetBounds", _V, _V, _V, _V, _V)
_matrix = _fast("FPDFPageObj_GetMatrix", _V, _V)
_fill = _fast("FPDFPageObj_GetFillColor", _V, _V, _V, _V, _V)
_text = _fast("FPDFTextObj_GetText", _V, _V, _V, ctypes.c_ulong, result=ctypes.c_ulong)
_mode = _fast("FPDFTextObj_GetTextRenderMode", _V)
_size = _fast("FPDFTextObj_GetFontSize", _V, _V)
_font = _fast("FPDFTextObj_GetFont", _V, result=_V)
_font_name = _fast("FPDFFont_GetBaseFontName", _V, _V, ctypes.c_size_t, result=ctypes.c_size_t)
_font_weight = _fast("FPDFFont_GetWeight", _V)
_form_count = _fast("FPDFFormObj_CountObjects", _V)
_form_object = _fast("FPDFFormObj_GetObject", _V, ctypes.c_ulong, result=_V)
_draw_mode = _fast("FPDFPath_GetDrawMode", _V, _V, _V)
_segments = _fast("FPDFPath_CountSegments", _V)
_segment = _fast("FPDFPath_GetPathSegment", _V, _I, result=_V)
_point = _fast("FPDFPathSegment_GetPoint", _V, _V, _V)
_segment_type = _fast("FPDFPathSegment_GetType", _V)
_segment_close = _fast("FPDFPathSegment_GetClose", _V)
_characters = _fast("FPDFText_CountChars", _V)
_character_object = _fast("FPDFText_GetTextObject", _V, _I, result=_V)
_unicode = _fast("FPDFText_GetUnicode", _V, _I, result=ctypes.c_uint)
_unmapped = _fast("FPDFText_HasUnicodeMapError", _V, _I)
_character_box = _fast("FPDFText_GetLooseCharBox", _V, _I, _V)


@dataclass(slots=True)
class Run:
    """A text object: its text, box and origin in page space, and how it looks.

    ``angle`` is the direction in which it reads, in degrees counter-clockwise, or -1 for a
    slanted one; ``size`` is the height of its font in points.
    """

    text: str
    box: Box
    origin: tuple[float, float]
    size: float
    angle: int
    bold: bool
    handle: int


@dataclass(slots=True)
class Drawn:
    """Everything on a page that the reader uses, in drawing order."""

    runs: list[Run] = field(default_factory=list)
    hidden: list[Run] = field(default_factory=list)
    edges: list[Box] = field(default_factory=list)
    pictures: float = 0.0
    paths: int = 0
    objects: int = 0
    lost: int = 0


class Reader:
    """Reads pages; keeps the buffer that pdfium writes into, and what is known of the fonts."""

    def __init__(self) -> None:
        # One buffer for all answers, so that one unpacking reads them: box, matrix, size, colour.
        self._answer = ctypes.create_string_buffer(_ANSWER.size)
        at = ctypes.addressof(self._answer)
        self._at = tuple(range(at, at + _ANSWER.size, 4))
        self._words = ctypes.create_string_buffer(_TEXT_BYTES)
        self._words_at = ctypes.addressof(self._words)
        self._fonts: dict[int, bool] = {}
        self._texts: dict[int, str] | None = None
        self._length = self._work = 0

    def page(self, page: int, textpage: int, bounds: Box, most: int) -> Drawn:
        """What is drawn on the page behind two pdfium handles; ``bounds`` is its visible part."""
        # Handles of fonts are addresses: another page may reuse them for other fonts.
        self._fonts.clear()
        self._texts = None
        self._length = max(0, _characters(textpage))
        self._work = 0
        drawn = Drawn()
        backgrounds: list[tuple[int, Box]] = []
        unseen: list[tuple[Run, str, int]] = []
        for handle, kind, matrix in _objects(page, drawn, most, self):
            if kind == _TEXT:
                self._take_text(handle, textpage, matrix, bounds, drawn, unseen)
            elif kind == _PATH:
                drawn.paths += 1
                self._take_path(handle, matrix, drawn, backgrounds)
            elif kind == _IMAGE:
                box = _moved(self._box(handle), matrix)
                drawn.pictures += max(0.0, (box[2] - box[0]) * (box[3] - box[1]))
                backgrounds.append((drawn.objects, box))
        self._settle(drawn, unseen, backgrounds, (bounds[2] - bounds[0]) * (bounds[3] - bounds[1]))
        return drawn

    def _box(self, handle: int) -> Box:
        at = self._at
        _bounds(handle, at[0], at[1], at[2], at[3])
        return _BOX.unpack_from(self._answer)

    def matrix(self, handle: int) -> Matrix:
        """The matrix that an object stands under."""
        _matrix(handle, self._at[4])
        return _MATRIX.unpack_from(self._answer, 16)

    def _text_of(self, handle: int, textpage: int) -> str:
        """The text of one object; pdfium goes through the whole page for each, so not for too many."""
        if self._texts is None:
            self._work += self._length
            if self._work < _MOST_WORK:
                length = _text(handle, textpage, self._words_at, _TEXT_BYTES)
                packed = ctypes.string_at(self._words_at, max(0, min(length, _TEXT_BYTES) - 2))
                return packed.decode("utf-16-le", "replace")
            self._texts = _texts_by_object(textpage)
        return self._texts.get(handle, "")

    def _take_text(
        self,
        handle: int,
        textpage: int,
        outer: Matrix,
        bounds: Box,
        drawn: Drawn,
        unseen: list[tuple[Run, str, int]],
    ) -> None:
        text = self._text_of(handle, textpage)
        if _ODD.search(text):
            text = _clean(text)
        if not text or text.isspace():
            return
        at = self._at
        _bounds(handle, at[0], at[1], at[2], at[3])
        _matrix(handle, at[4])
        _size(handle, at[10])
        _fill(handle, at[11], at[12], at[13], at[14])
        x0, y0, x1, y1, a, b, c, d, e, f, points, red, green, blue, alpha = _ANSWER.unpack(self._answer)
        box: Box = (x0, y0, x1, y1)
        if outer is not _PLAIN:
            box = _moved(box, outer)
            a, b, c, d, e, f = _times((a, b, c, d, e, f), outer)
        angle = 0 if b == 0.0 and a > 0.0 else _angle(a, b)
        size = points * (abs(d) if c == 0.0 else math.hypot(c, d))
        run = Run(text, box, (e, f), size, angle, self._bold(handle), handle)
        pale = "clear" if alpha == 0 else "white" if red + green + blue > _WHITE else ""
        reason = _reason_unseen(handle, run, bounds, pale)
        if reason:
            unseen.append((run, reason, drawn.objects))
        else:
            drawn.runs.append(run)

    @staticmethod
    def _settle(
        drawn: Drawn,
        unseen: list[tuple[Run, str, int]],
        backgrounds: list[tuple[int, Box]],
        area: float,
    ) -> None:
        """Decide what doubtful text is: white on a dark ground, and the text layer of a scan, stay."""
        scan = drawn.pictures > 0.5 * area
        for run, reason, order in unseen:
            seen = reason == "invisible" and scan
            if reason == "white":
                x, y = (run.box[0] + run.box[2]) / 2, (run.box[1] + run.box[3]) / 2
                seen = any(
                    drawn_at < order and box[0] <= x <= box[2] and box[1] <= y <= box[3]
                    for drawn_at, box in backgrounds
                )
            (drawn.runs if seen else drawn.hidden).append(run)

    def _bold(self, handle: int) -> bool:
        font = _font(handle) or 0
        if font not in self._fonts:
            length = _font_name(font, self._words_at, 256) if font else 0
            name = ctypes.string_at(self._words_at, max(0, min(length, 256) - 1)).decode("utf-8", "replace")
            weight = _font_weight(font) if font else 0
            self._fonts[font] = bool(_BOLD_FONT.search(name)) or weight >= 600
        return self._fonts[font]

    def _take_path(
        self, handle: int, matrix: Matrix, drawn: Drawn, backgrounds: list[tuple[int, Box]]
    ) -> None:
        _draw_mode(handle, self._at[0], self._at[1])
        filled, stroked = _PAIR.unpack_from(self._answer)
        if not filled and not stroked:
            return
        box = _moved(self._box(handle), matrix)
        wide, high = box[2] - box[0], box[3] - box[1]
        if min(wide, high) <= _THIN:
            if max(wide, high) > _THIN:
                drawn.edges.append(_spine(box))
            return
        if filled:
            at = self._at
            _fill(handle, at[11], at[12], at[13], at[14])
            red, green, blue, alpha = _COLOUR.unpack_from(self._answer, 44)
            if alpha and red + green + blue <= _WHITE:
                backgrounds.append((drawn.objects, box))
        if len(drawn.edges) < _MOST_SEGMENTS:
            drawn.edges.extend(self._path_edges(handle, matrix, bool(stroked)))

    def _path_edges(self, handle: int, outer: Matrix, stroked: bool) -> Iterator[Box]:
        """Straight strokes of a path, or the thin rectangles that a filled path is made of."""
        matrix = _times(self.matrix(handle), outer)
        for points in self._outlines(handle, matrix):
            if stroked:
                for (x0, y0), (x1, y1) in pairwise(points):
                    if abs(x0 - x1) < 1.0 or abs(y0 - y1) < 1.0:
                        yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
                continue
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = min(xs), min(ys), max(xs), max(ys)
            if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                yield _spine(box)

    def _outlines(self, handle: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        points: list[tuple[float, float]] = []
        for index in range(min(_segments(handle), _MOST_SEGMENTS)):
            segment = _segment(handle, index)
            if not segment:
                continue
            kind = _segment_type(segment)
            _point(segment, self._at[0], self._at[1])
            x, y, _, _ = _BOX.unpack_from(self._answer)
            point = _at(x, y, matrix)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if points:
                    yield points
                points = [point]
                continue
            points.append(point)
            if _segment_close(segment):
                points.append(points[0])
        if points:
            yield points


def character_boxes(textpage: int, handle: int) -> list[tuple[str, Box]]:
    """The glyphs of one text object, each with its box in page space."""
    rect = raw.FS_RECTF()
    at = ctypes.addressof(rect)
    out = []
    for index in range(_characters(textpage)):
        if _character_object(textpage, index) == handle:
            _character_box(textpage, index, at)
            code = _unicode(textpage, index)
            text = _clean(chr(code)) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
            out.append((text, (rect.left, rect.bottom, rect.right, rect.top)))
    return out


def _texts_by_object(textpage: int) -> dict[int, str]:
    """The text of every object of a page in one pass over its characters."""
    parts: dict[int, list[str]] = {}
    current: list[str] = []
    for index in range(_characters(textpage)):
        handle = _character_object(textpage, index)
        code = _unicode(textpage, index)
        if handle:
            current = parts.setdefault(handle, [])
        elif code != 32:
            continue
        if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000:
            current.append(chr(code))
    return {handle: "".join(text) for handle, text in parts.items()}


def garbled(textpage: int, sample: int = 24) -> bool:
    """True where the fonts of the page do not tell which characters most of its glyphs are."""
    count = _characters(textpage)
    if count < 8:
        return False
    step = max(1, count // sample)
    codes = [(_unicode(textpage, i), _unmapped(textpage, i)) for i in range(0, count, step)]
    printed: list[tuple[int, int]] = [(code, error) for code, error in codes if code not in (13, 10, 32)]
    bad = sum(
        error == 1 or code == 0 or 0xE000 <= code <= 0xF8FF or code == 0xFFFD for code, error in printed
    )
    return bad * 2 > len(printed) > 0


def _objects(page: int, drawn: Drawn, most: int, reader: Reader) -> Iterator[tuple[int, int, Matrix]]:
    """Handle, kind and matrix of every object, those inside forms included."""
    for index in range(_count(page)):
        handle = _object(page, index)
        kind = _type(handle)
        drawn.objects += 1
        if drawn.objects > most:
            return
        if kind == _FORM:
            yield from _inside(handle, _PLAIN, drawn, most, reader, 1)
        else:
            yield handle, kind, _PLAIN


def _inside(
    form: int, outer: Matrix, drawn: Drawn, most: int, reader: Reader, depth: int
) -> Iterator[tuple[int, int, Matrix]]:
    matrix = _times(reader.matrix(form), outer)
    for index in range(_form_count(form) if depth < _FORM_DEPTH else 0):
        drawn.objects += 1
        if drawn.objects > most:
            return
        handle = _form_object(form, index)
        kind = _type(handle)
        if kind == _FORM:
            yield from _inside(handle, matrix, drawn, most, reader, depth + 1)
        else:
            yield handle, kind, matrix


def _reason_unseen(handle: int, run: Run, bounds: Box, pale: str) -> str:
    """Why nobody sees a text: its size, its place, its mode or its colour; empty where it is seen."""
    if run.size < 1.0:
        return "tiny"
    x0, y0, x1, y1 = run.box
    if not (bounds[0] <= (x0 + x1) / 2 <= bounds[2] and bounds[1] <= (y0 + y1) / 2 <= bounds[3]):
        return "outside"
    return "invisible" if _mode(handle) == _INVISIBLE else pale


def _clean(text: str) -> str:
    """Text without the signs that pdfium puts for a hyphen at a line's end or an unknown glyph."""
    text = text.replace("\ufffe", "-").replace("\x02", "-").replace("\r\n", " ")
    return "".join(char if char.isprintable() or char == "\u3000" else _blank(char) for char in text)


def _blank(char: str) -> str:
    return " " if char.isspace() else "" if ord(char) < 0xA0 or char in "\u200b\ufeff\xad" else char


def _angle(a: float, b: float) -> int:
    if abs(b) < 0.02 * abs(a):
        return 0 if a > 0 else 180
    if abs(a) < 0.02 * abs(b):
        return 90 if b > 0 else 270
    return -1


def _spine(box: Box) -> Box:
    """The middle line of a thin box."""
    x0, y0, x1, y1 = box
    if x1 - x0 < y1 - y0:
        x = (x0 + x1) / 2
        return x, y0, x, y1
    y = (y0 + y1) / 2
    return x0, y, x1, y


def _at(x: float, y: float, m: Matrix) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _moved(box: Box, m: Matrix) -> Box:
    if m is _PLAIN:
        return box
    corners = [_at(x, y, m) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    if outer is _PLAIN:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
