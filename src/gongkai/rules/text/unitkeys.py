"""Names of units (单位) and of groups of units brought to one form, so that spellings can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gongkai.rules.text.fold import fold
from gongkai.rules.text.units import level_of

_BLANK = re.compile(r"\s+")
_SPELLED = (
    (re.compile(r"人民政府"), "政府"),
    (re.compile(r"监督管理"), "监管"),
    (re.compile(r"(?<=.)[和与及、](?=.{2})"), ""),
    (re.compile(r"^共青团(?=.)"), "团"),
    (re.compile(r"^(?:中共|中国共产党)(?=.)"), ""),
    (re.compile(r"^(?:中国|国家)(?=.{3})"), ""),
    (re.compile(r"(?<=集团)(?:股份)?有限(?:责任)?公司$"), ""),
    (re.compile(r"联合会$"), "联"),
    (re.compile(r"(?<=.{2})协会$"), "协"),
    (re.compile(r"委员会(?=$|办公室$|办公厅$)"), "委"),
    (re.compile(r"(?<=.{2})办公[室厅]$"), "办"),
    # 市人民政府外事办公室 is 市外事办公室; 市政府办公室 is not 市办公室
    (re.compile(r"政府(?=.{2,}[办委局会]$)"), ""),
)
_DISTRICTS = re.compile(
    r"^各?(?:[\[()、])?(?P<levels>[区县市州盟旗](?:[区县市州盟旗()、及和]|自治[县州旗])*)"
    r"(?:\(含[^()]*\))?(?:人民)?政府$"
)
_HOST = re.compile(
    r"^(?:[国省市区县州盟旗]|自治区)(?:(?:人民)?政府|(?P<party>党?委))?(?=各|有关|相关|其他|全体)"
)
_QUANTIFIED = re.compile(
    r"(?P<some>(?:各|其他)?(?:有关|相关)|其他)?(?P<all>各|全体|所有)?(?P<later>有关|相关)?"
    r"(?P<direct>直属|市直|省直|区直|县直|市级|省级)?"
    r"(?P<what>部门|工作部门|委办局|部委|单位|机构|事业单位|企业|国有企业|街道|乡镇|乡镇街道|街道乡镇)"
)


def tidy(name: str) -> str:
    """The name folded and without blanks.

    >>> tidy("区县（市）政府 "), tidy("市 教育局")
    ('区县(市)政府', '市教育局')
    """
    return _BLANK.sub("", fold(name))


@lru_cache(maxsize=65536)
def unit_key(name: str, place: str = "", short: str = "") -> str:
    """What of the name tells the unit within its own jurisdiction ``place`` (with its short name).

    The jurisdiction's name or level prefix, 人民 of 人民政府, 和 between fields of duty, and the
    long endings 委员会 and 办公室 are taken off.

    >>> {unit_key(n, "云滨市", "云滨") for n in ("云滨市发展和改革委员会", "市发展改革委", "发展改革委")}
    {'发展改革委'}
    >>> unit_key("中共云滨市委宣传部", "云滨市", "云滨"), unit_key("市委宣传部", "云滨市", "云滨")
    ('委宣传部', '委宣传部')
    >>> unit_key("云滨市人民政府办公室", "云滨市"), unit_key("市政府办公室", "云滨市")
    ('政府办', '政府办')
    >>> unit_key("共青团云滨市委员会", "云滨市"), unit_key("市云滨公共资源交易中心", "云滨市", "云滨")
    ('团市委', '公共资源交易中心')
    """
    key = tidy(name)
    if place:
        key = key.replace(tidy(place), place[-1], 1)
    for written, plain in _SPELLED:
        key = written.sub(plain, key)
    if level_of(key):
        key = key[1:]
    if short and key.startswith(short) and len(key) >= len(short) + 2:
        key = key[len(short) :]
    return key


@dataclass(frozen=True, slots=True)
class GroupName:
    """A name that means many bodies (统称): ``what`` they are; ``some`` where not all are meant (有关)."""

    what: str
    some: bool = False
    direct: bool = False


@lru_cache(maxsize=8192)
def group_of(name: str) -> GroupName | None:
    """What a group name means, None where the name is no group's.

    >>> {group_of(n) for n in ("区县（市）政府", "各区、县(市)人民政府", "各县（市、区）政府")}
    {GroupName(what='区县市政府', some=False, direct=False)}
    >>> group_of("市政府各部门") == group_of("各部门"), group_of("市政府有关部门") == group_of("各相关部门")
    (True, True)
    >>> group_of("市委各部门")
    GroupName(what='党委部门', some=False, direct=False)
    >>> group_of("各有关单位"), group_of("区政府"), group_of("市教育局")
    (GroupName(what='单位', some=True, direct=False), None, None)
    """
    plain = tidy(name)
    found = _DISTRICTS.match(plain)
    if found:
        levels = {char for char in found["levels"] if char in "区县市州盟旗"}
        # 区政府 alone is one government; 各区政府 and 区县政府 are many
        if len(levels) > 1 or plain.startswith("各"):
            return GroupName(
                "".join(c for c in "州盟市区县旗" if c in levels).replace("市区县", "区县市") + "政府"
            )
        return None
    host = _HOST.match(plain)
    whole = _QUANTIFIED.fullmatch(plain[host.end() :] if host else plain)
    if whole is None or not any(whole[part] for part in ("some", "all", "later", "direct")):
        return None
    what = "部门" if whole["what"] in ("工作部门", "委办局") else whole["what"]
    what = f"党委{what}" if host and host["party"] else what
    return GroupName(what, bool(whole["some"] or whole["later"]), bool(whole["direct"]))


@dataclass(frozen=True, slots=True)
class GroupRule:
    """Who belongs to a group: bodies of ``kinds`` at ``level`` (own, or a level below).

    ``some``: the name means those concerned among them, and does not say which.
    """

    kinds: tuple[str, ...]
    level: str = "own"
    some: bool = False


KINDS = ("government", "office", "department", "party", "institution", "enterprise", "other")
LEVELS_BELOW = ("own", "province", "city", "district", "township")


def read_rule(text: str) -> GroupRule:
    """The rule that ``text`` states: ``[some] kind:A[,B…][@LEVEL]``. Raises ValueError where it does not.

    >>> read_rule("kind:department")
    GroupRule(kinds=('department',), level='own', some=False)
    >>> read_rule("some kind:department,office"), read_rule("kind:government@district").level
    (GroupRule(kinds=('department', 'office'), level='own', some=True), 'district')
    """
    words = re.fullmatch(r"(?P<some>some )?kind:(?P<kinds>[a-z,]+)(?:@(?P<level>[a-z]+))?", text.strip())
    if words is None:
        raise ValueError(text)
    kinds, level = tuple(words["kinds"].split(",")), words["level"] or "own"
    if not set(kinds) <= set(KINDS) or level not in LEVELS_BELOW:
        raise ValueError(text)
    return GroupRule(kinds, level, bool(words["some"]))
