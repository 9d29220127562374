"""The real gazette from the file to the public page, through the pages of the desk as a clerk sends them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.work.intake.conftest import TODAY, signed_in

from gongkai.base.accounts.models import Grant, User
from gongkai.base.units.models import Jurisdiction
from gongkai.rules.access import SYSTEM
from gongkai.work.intake.ingest import take_paths
from gongkai.work.intake.models import Fact, Item, Note, Reading
from gongkai.work.intake.reads import desk_page
from gongkai.work.library.models import Document, Issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(shared: Path) -> Reading:
    Jurisdiction.objects.create(code="2101", name="沈阳市", slug="shenyang-x", level="city")
    path = shared / "seed" / "gazette-2020-16.txt"
    [taken] = take_paths(SYSTEM, [path], source="command", method="fork")
    assert taken.reading is not None
    return Reading.objects.get(pk=taken.reading)


def person(name: str, role: str) -> Client:
    user = User.objects.create_user(name, display_name=name)
    Grant.objects.create(user=user, role=role, jurisdiction=Jurisdiction.objects.get(code="2101"))
    return signed_in(user)


@pytest.fixture
def clerk(reading: Reading) -> Client:
    return person("王", "clerk")


def send(client: Client, page: str, /, *places: int, **words: object) -> HttpResponse:
    answer = client.post(reverse(page, args=places), {key: str(value) for key, value in words.items()})
    assert isinstance(answer, HttpResponse)
    return answer


def test_its_words_tell_the_city_and_its_doubtful_fields_come_first(reading: Reading, clerk: Client) -> None:
    assert reading.jurisdiction is not None
    assert reading.jurisdiction.code == "2101"
    page = clerk.get(reverse("intake_desk", args=[reading.pk]))
    shown = page.context["lines"]
    assert shown[0].fields[0].unreadable
    doubts = [min(field.confidence for field in line.fields if field.state == "pending") for line in shown]
    assert doubts == sorted(doubts)
    for line in shown:
        sure = [field.confidence for field in line.fields if field.state == "pending"]
        assert sure == sorted(sure)


def test_the_findings_name_the_two_units_of_infant_mortality(reading: Reading, clerk: Client) -> None:
    page = clerk.get(reverse("intake_desk", args=[reading.pk]))
    [finding] = [note for note in page.context["found"].notes if note.code == "unit-conflict"]
    assert finding.severity == "error"
    assert "婴儿死亡率" in finding.message
    assert "‰" in page.content.decode()
    source = clerk.get(
        reverse("intake_desk", args=[reading.pk]), {"start": str(finding.start), "end": str(finding.end)}
    )
    assert "婴儿死亡率" in source.context["source"]["words"].marked


def settle_findings(clerk: Client, reading: Reading) -> None:
    for note in Note.objects.filter(reading=reading, severity__in=["error", "warning"]):
        sent = {"state": "confirmed", "version": note.version, "why": "原文如此"}
        assert send(clerk, "intake_note", reading.pk, note.pk, **sent).status_code == 302


def test_from_the_file_to_the_public_page(reading: Reading, clerk: Client) -> None:
    caches["pages"].clear()
    desk = reverse("intake_desk", args=[reading.pk])

    # an unreadable lead filled in from the suggestion
    lead = Fact.objects.filter(item__reading=reading, name="lead", unreadable=True, suggested__isnull=False)[
        0
    ]
    assert "采用建议" in clerk.get(desk, {"show": "doubtful"}).content.decode()
    sent = {"name": "lead", "version": lead.version, "verb": "correct", "value": "市政府办公室"}
    assert send(clerk, "intake_fact", reading.pk, lead.item_id, **sent, why="采用建议值").status_code == 302
    lead.refresh_from_db()
    assert (lead.raw, lead.value, lead.state) == ([], {"value": ["市政府办公室"]}, "corrected")

    # not yet: everything that is still open is named
    refused = send(clerk, "intake_reading", reading.pk, verb="accept")
    assert refused.status_code == 400
    assert "个字段没有核对" in refused.content.decode()
    assert send(clerk, "library_admit", reading.pk).status_code == 404

    # what is sure at once, the rest field by field, the last items whole
    send(clerk, "intake_batch", reading.pk, confidence="0.6", kind="")
    doubtful = Fact.objects.filter(item__reading=reading, state="pending")
    assert 0 < doubtful.count() < 100
    assert all(fact.confidence < 0.6 or fact.unreadable for fact in doubtful)
    for fact in doubtful.order_by("confidence")[:25]:
        accepted = {"name": fact.name, "version": fact.version, "verb": "accept"}
        assert send(clerk, "intake_fact", reading.pk, fact.item_id, **accepted).status_code == 302
    for item in Item.objects.filter(reading=reading, state="pending"):
        whole = send(clerk, "intake_item", reading.pk, item.pk, version=item.version, verb="accept")
        assert whole.status_code == 302
    settle_findings(clerk, reading)
    assert send(clerk, "intake_reading", reading.pk, verb="accept").status_code == 302

    # into the library from the button of the desk, which must bring its token
    assert f'action="{reverse("library_admit", args=[reading.pk])}"' in clerk.get(desk).content.decode()
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = clerk.cookies
    assert careful.post(reverse("library_admit", args=[reading.pk])).status_code == 403
    assert send(clerk, "library_admit", reading.pk).status_code == 302
    issue = Issue.objects.get()
    assert issue.state == "draft"

    # published by another person than the clerk
    publish = reverse("library_publish_issue", args=[issue.pk])
    assert issue.state == "draft"
    clerk.post(publish)
    assert Issue.objects.get().state == "draft"
    reviewer = person("李", "reviewer")
    seen = [f"{line.key}:{line.waiting}" for line in reviewer.get(publish).context["waiting"]]
    assert reviewer.post(publish, {"seen": seen, "why": "", "forced_why": ""}).status_code == 302
    assert Issue.objects.get().state == "published"

    # and there it stands
    public = Client()
    pages = [public.get(f"/d/{document.key}/").content.decode() for document in Document.objects.all()]
    assert any("婴儿死亡率" in page for page in pages)
    assert any("做好政府公报工作" in page and "市政府办公室" in page for page in pages)
    assert reading.title.split()[0] in public.get(f"/gazette/{issue.series.slug}/2020/16/").content.decode()


def test_the_day_of_the_test_is_the_day_of_the_desk(reading: Reading) -> None:
    """Names are matched on a day; the lines of the desk can be made for any."""
    [item] = Item.objects.filter(reading=reading, kind="issue")
    [line] = desk_page.lines(SYSTEM, reading, [item], TODAY)
    assert line.label == reading.record["issue"]["title"]
