"""Names of units (单位) in lists: cut, completed with the omitted level prefix, told from words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

LEVELS = "国省市区县州盟旗镇乡"
# Words that begin with the character of a level but do not mean it.
_NOT_LEVEL = re.compile(
    r"^(?:市场|市容|市政(?!府|协|务|法|研)|市域|市民(?!政|族|宗|委|航|营|革|盟|建|进)|省际|区域|区块|县域|州际|国资|国有|国际|国土|国防|国企|国网|国税|国安|国家|国务|国库|乡村|镇域)"
)
_SUFFIX = re.compile(
    r"(?:委员会|委|局|厅|部|办公厅|办公室|办|室|处|科|院|署|总会|协会|学会|联合会|商会|促进会|工商联|联|会|社|中心|公司|集团|集团有限公司|政府"
    r"|管委会|街道|乡镇|镇|乡|法院|检察院|海关|银行|支行|分行|分局|总局|支队|总队|大队|队|站|台|馆|所|校|学校|大学|学院|医院|企业|机构|组|专班|领导小组|指挥部"
    r"|单位|部门|团委|共青团|妇联|残联|科协|文联|社科联|侨联|贸促会|红十字会|总工会|工会|政协|人大|党委|党组|纪委|监委|银监|证监|政法|武装部|军分区|办事处|园区|开发区|高新区|新区|示范区|保税区|街镇|村|社区"
    r"|营管部|服务平台|区|县|市|省|旗|州|行|厂|库|网|港|基地|分会|理事会|秘书处|联盟|党校|报社|电视台|广电|税务|电信|移动|联通|铁塔|供电公司|人行)$"
)
_GROUP = re.compile(r"(?:各|有关|相关|其他|全体|全市|全省|全县|全区|本|属地|所在地|辖区|成员)")
_OUTSIDE = re.compile(
    r"^(?:各|有关|相关|其他|全|中央|中国|中共|国家|国务院|驻|本|该|属地|所在地|人民银行|人行|团)"
    r"|(?:海关|银行|分行|支行|银保监|证监局|管委会|军分区|政府|公司|集团|大学|学院|街道|乡镇|办事处|开发区|高新区|新区|园区|领导小组|小组|中心支行|分公司|专班|指挥部|牵头单位|成员单位|责任单位|铁塔|联通|电信|移动)"
)
_TAIL = re.compile(
    r"(?:等)?(?:有关|相关|各有关|各相关|其他|市级|省级|市直|省直|区级)*(?:职能|成员|责任)?(?:部门|单位|方面)?(?:及人员)?$"
)
_SPLIT = re.compile(r"[、,;/\n\t]|(?<=[^等])(?:以及|及其|并)(?=\S)")
_SEPARATOR = re.compile(r"[、,;/\n\t。|]")
_AND = re.compile(r"[和与及]|会同")
_BRACKETED = re.compile(r"\([^()]*\)")
_NO_NAME = re.compile(r'[。!?:"0-9%a-z]')
_REMARK = re.compile(r"\([^()]*(?:下同|列第|排第|首位|排名|为牵头|为主)[^()]*\)$")
_LEADING = frozenset("由请以及和与会")
_LED = re.compile(r"^(?:由|请|以及|及|和|与|会同)(?=[\u4e00-\u9fff]{2})")
_DISTRICT = re.compile(r"各?[市区县旗州盟]")
_DISTRICTS = re.compile(r"各?[市区县旗州盟]")
_GOV_TAIL = re.compile(r"(?P<tail>(?:市|县|区|州|盟|旗)?(?:人民)?政府|管委会|(?:市|县|区)委)$")


@lru_cache(maxsize=8192)
def looks_like_unit(name: str) -> bool:
    """Whether the words can be the name of a unit or of a group of units.

    >>> [looks_like_unit(n) for n in ("市教育局", "各区县(市)政府", "各部门", "加强领导", "日安安")]
    [True, True, True, False, False]
    """
    plain = _BRACKETED.sub("", name)
    if not 2 <= len(plain) <= 40 or (_NO_NAME.search(plain) and '"' not in plain):
        return False
    return _SUFFIX.search(plain) is not None


@lru_cache(maxsize=8192)
def level_of(name: str) -> str | None:
    """The level prefix that the name carries, None where it carries none.

    >>> level_of("市教育局"), level_of("市场监管局"), level_of("市市场监管局"), level_of("教育局")
    ('市', None, '市', None)
    """
    if len(name) < 3 or name[0] not in LEVELS or _NOT_LEVEL.match(name):
        return None
    return name[0]


def split_units(folded: str) -> list[str]:
    """The names that a list states, as written, group tails such as 等有关部门 taken off.

    >>> split_units("市发展改革委、财政局,自然资源和规划局及市残联等有关部门")
    ['市发展改革委', '财政局', '自然资源和规划局', '市残联']
    >>> split_units("张家口、廊坊市政府")
    ['张家口市政府', '廊坊市政府']
    """
    names: list[str] = []
    for piece in _pieces(folded):
        names.extend(_split_and(piece))
    names = [n for n in (_trim(n) for n in names) if n]
    return _share_tail(names)


def _pieces(folded: str) -> list[str]:
    # Separators inside brackets belong to the name: 区县(市、区)政府.
    if "(" not in folded and "[" not in folded:
        return _rejoin_districts([p.strip() for p in _SEPARATOR.split(folded)])
    pieces, depth, start = [], 0, 0
    for at, char in enumerate(folded):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and char in "、,;/\n\t。|":
            pieces.append(folded[start:at])
            start = at + 1
    pieces.append(folded[start:])
    return _rejoin_districts([p.strip() for p in pieces])


def _rejoin_districts(pieces: list[str]) -> list[str]:
    # 各区、县(市)政府 is one group that the list comma cuts in two.
    out: list[str] = []
    for piece in pieces:
        if out and len(out[-1]) <= 2 and _DISTRICT.fullmatch(out[-1]) and _DISTRICTS.match(piece):
            out[-1] = f"{out[-1]}、{piece}"
        else:
            out.append(piece)
    return out


def _split_and(piece: str) -> list[str]:
    if _AND.search(piece) is None:
        return [piece]
    for word in ("以及", "和", "与", "及", "会同"):
        at = piece.find(word)
        while at > 0:
            left, right = piece[:at], piece[at + len(word) :]
            if (
                looks_like_unit(left)
                and len(right) >= 2
                and _complete(left)
                and looks_like_unit(_trim(right))
            ):
                return [left, *_split_and(right)]
            at = piece.find(word, at + 1)
    return [piece]


def _complete(name: str) -> bool:
    # 文化和旅游局: 文化 is no unit; 住房和城乡建设部: 住房 is none either. 市卫生健康委 is.
    return bool(
        re.search(r"(?:委|局|厅|办|部|会|院|政府|中心|公司|联|处|行|关|单位|部门|政协|集团|学校|队)$", name)
    )


def _trim(name: str) -> str:
    name = name.strip(" 。.:·-")
    if name.endswith(")"):
        name = _REMARK.sub("", name)
    if name[:1] in _LEADING:
        name = _LED.sub("", name)
    at = name.find("等")
    if at > 1 and _TAIL.fullmatch(name[at:]):
        name = name[:at]
    return name


def _share_tail(names: list[str]) -> list[str]:
    out = list(names)
    for i in range(len(out) - 2, -1, -1):
        tail = _GOV_TAIL.search(out[i + 1])
        bare = 2 <= len(out[i]) <= 5 and not looks_like_unit(out[i])
        if tail and bare and len(out[i + 1]) > len(tail["tail"]) + 1 and not _GROUP.search(out[i]):
            out[i] += tail["tail"]
    return out


def restore_levels(names: Sequence[str], level: str | None) -> list[str]:
    """The names with the level prefix that a list states once put before those that omit it.

    ``level`` is the prefix that earlier names of the same mark carry, None where none does yet.

    >>> restore_levels(["市委宣传部", "教育局", "市场监管局", "各区政府", "驻地海关"], None)
    ['市委宣传部', '市教育局', '市市场监管局', '各区政府', '驻地海关']
    """
    out = []
    for name in names:
        own = level_of(name)
        if own in ("省", "市", "区", "县", "州"):
            level = level or own
        elif level and own is None and not _OUTSIDE.search(name) and looks_like_unit(name):
            name = level + name
        out.append(name)
    return out
