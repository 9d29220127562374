"""The pages of the desk: who gets in, what they show, what is sent from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.work.intake.conftest import City, signed_in

from gongkai.work.intake.models import Fact, Item, Reading


def test_a_clerk_sees_the_queue_and_the_desk(city: City, reading: Reading) -> None:
    client = signed_in(city.user("王", "clerk"))
    queue = client.get(reverse("intake_queue"))
    assert reading.title in queue.content.decode()
    desk = client.get(reverse("intake_desk", args=[reading.pk]), {"show": "all"})
    assert desk.status_code == 200
    assert "牵头单位" in desk.content.decode()


@pytest.mark.parametrize("role", ["unit_member"])
def test_a_unit_member_does_not_see_the_desk(city: City, reading: Reading, role: str) -> None:
    client = signed_in(city.user("李", role))
    assert client.get(reverse("intake_desk", args=[reading.pk])).status_code in (302, 403, 404)


def test_a_clerk_of_another_city_finds_nothing(city: City, reading: Reading) -> None:
    client = signed_in(city.user("赵", "clerk", there=True))
    assert client.get(reverse("intake_desk", args=[reading.pk])).status_code == 404
    assert reading.title not in client.get(reverse("intake_queue")).content.decode()


def test_a_field_is_corrected_by_a_plain_form(city: City, reading: Reading) -> None:
    client = signed_in(city.user("王", "clerk"))
    item = Item.objects.filter(reading=reading, kind="task", facts__name="lead")[0]
    fact = item.facts.get(name="lead")
    sent = {
        "name": "lead",
        "version": fact.version,
        "verb": "correct",
        "value": "市教育局\r\n市财政局",
        "why": "核对纸质",
    }
    answer = client.post(reverse("intake_fact", args=[reading.pk, item.pk]), sent)
    assert answer.status_code == 302
    fact.refresh_from_db()
    assert (fact.state, fact.value) == ("corrected", {"value": ["市教育局", "市财政局"]})


def test_the_slower_of_two_clerks_sees_both_values(city: City, reading: Reading) -> None:
    fact = Fact.objects.filter(item__reading=reading, name="title", item__kind="document")[0]
    address = reverse("intake_fact", args=[reading.pk, fact.item_id])
    sent = {"name": "title", "version": fact.version, "verb": "correct", "why": "错字"}
    assert (
        signed_in(city.user("快", "clerk")).post(address, {**sent, "value": "先到的标题"}).status_code == 302
    )
    slow = signed_in(city.user("慢", "clerk")).post(address, {**sent, "value": "后到的标题"})
    page = slow.content.decode()
    assert slow.status_code == 409
    assert "先到的标题" in page
    assert "后到的标题" in page
    fact.refresh_from_db()
    assert fact.value == {"value": "先到的标题"}


def test_uploaded_files_are_read_or_put_aside(city: City, sample: Path) -> None:
    client = signed_in(city.user("王", "clerk"))
    files = [
        SimpleUploadedFile("公报.txt", sample.read_bytes()),
        SimpleUploadedFile("图.pdf", b"\x89PNG\r\n\x1a\n123"),
        SimpleUploadedFile("空.txt", b""),
    ]
    page = client.post(reverse("intake_upload"), {"originals": files}).content.decode()
    assert page.count("已隔离") == 2
    assert "已读出，待核对" in page


def test_foreign_html_is_shown_as_words(city: City) -> None:
    client = signed_in(city.user("王", "clerk"))
    page = (
        "<!doctype html><html><body><h1>云滨市人民政府通知</h1><p>云政发〔2021〕7号</p>"
        "<p>一、&lt;script&gt;alert(1)&lt;/script&gt;备足种子。（牵头部门：市农业农村局）</p>"
        "<script>alert(2)</script><img src=x onerror=alert(3)></body></html>"
    )
    client.post(reverse("intake_upload"), {"originals": [SimpleUploadedFile("x.html", page.encode())]})
    reading = Reading.objects.get()
    shown = client.get(reverse("intake_desk", args=[reading.pk]), {"show": "all", "start": "0", "end": "5"})
    assert "<script>alert" not in shown.content.decode()
    assert "onerror=alert" not in shown.content.decode()


def test_a_page_of_a_pdf_is_a_picture_with_its_words_marked(city: City, sample_pdf: Path) -> None:
    client = signed_in(city.user("王", "clerk"))
    upload = SimpleUploadedFile("公报.pdf", sample_pdf.read_bytes())
    client.post(reverse("intake_upload"), {"originals": [upload]})
    reading = Reading.objects.get()
    desk = client.get(reverse("intake_desk", args=[reading.pk]), {"show": "all", "kind": "task"})
    assert "<rect" in desk.content.decode()
    picture = client.get(reverse("intake_picture", args=[reading.pk, 1]))
    assert picture.content.startswith(b"\x89PNG")
    assert client.get(reverse("intake_picture", args=[reading.pk, 9999])).status_code == 404
