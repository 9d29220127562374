"""A reader says what is wrong with a page."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai.work.library.actions import Admitted
from gongkai.work.library.models import ProblemReport

ADDRESS = "/d/yunzhengfa-2024-7/report/"


def test_a_report_waits_for_the_office_and_the_reader_is_thanked(sample: Admitted, visitor: Client) -> None:
    said = {"message": "第二条的数字与原件不一致。", "eid": "plan-1", "contact": "a@example.cn"}
    answer = visitor.post(ADDRESS, said, follow=True)
    assert answer.redirect_chain == [(f"{ADDRESS}thanks/", 302)]
    assert "已收到" in answer.content.decode()
    report = ProblemReport.objects.get()
    assert (report.message, report.eid, report.contact) == (said["message"], "plan-1", "a@example.cn")


def test_the_form_is_kept_by_nobody_and_names_the_place(sample: Admitted, visitor: Client) -> None:
    answer = visitor.get(f"{ADDRESS}?at=plan-1")
    assert "no-store" in answer["Cache-Control"]
    assert 'value="plan-1"' in answer.content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"message": " "},
        {"message": "长" * 2001},
        {"message": "错", "contact": "长" * 121},
        {"message": "错", "eid": "<b>"},
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_kept(
    sample: Admitted, visitor: Client, said: dict[str, str]
) -> None:
    answer = visitor.post(ADDRESS, said)
    assert answer.status_code == 400
    assert "errorlist" in answer.content.decode()
    assert not ProblemReport.objects.exists()


def test_a_machine_that_fills_every_field_is_thanked_and_forgotten(sample: Admitted, visitor: Client) -> None:
    assert visitor.post(ADDRESS, {"message": "buy", "website": "http://x"}).status_code == 302
    assert not ProblemReport.objects.exists()


def test_the_sixth_report_in_an_hour_from_one_address_is_put_off(sample: Admitted, visitor: Client) -> None:
    states = [visitor.post(ADDRESS, {"message": "错字"}).status_code for _ in range(6)]
    assert states == [302] * 5 + [429]
    assert ProblemReport.objects.count() == 5


def test_a_report_from_another_site_is_refused(sample: Admitted) -> None:
    assert Client(enforce_csrf_checks=True).post(ADDRESS, {"message": "错字"}).status_code == 403
