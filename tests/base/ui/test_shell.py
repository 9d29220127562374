"""The shell of the office: what Wagtail writes stands in the trail, what waits on the first page."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from tests.factories import City, admit_sample, make_city, make_person
from wagtail.images.models import Image
from wagtail.models import Site

from gongkai.base.accounts.models import User
from gongkai.base.trail.models import Entry
from gongkai.base.ui import panels
from gongkai.faces.portal.models import PlainPage
from gongkai.rules.access import OFFICE_HEAD, PUBLIC, Reader

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore")]
BACKEND = "gongkai.base.accounts.backends.grants.GrantBackend"
TODAY = date(2026, 11, 23)
PICTURE = bytes.fromhex(
    "47494638396101000100800000ffffff00000021f90400000000002c00000000010001000002024401003b"
)


@pytest.fixture
def city() -> City:
    return make_city()


def signed_in(reader: Reader) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=reader.user_id or 0), backend=BACKEND)
    return client


def test_what_an_editor_does_with_a_page_stands_in_the_trail_with_his_name(city: City) -> None:
    home = Site.objects.get().root_page
    page = home.add_child(instance=PlainPage(title="指南", slug="zhinan"))
    page.save_revision(user=User.objects.get(pk=city.head.user_id or 0), log_action=True).publish(
        user=User.objects.get(pk=city.head.user_id or 0)
    )
    lines = Entry.objects.filter(subject_kind="wagtail.plainpage", subject_id=str(page.pk))
    done = dict(lines.filter(actor=city.head.user_id).values_list("action", "subject_name"))
    assert {"wagtail.edit", "wagtail.publish"} <= done.keys()
    assert set(done.values()) == {"指南"}


def test_a_picture_that_is_deleted_stands_in_the_trail(city: City) -> None:
    image = Image.objects.create(title="样本", file=ContentFile(PICTURE, "x.gif"))
    answer = signed_in(city.head).post(f"/office/images/{image.pk}/delete/")
    assert answer.status_code == 302
    entry = Entry.objects.get(action="wagtail.delete", subject_kind="wagtail.image")
    assert (entry.subject_id, entry.actor_id) == (str(image.pk), city.head.user_id)


def test_a_picture_has_an_address_and_nothing_else_of_the_folder_has(city: City) -> None:
    image = Image.objects.create(title="样本", file=ContentFile(PICTURE, "x.gif"))
    answer = Client().get(image.file.url)
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer) == PICTURE
    for path in ("documents/x.txt", "../secrets/django", "images/../../secrets/django", "images/x.svg"):
        assert Client().get(f"/media/{path}").status_code == 404


def test_what_waits_is_told_to_those_who_can_do_it(city: City) -> None:
    admit_sample(city)
    told = {one.what for one in panels.waiting(city.reviewer, TODAY) if one.count}
    assert told
    assert all(one.address.startswith("/office/") for one in panels.waiting(city.reviewer, TODAY))
    assert not {one.what for one in panels.waiting(PUBLIC, TODAY) if one.count}
    shown = signed_in(city.reviewer).get("/office/").content.decode()
    assert all(what in shown for what in told)


def test_what_waits_in_another_place_is_not_told(city: City) -> None:
    from gongkai.base.units.models import Jurisdiction

    admit_sample(city)
    district = Jurisdiction.objects.get(name="青汀区")
    head = make_person("waiqu", "外区", OFFICE_HEAD, district, frozenset({district.pk}))
    assert [one for one in panels.waiting(head, timezone.localdate()) if one.count] == []
