"""The page around a document: what is hidden or chrome, and where the document itself stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from gongkai.formats.assemble import Draft, DraftTable

_NEVER = (
    *("script", "style", "noscript", "template", "head", "link", "meta", "base", "frame", "frameset"),
    *("iframe", "object", "embed", "applet", "svg", "canvas", "audio", "video", "map", "math"),
    *("button", "input", "select", "textarea", "option", "datalist", "dialog"),
)
_CHROME_TAGS = frozenset(("nav", "header", "footer", "aside", "menu"))
_CHROME_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|bread\w*|crumbs?|share\w*|bdshare\w*|social\w*|print\w*|foot\w*|copyright"
    r"|qr\w*|ewm|erweima|toolbar|tools?|pagination|pager|search\w*|sidebar|login\w*|topbar|banner|related\w*"
    r"|recommend\w*|comment\w*|font-?size|wza|accessib\w*|btns?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SENTENCE = re.compile(r"[，。；：、,;]")
_LABEL = re.compile(
    r"索引号|发文机关|发文字号|发布机构|发文单位|制发机关|成文日期|发布日期|生成日期|公开日期|印发日期|文号|主题分类"
    r"|公文种类|主题词|信息分类|信息名称|有效性|公文时效|标题|名称|体裁分类|组配分类"
)
_TOOL_LINE = re.compile(
    r"浏览次数|阅读次数|点击数|点击率|访问量|访问次数|字号[:：]|字体[:：]|字体大小|打印|关闭窗口|分享到|分享|扫一扫|保护视力|收藏"
    r"|我要纠错|责任编辑|当前位置|您的位置|您现在的位置|无障碍(?:浏览|阅读|版|模式)|长者(?:助手|模式|版)|上一篇|下一篇|相关附件下载|返回顶部"
)
_SITE_LINE = re.compile(
    r"版权所有|ICP备|公网安备|网站标识码|网站地图|主办单位|承办单位|技术支持|Copyright|联系我们"
    r"|免责声明|浏览器",
    re.IGNORECASE,
)
# The document is the innermost element that holds so much of the page's sentences.
_MAIN_SHARE = 0.85
_MAIN_SIZE = 200
_NOT_MAIN = frozenset(("p", "table", "tbody", "tr", "span", "font", "ol", "ul", "li"))
# Chrome by its name is chrome only where it holds hardly any of them.
_CHROME_SHARE = 0.15
_CHROME_SIZE = 120


@dataclass(slots=True)
class Found:
    """A draft, and whether it stands inside the element that holds the document."""

    draft: Draft | DraftTable
    inside: bool


@dataclass(slots=True)
class Page:
    """A page made ready: chrome taken out, the document's element, the hidden words."""

    body: etree._Element
    main: etree._Element
    hidden: list[str] = field(default_factory=list)


def prepare(root: etree._Element) -> Page:
    """Take out what is not shown or is no text, and find the element that holds the document."""
    found = root.find(".//body")
    body = root if found is None else found
    for element in list(body.iter(*_NEVER)):
        if element is not body:
            _drop(element)
    weights = _weights(body)
    total = weights.get(body, 0)
    hidden = _drop_hidden(body, weights, total)
    _drop_chrome(body, weights, total)
    return Page(body, _main(body, weights), hidden)


def _main(body: etree._Element, weights: dict[etree._Element, int]) -> etree._Element:
    """The innermost element that holds nearly all sentences; the body where there are only a few."""
    least = max(_MAIN_SHARE * weights.get(body, 0), _MAIN_SIZE)
    main = body
    while True:
        inner = next((child for child in main if weights.get(child, 0) >= least), None)
        if inner is None or inner.tag in _NOT_MAIN:
            return main
        main = inner


