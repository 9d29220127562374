"""Units renamed, merged, split and ended; groups on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.base.units.conftest import City, body_id

from gongkai.base.trail.models import Entry, Event
from gongkai.base.units import actions, reads
from gongkai.base.units.actions import BodyData, Refused
from gongkai.rules.access import SYSTEM

DAY = date(2024, 1, 1)
EVE = date(2023, 12, 31)
pytestmark = pytest.mark.django_db


def members(code: str, on: date) -> list[str]:
    return [member.code for member in reads.expand(SYSTEM, body_id(code), on)]


def test_a_renamed_unit_bears_each_name_on_its_days(city: City) -> None:
    code = "yunbin-data"
    actions.rename(city.head, code, "云滨市数据和政务服务局", "市数据政务局", DAY, "机构改革方案")
    assert reads.name_on(body_id(code), EVE) == "云滨市数据局"
    assert reads.name_on(body_id(code), DAY) == "云滨市数据和政务服务局"
    assert reads.resolve(SYSTEM, "云滨市数据局", city.id, EVE)[0].reason == "full_name"
    assert reads.resolve(SYSTEM, "云滨市数据局", city.id, DAY)[0].reason == "former"
    assert [(s.name, s.valid_to) for s in reads.unit_page(SYSTEM, code).names] == [
        ("云滨市数据局", EVE),
        ("云滨市数据和政务服务局", None),
    ]


def test_a_unit_may_take_its_old_name_back(city: City) -> None:
    code = "yunbin-data"
    actions.rename(city.head, code, "云滨市大数据局", "市大数据局", DAY, "改革")
    actions.rename(city.head, code, "云滨市数据局", "市数据局", date(2024, 6, 1), "改革")
    assert reads.name_on(body_id(code), date(2024, 2, 1)) == "云滨市大数据局"
    assert reads.name_on(body_id(code), date(2024, 6, 1)) == "云滨市数据局"


def test_a_change_stands_in_the_trail_with_its_event(city: City) -> None:
    actions.rename(city.head, "yunbin-data", "云滨市大数据局", "市大数据局", DAY, "改革方案")
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.subject_id, entry.why) == ("units.body.renamed", "yunbin-data", "改革方案")
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["name"], entry.after["name"]) == ("云滨市数据局", "云滨市大数据局")
    assert Event.objects.latest("pk").kind == "units.body.changed"


def test_a_merger_ends_the_old_units_and_keeps_the_line(city: City) -> None:
    actions.merge(
        city.head, ["yunbin-sports", "yunbin-statistics"], "yunbin-data", DAY, "改革", "云政发〔2023〕1号"
    )
    page = reads.unit_page(SYSTEM, "yunbin-data")
    assert {step.body.code for step in page.lineage.before} == {"yunbin-sports", "yunbin-statistics"}
    assert reads.unit_page(SYSTEM, "yunbin-sports").body.valid_to == EVE
    assert [step.body.code for step in reads.unit_page(SYSTEM, "yunbin-sports").lineage.after] == [
        "yunbin-data"
    ]
    assert "yunbin-sports" in members("yunbin-departments", EVE)
    assert "yunbin-sports" not in members("yunbin-departments", DAY)


def test_the_preview_of_a_merger_says_what_changes_and_writes_nothing(city: City) -> None:
    actions.create(city.head, city.id, "team", "专班", BodyData(kind="group"))
    actions.add_member(city.head, "team", "yunbin-sports")
    count = Entry.objects.count()
    preview = actions.preview_merge(city.head, ["yunbin-sports"], "yunbin-data", DAY)
    assert (preview.ends, preview.last_day, preview.groups, preview.reasons) == (
        ("云滨市体育局",), EVE, ("专班",), (),
    )  # fmt: skip
    assert Entry.objects.count() == count
    actions.merge(city.head, ["yunbin-sports"], "yunbin-data", DAY, "改革")
    assert members("team", EVE) == ["yunbin-sports"]
    assert members("team", DAY) == ["yunbin-data"]


def test_a_split_hands_the_duties_to_several(city: City) -> None:
    actions.split(city.head, "yunbin-culture-tourism", ["yunbin-sports", "yunbin-data"], DAY, "改革")
    after = reads.unit_page(SYSTEM, "yunbin-culture-tourism").lineage.after
    assert {(step.body.code, step.kind) for step in after} == {
        ("yunbin-sports", "split"),
        ("yunbin-data", "split"),
    }


def test_groups_expand_by_rule_and_on_a_day(city: City) -> None:
    districts = members("yunbin-district-governments", DAY)
    names = ("wanglan", "qingting", "hebu", "songlan", "linyuan")
    assert districts == [f"{name}-government" for name in names]
    actions.end(city.administrator, "hebu-government", date(2024, 3, 31), "撤区")
    assert "hebu-government" in members("yunbin-district-governments", date(2024, 3, 31))
    assert "hebu-government" not in members("yunbin-district-governments", date(2024, 4, 1))


def test_those_concerned_are_not_named_but_known_to_be_among_the_departments(city: City) -> None:
    group = body_id("yunbin-departments-concerned")
    assert reads.expand(SYSTEM, group, DAY) == ()
    assert len(reads.possible_members(SYSTEM, group, DAY)) > 30


def test_a_group_within_a_group_is_opened_and_a_circle_ends(city: City) -> None:
    for code in ("outer", "inner"):
        actions.create(city.head, city.id, code, f"组合{code}", BodyData(kind="group"))
    actions.add_member(city.head, "outer", "inner")
    actions.add_member(city.head, "inner", "outer")
    actions.add_member(city.head, "inner", "yunbin-data", DAY, date(2024, 6, 30))
    assert members("outer", date(2024, 6, 30)) == ["yunbin-data"]
    assert members("outer", date(2024, 7, 1)) == []
    actions.end_member(city.head, "inner", "yunbin-data", date(2024, 1, 31))
    assert members("outer", date(2024, 2, 1)) == []


REFUSED: list[tuple[str, Callable[[City], object]]] = [
    ("a clerk", lambda c: actions.rename(c.clerk, "yunbin-data", "新名", "", DAY, "理由")),
    ("another place", lambda c: actions.end(c.head, "lanjiang-government", DAY, "理由")),
    ("no reason given", lambda c: actions.rename(c.head, "yunbin-data", "新名", "", DAY, " ")),
    ("the same name", lambda c: actions.rename(c.head, "yunbin-data", "云滨市数据局", "", DAY, "理由")),
    ("another's name", lambda c: actions.rename(c.head, "yunbin-data", "云滨市体育局", "", DAY, "理由")),
    ("into itself", lambda c: actions.merge(c.head, ["yunbin-data"], "yunbin-data", DAY, "理由")),
    ("into nobody", lambda c: actions.merge(c.head, ["yunbin-data"], "nobody", DAY, "理由")),
    ("one part only", lambda c: actions.split(c.head, "yunbin-data", ["yunbin-sports"], DAY, "理由")),
    ("a taken code", lambda c: actions.create(c.head, c.id, "yunbin-data", "新单位", BodyData())),
    ("a bad rule", lambda c: actions.create(c.head, c.id, "g", "组", BodyData(kind="group", group_rule="x"))),
    ("a formula", lambda c: actions.create(c.head, c.id, "x", "=1+1", BodyData())),
    ("a known alias", lambda c: actions.add_alias(c.head, "yunbin-data", "市数据局")),
    ("a member of a rule", lambda c: actions.add_member(c.head, "yunbin-departments", "yunbin-data")),
]  # fmt: skip


@pytest.mark.parametrize("act", [act for _, act in REFUSED], ids=[name for name, _ in REFUSED])
def test_what_may_not_be_is_refused_and_leaves_nothing(city: City, act: Callable[[City], object]) -> None:
    before = (Entry.objects.count(), reads.export_csv(SYSTEM))
    with pytest.raises(Refused):
        act(city)
    assert (Entry.objects.count(), reads.export_csv(SYSTEM)) == before


def test_a_list_is_narrowed_by_words_kind_place_and_day(city: City) -> None:
    def codes(**filters: object) -> list[str]:
        return [line.code for line in reads.listing(SYSTEM, reads.Filters(**filters)).lines]  # type: ignore[arg-type]

    assert codes(words="发改委") == ["yunbin-development"]
    assert len(codes(place=city.district)) == 4
    assert codes(kind="party", words="宣传") == ["yunbin-publicity"]
    page = reads.listing(SYSTEM, reads.Filters(), page=99, size=10)
    assert page.number == page.pages == -(-page.count // 10) > 1
    actions.end(city.head, "yunbin-data", EVE, "撤销")
    assert codes(words="市数据局", on=DAY) == []
