"""Who may make users, give roles and take them: each refusal with its reason, each change with its entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from gongkai.base.accounts import actions
from gongkai.base.accounts.actions import Person, Wanted
from gongkai.base.accounts.models import Grant, User
from gongkai.base.accounts.reads import named, people, person
from gongkai.base.accounts.table import COLUMNS, Line, UnusableTable, read_table
from gongkai.base.trail.models import Entry
from gongkai.base.units.models import Body, Jurisdiction
from gongkai.rules.access import PUBLIC, SYSTEM, Reader, Refused

pytestmark = pytest.mark.django_db
Make = Callable[..., User]
Readers = Callable[[User], Reader]


def last() -> Entry:
    entry = Entry.objects.order_by("-sequence").first()
    assert entry is not None
    return entry


@pytest.mark.parametrize("role", ["", "clerk", "unit_member", "reviewer"])
def test_who_does_not_staff_an_office_makes_no_users(make: Make, reader: Readers, role: str) -> None:
    actor = reader(make("actor", role))
    with pytest.raises(Refused, match="权限"):
        actions.create_user(actor, "new", Person("新人"))
    assert not User.objects.filter(username="new").exists()


def test_the_public_makes_no_users(city: Jurisdiction) -> None:
    with pytest.raises(Refused):
        actions.create_user(PUBLIC, "new", Person("新人"))


def test_every_reason_against_a_user_is_told_at_once(make: Make, reader: Readers) -> None:
    head = reader(make("head", "office_head"))
    make("taken")
    reasons = actions.why_not_create(head, "TAKEN", Person("", "no-mail"))
    assert len(reasons) == 3


def test_a_new_user_gets_a_password_to_change_and_an_entry_without_it(make: Make, reader: Readers) -> None:
    head = reader(make("head", "office_head"))
    user, words = actions.create_user(head, "new", Person("新人", "new@example.org"))
    assert user.check_password(words)
    assert user.must_change_password
    assert not user.is_superuser
    assert last().action == "accounts.user.create"
    assert words not in str(last().after)


def test_a_chosen_password_ends_the_duty_to_change_it(make: Make) -> None:
    user, _words = actions.create_user(SYSTEM, "new", Person("新人"))
    actions.password_was_changed(user)
    user.refresh_from_db()
    assert not user.must_change_password


@pytest.mark.parametrize(
    ("role", "inside", "may"),
    [
        ("clerk", True, True),
        ("reviewer", True, True),
        ("clerk", False, False),
        ("office_head", True, False),
        ("administrator", True, False),
    ],
)
def test_an_office_head_staffs_the_own_places_with_lower_roles(
    make: Make,
    reader: Readers,
    district: Jurisdiction,
    other_district: Jurisdiction,
    role: str,
    inside: bool,
    may: bool,
) -> None:
    head = reader(make("head", "office_head", district))
    place = district if inside else other_district
    wanted = Wanted(role, None if role == "administrator" else place)
    reasons = actions.why_not_grant(head, make("somebody"), wanted)
    assert (reasons == []) is may


def test_a_head_of_a_district_gives_no_membership_of_a_unit_elsewhere(
    make: Make, reader: Readers, district: Jurisdiction
) -> None:
    head = reader(make("head", "office_head", district))
    unit = Body.objects.get(code="xishi-weijian")
    assert actions.why_not_grant(head, make("somebody"), Wanted("unit_member", unit=unit))


def test_nobody_grants_to_himself(make: Make, reader: Readers, city: Jurisdiction) -> None:
    admin = make("admin", "administrator")
    with pytest.raises(Refused, match="自己"):
        actions.grant(reader(admin), admin, Wanted("clerk", city))


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted("king"),
        Wanted("clerk"),
        Wanted("unit_member"),
        Wanted("clerk", valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 1)),
    ],
)
def test_a_grant_without_sense_is_refused_before_the_database_sees_it(make: Make, wanted: Wanted) -> None:
    with pytest.raises(Refused):
        actions.grant(SYSTEM, make("somebody"), wanted)


def test_the_same_role_again_changes_its_days(make: Make, city: Jurisdiction) -> None:
    user = make("somebody", "clerk")
    actions.grant(SYSTEM, user, Wanted("clerk", city, valid_to=date(2030, 1, 1)))
    assert [held.valid_to for held in user.grants.all()] == [date(2030, 1, 1)]
    assert last().before["valid_to"] is None  # type: ignore[index]


def test_revoking_needs_a_reason_and_leaves_an_entry(make: Make, reader: Readers) -> None:
    admin, user = reader(make("admin", "administrator")), make("somebody", "clerk")
    held = Grant.objects.get(user=user)
    with pytest.raises(Refused, match="理由"):
        actions.revoke(admin, held, " ")
    actions.revoke(admin, held, "调离")
    assert not user.grants.exists()
    assert (last().action, last().why) == ("accounts.grant.take", "调离")


def test_the_last_administrator_stays(make: Make, reader: Readers) -> None:
    admin = make("admin", "administrator")
    held = Grant.objects.get(user=admin)
    today = timezone.localdate()
    assert actions.why_not_revoke(SYSTEM, held, today, "x")
    assert actions.why_not_deactivate(SYSTEM, admin, today, "x")
    second = make("second", "administrator")
    assert actions.why_not_deactivate(reader(second), admin, today, "x") == []


def test_a_closed_account_is_the_public_and_can_be_opened_again(make: Make, reader: Readers) -> None:
    admin, user = reader(make("admin", "administrator")), make("somebody", "clerk")
    actions.deactivate(admin, user, "调离")
    assert reader(user) == PUBLIC
    actions.activate(admin, user, "返岗")
    assert reader(user).in_office


def test_a_head_does_not_touch_an_account_that_holds_more(
    make: Make, reader: Readers, district: Jurisdiction
) -> None:
    head = reader(make("head", "office_head", district))
    for username, role in (("admin", "administrator"), ("city-clerk", "clerk")):
        with pytest.raises(Refused):
            actions.reset_password(head, make(username, role), "忘记")


def test_a_reset_password_must_be_changed(make: Make, reader: Readers) -> None:
    admin, user = reader(make("admin", "administrator")), make("somebody", "clerk")
    words = actions.reset_password(admin, user, "忘记")
    user.refresh_from_db()
    assert user.check_password(words)
    assert user.must_change_password


def test_a_lost_second_factor_is_taken_away_with_its_entry(make: Make, reader: Readers) -> None:
    admin, user = reader(make("admin", "administrator")), make("somebody", "clerk")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    assert actions.reset_second_factor(admin, user, "手机遗失") == 1
    assert last().before == {"factors": ["totp"]}


def test_handing_over_moves_every_grant_in_one_entry(
    make: Make, reader: Readers, city: Jurisdiction, district: Jurisdiction
) -> None:
    admin, giver, taker = reader(make("admin", "administrator")), make("giver", "clerk"), make("taker")
    actions.grant(SYSTEM, giver, Wanted("reviewer", district, valid_to=date(2099, 1, 1)))
    before = Entry.objects.count()
    actions.hand_over(admin, giver, taker, "岗位调整")
    assert Entry.objects.count() == before + 1
    assert not giver.grants.exists()
    held = {(one.role, one.jurisdiction_id, one.valid_to) for one in taker.grants.all()}
    assert held == {("clerk", city.pk, None), ("reviewer", district.pk, date(2099, 1, 1))}


def test_what_the_taker_holds_for_longer_stays(make: Make, reader: Readers) -> None:
    admin, giver, taker = (
        reader(make("admin", "administrator")),
        make("giver", "clerk"),
        make("taker", "clerk"),
    )
    actions.hand_over(admin, giver, taker, "岗位调整")
    held = taker.grants.get()
    assert (held.valid_from, held.valid_to) == (None, None)


def test_a_grant_counts_on_its_first_and_last_day_only(make: Make, city: Jurisdiction) -> None:
    from gongkai.base.accounts.reads import reader_of

    user, day = make("somebody"), date(2026, 6, 1)
    actions.grant(SYSTEM, user, Wanted("clerk", city, None, day, day + timedelta(days=1)))
    days = [day + timedelta(days=n) for n in (-1, 0, 1, 2)]
    assert [reader_of(user, d).in_office for d in days] == [False, True, True, False]


def test_a_list_of_people_is_taken_in_whole(make: Make, reader: Readers, city: Jurisdiction) -> None:
    admin = reader(make("admin", "administrator"))
    text = (
        ",".join(COLUMNS)
        + "\nwang,王明,,,经办人,990100,\nwang,王明,,,审核人,990100,\nli,李红,,,单位联络员,,shiyan-weijian\n"
    )
    made = actions.import_people(admin, read_table(text.encode("gb18030")))
    assert [one.username for one in made] == ["wang", "li"]
    assert set(User.objects.get(username="wang").grants.values_list("role", flat=True)) == {
        "clerk",
        "reviewer",
    }


def test_a_list_with_one_fault_leaves_nothing_and_names_every_line(make: Make, reader: Readers) -> None:
    admin = reader(make("admin", "administrator"))
    lines = [
        Line(2, "wang", "王明", "", "", "经办人", "990100", ""),
        Line(3, "li", "", "", "", "", "", ""),
        Line(4, "zhao", "赵", "", "", "经办人", "000000", ""),
    ]
    with pytest.raises(Refused) as refused:
        actions.import_people(admin, lines)
    assert [str(r)[:7] for r in refused.value.reasons] == ["第 3 行：请", "第 4 行：没"]
    assert not User.objects.filter(username="wang").exists()


@pytest.mark.parametrize(
    "data", [b"", b"a,b\n", b"\xff\xff\xff", ",".join(COLUMNS).encode() + b"\nwang\n", b'"a\n']
)
def test_what_is_no_list_is_refused_with_its_place(data: bytes) -> None:
    with pytest.raises(UnusableTable):
        read_table(data)


def test_a_head_sees_the_own_people_and_those_without_a_role(
    make: Make, reader: Readers, district: Jurisdiction, other_district: Jurisdiction
) -> None:
    head_user = make("head", "office_head", district)
    make("own", "clerk", district), make("foreign", "clerk", other_district), make("nobody")
    head, today = reader(head_user), timezone.localdate()
    assert {line.user.username for line in people(head, today)} == {"head", "own", "nobody"}
    assert person(head, User.objects.get(username="foreign").pk, today) is None
    assert named(head, "foreign") is None


@pytest.mark.parametrize("role", ["", "clerk", "reviewer", "unit_member"])
def test_others_see_no_people(make: Make, reader: Readers, role: str) -> None:
    assert people(reader(make("actor", role)), timezone.localdate()) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "own"}, {"own"}),
        ({"role": "clerk"}, {"own"}),
        ({"state": "closed"}, {"gone"}),
        ({"words": "nothing"}, set()),
    ],
)
def test_people_are_found_by_name_role_and_state(
    make: Make, reader: Readers, asked: dict[str, Any], found: set[str]
) -> None:
    admin = reader(make("admin", "administrator"))
    make("own", "clerk")
    gone = make("gone")
    actions.deactivate(admin, gone, "离职")
    assert {line.user.username for line in people(admin, timezone.localdate(), **asked)} == found


def test_demo_accounts_are_one_for_each_role_and_made_once(make: Make) -> None:
    first = actions.make_demo_accounts(SYSTEM)
    assert actions.make_demo_accounts(SYSTEM) == first
    assert User.objects.filter(username__startswith="demo-").count() == len(first) == 5


def test_demo_accounts_are_refused_in_production_and_to_people(
    make: Make, reader: Readers, settings: Any
) -> None:
    with pytest.raises(Refused):
        actions.make_demo_accounts(reader(make("admin", "administrator")))
    settings.PRODUCTION = True
    with pytest.raises(Refused, match="生产"):
        actions.make_demo_accounts(SYSTEM)
    assert not User.objects.filter(username__startswith="demo-").exists()
