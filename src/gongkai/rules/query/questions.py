"""Words that ask: what they ask about is found by the other words of the question."""

from __future__ import annotations

import re

from gongkai.rules.query.tokens import plain, units

LONG = 9
_ASKING = (
    "怎么样|怎么办|怎么|怎样|如何|什么样|什么|为什么|为何|多少|几[个年天种类次月点号日岁级成户层人]|多久|多长时间|多长|多大|多高"
    "|哪些|哪个|哪里|哪儿|哪种|哪类|哪家|何时|何地|是否|能否|可否|有没有|能不能|可不可以|是不是|要不要|会不会"
    "|谁|吗|呢|多高|多远|哪年|哪天|哪间|哪[所家种些个类里儿]|请问|想问|我想|咨询一下|是啥|有啥|干什么|做什么"
)
_POLITE = "请问|您好|你好|想问一下|想了解|想咨询|咨询一下|我想|谢谢|帮我|告诉我|关于|有关|一下"
_ASKS = re.compile(_ASKING)
_FILLING = re.compile(f"{_POLITE}|{_ASKING}")
_HAN = re.compile("[\u3400-\u9fff]")


def is_question(text: str) -> bool:
    """Whether a line reads like a question in plain words, for which another text than its own may answer.

    It has a word that asks or a question mark, or it is longer than what people look up as a phrase.

    >>> [is_question(line) for line in ("小微企业怎么申请贷款贴息", "政务公开", "谁", "在建工程安全检查")]
    [True, False, False, False]
    """
    length = len(_HAN.findall(plain(text)))
    return length >= LONG or (length >= 4 and asks(text))


def asks(text: str) -> bool:
    """Whether a line has a word that asks, or a question mark.

    >>> asks("补贴标准是多少"), asks("补贴标准")
    (True, False)
    """
    folded = plain(text)
    return "?" in folded or _ASKS.search(folded) is not None


def asked_about(text: str) -> list[list[str]]:
    """The units of a question without its asking and polite words and without signs, in unbroken stretches.

    >>> ["".join(part) for part in asked_about("请问小微企业如何申请贷款贴息？")]
    ['小微企业', '申请贷款贴息']
    """
    folded = plain(text)
    parts = [units(part) for part in re.split(r"[^\w%]+", _FILLING.sub(" ", folded))]
    kept = [part for part in parts if part]
    return kept or [part for part in [units(folded)] if part]
