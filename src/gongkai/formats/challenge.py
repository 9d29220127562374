"""Pages that a site shows instead of a document: checks for robots, logins, errors."""

from __future__ import annotations

import re

_MARKS = (
    (
        re.compile(
            r"cf-browser-verification|cf[_-]chl|challenge-platform|Just a moment\.\.\.|Checking your browser"
            r"|Attention Required! \| Cloudflare|cf-turnstile|DDoS protection by|_Incapsula_Resource"
            r"|aliyun_waf|acw_sc__v2|yunsuologin|安全狗|云盾|创宇盾|知道创宇|网站防火墙|WAF|\$_ts\b|jsjiami|captcha"
            r"|滑动验证|人机验证|请完成安全验证|安全验证|访问验证|正在验证您的|访问过于频繁|请求被拦截|您的请求.{0,12}拦截",
            re.IGNORECASE,
        ),
        "安全验证",
    ),
    (
        re.compile(r"type=[\"']?password|请先登录|用户登录|统一身份认证|登录后.{0,6}查看", re.IGNORECASE),
        "登录",
    ),
    (
        re.compile(
            r"\b40[0-9] (?:Forbidden|Not Found|Bad Request)|50[0-9] (?:Bad Gateway|Service|Internal)"
            r"|HTTP 错误|页面不存在|页面未找到|您访问的页面|找不到该页|Access Denied|拒绝访问"
            r"|Request Rejected|禁止访问",
            re.IGNORECASE,
        ),
        "报错",
    ),
    (
        re.compile(r"enable JavaScript|[启开]用? ?JavaScript|您需要允许该网站执行", re.IGNORECASE),
        "要求脚本",
    ),
)
_HAN = re.compile(r"[\u3400-\u9fff]")
# An official text has more sentences than any such page; markers inside a document prove nothing.
_DOCUMENT_HAN = 300
_DOCUMENT_STOPS = 4


def challenge(raw: str, text: str) -> str | None:
    """What kind of page stands in the document's place, or None for a document.

    ``raw`` is the page as it came, ``text`` what was read from it as its document.

    >>> challenge("<title>Just a moment...</title>", "Just a moment...")
    '安全验证'
    """
    if len(_HAN.findall(text[:20000])) > _DOCUMENT_HAN or text.count("。") >= _DOCUMENT_STOPS:
        return None
    for marks, kind in _MARKS:
        if marks.search(raw):
            return kind
    if not text.strip() and "<script" in raw.lower():
        return "脚本"
    return None