def keep(found: Found, page: Page, title: str | None) -> bool:
    """Whether a block belongs to the document: all in its element but tool lines, little around it."""
    if isinstance(found.draft, DraftTable):
        return found.inside or _labels(" ".join(found.draft.cells)) > 1 or len(found.draft.grid) > 2
    text = found.draft.text
    if is_tool_line(text):
        return False
    return found.inside or _is_title(found.draft, title) or _labels(text) > 1 or _is_prose(text)


def is_tool_line(text: str) -> bool:
    """True for a line of buttons and counters that a page sets around its document.

    >>> is_tool_line("【字体：大 中 小】 浏览次数：12"), is_tool_line("加强窗口打印、复印服务，方便群众。")
    (True, False)
    """
    if len(text) > 80 or "。" in text or "，" in text:
        return False
    return len(_TOOL_LINE.findall(text)) * 20 > len(text.strip())


def _is_title(draft: Draft, title: str | None) -> bool:
    text = _bare(draft.text)
    return bool(title) and len(text) > 7 and (text in _bare(title or "") or _bare(title or "") in text)


def _is_prose(text: str) -> bool:
    return "。" in text and len(_HAN.findall(text)) > 24 and not _SITE_LINE.search(text)


def _labels(text: str) -> int:
    return len(set(_LABEL.findall(_bare(text))))


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _weights(body: etree._Element) -> dict[etree._Element, int]:
    """For every element, how many characters of its sentences are no link text."""
    weights: dict[etree._Element, int] = {}
    link = 0
    for event, element in etree.iterwalk(body, events=("start", "end", "comment")):
        if event == "start":
            link += element.tag == "a"
            weights[element] = 0 if link else _weight(element.text)
            continue
        if event == "end":
            link -= element.tag == "a"
        parent = element.getparent()
        if parent is not None and element is not body:
            own = weights.get(element, 0)
            weights[parent] = weights.get(parent, 0) + own + (0 if link else _weight(element.tail))
    return weights


def _weight(text: str | None) -> int:
    if not text or len(text) < 2:
        return 0
    text = text.strip()
    return len(text) if _SENTENCE.search(text) or len(text) > 15 else len(text) // 4


def _drop_hidden(body: etree._Element, weights: dict[etree._Element, int], total: int) -> list[str]:
    words = []
    for element in list(body.iter(etree.Element)):
        if element is body or not _is_hidden(element) or element.getparent() is None:
            continue
        # A script may show the document later; then it is the page's text all the same.
        if weights.get(element, 0) > 0.5 * total > 0:
            continue
        text = " ".join("".join(str(part) for part in element.itertext()).split())
        if _HAN.search(text) and _SENTENCE.search(text):
            words.append(text)
        _forget(element, weights)
    return words


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style")
    return "hidden" in element.attrib or bool(style and _UNSEEN.search(style))


def _drop_chrome(body: etree._Element, weights: dict[etree._Element, int], total: int) -> None:
    for element in list(body.iter(etree.Element)):
        if element is body or element.getparent() is None or not _is_chrome(element):
            continue
        if weights.get(element, 0) < min(_CHROME_SHARE * total, _CHROME_SIZE) or total == 0:
            size = sum(len(str(part).strip()) for part in element.itertext())
            if size < 4 * _CHROME_SIZE or element.tag in _CHROME_TAGS:
                _forget(element, weights)


def _is_chrome(element: etree._Element) -> bool:
    if element.tag in _CHROME_TAGS:
        return element.find(".//h1") is None
    if element.tag in ("td", "tr", "table", "tbody", "p", "h1", "h2"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(names) > 1 and _CHROME_NAME.search(names) is not None


def _forget(element: etree._Element, weights: dict[etree._Element, int]) -> None:
    """Drop an element and take its weight off all that hold it."""
    own = weights.get(element, 0)
    parent = element.getparent()
    _drop(element)
    while parent is not None and parent in weights and own:
        weights[parent] -= own
        parent = parent.getparent()


def _drop(element: etree._Element) -> None:
    """Take an element out and leave the text behind it where it was."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    element.tail = None
    parent.remove(element)
