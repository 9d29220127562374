"""Which body a written name means."""

from __future__ import annotations

from datetime import date

import pytest
from tests.base.units.conftest import City

from gongkai.base.units import actions, reads
from gongkai.rules.access import SYSTEM
from gongkai.samples.load import sample_issue

DAY = date(2024, 5, 17)

CLEAR = [
    ("云滨市教育局", "yunbin-education", "full_name"),
    ("市教育局", "yunbin-education", "short_name"),
    ("教育局", "yunbin-education", "variant"),
    ("市发展和改革委员会", "yunbin-development", "variant"),
    ("市发改委", "yunbin-development", "alias"),
    ("市国资委", "yunbin-state-assets", "short_name"),
    ("云滨市国资委", "yunbin-state-assets", "variant"),
    ("市人社局", "yunbin-human-resources", "alias"),
    ("市林业局", "yunbin-forestry", "abbreviation"),
    ("市医疗保障局", "yunbin-medical-insurance", "variant"),
    ("市人民政府", "yunbin-government", "variant"),
    ("省人民政府", "lanjiang-government", "variant"),
    ("国务院办公厅", "state-council-office", "full_name"),
    ("望澜区政府", "wanglan-government", "variant"),
    ("中共云滨市委宣传部", "yunbin-publicity", "full_name"),
    ("共青团云滨市委", "yunbin-youth-league", "variant"),
    ("云滨市残联", "yunbin-disabled", "variant"),
    ("区县（市）政府", "yunbin-district-governments", "short_name"),
    ("区县(市)政府", "yunbin-district-governments", "short_name"),
    ("各区、县(市)人民政府", "yunbin-district-governments", "full_name"),
    ("各县（市、区）政府", "yunbin-district-governments", "group"),
    ("各部门", "yunbin-departments", "short_name"),
    ("市政府各工作部门", "yunbin-departments", "group"),
    ("各相关部门", "yunbin-departments-concerned", "group"),
    ("市委各部门", "yunbin-party-departments", "full_name"),
    ("市 教 育 局", "yunbin-education", "short_name"),
]


@pytest.mark.django_db
def test_each_spelling_finds_its_body(city: City) -> None:
    resolver = reads.resolver(SYSTEM)
    for name, code, reason in CLEAR:
        found = resolver.candidates(name, city.id, DAY)
        assert [(c.code, c.reason.value) for c in found[:1]] == [(code, reason)], (name, found)
        assert not found[0].guess


@pytest.mark.django_db
def test_every_unit_of_the_sample_gazette_is_found(city: City) -> None:
    resolver = reads.resolver(SYSTEM)
    names = {
        name
        for document in sample_issue().documents
        for action in document.actions
        for name in (*action.lead, *action.responsible)
    }
    assert len(names) > 30
    unknown = [name for name in sorted(names) if not resolver.candidates(name, city.id, DAY)]
    assert unknown == []


@pytest.mark.django_db
def test_what_only_looks_alike_is_a_guess(city: City) -> None:
    found = reads.resolve(SYSTEM, "市住房城镇建设局", city.id, DAY)
    assert found[0].code == "yunbin-housing"
    assert all(candidate.guess for candidate in found)
    assert reads.resolve(SYSTEM, "市某某某局", city.id, DAY) == ()


@pytest.mark.django_db
def test_a_name_without_a_level_means_the_own_level_first(city: City) -> None:
    assert reads.resolve(SYSTEM, "人民政府", city.id, DAY)[0].code == "yunbin-government"
    assert reads.resolve(SYSTEM, "人民政府", city.district, DAY)[0].code == "wanglan-government"
    assert reads.resolve(SYSTEM, "市教育局", city.district, DAY)[0].code == "yunbin-education"


@pytest.mark.django_db
def test_a_name_of_another_time_is_said_to_be_one_and_leads_to_the_successor(city: City) -> None:
    actions.merge(city.head, ["yunbin-government-services"], "yunbin-data", date(2024, 1, 1), "机构改革")
    before = reads.resolve(SYSTEM, "市政务服务局", city.id, date(2023, 12, 31))
    after = reads.resolve(SYSTEM, "市政务服务局", city.id, date(2024, 1, 1))
    assert [(c.code, c.reason) for c in before] == [("yunbin-government-services", "short_name")]
    assert [(c.code, c.reason) for c in after] == [
        ("yunbin-government-services", "former"),
        ("yunbin-data", "successor"),
    ]
