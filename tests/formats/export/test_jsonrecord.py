from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.export.build import BLANK, paper, sample

from gongkai.formats.export.jsonrecord import (
    digest,
    issue_digest,
    issue_to_json,
    sealed,
    sealed_issue,
    to_json,
)
from gongkai.formats.export.record import PublishedTarget

ANYTHING = st.text(st.characters(categories=None, exclude_categories=()), max_size=30)


def target(value: float) -> PublishedTarget:
    return PublishedTarget("t", None, None, "绿地率", 2026, ">=", value, None, "%", False, "不低于40%")


def test_the_digest_is_pinned() -> None:
    # a change here changes what the public has been given: it needs a new format name
    assert digest(BLANK) == "534b978308214eee369067839340a460dd6732fe79114967ac45d7fe2fd43170"


def test_the_digest_leaves_its_own_field_out() -> None:
    document = paper("植树。")
    assert document.record_sha256 == digest(document) == digest(replace(document, record_sha256="0" * 64))


def test_any_other_change_changes_the_digest() -> None:
    document = paper("植树。")
    changed = [
        replace(document, version=2),
        replace(document, validity="已废止"),
        replace(document, address=document.address + "/"),
        replace(document, components=paper("植树！").components),
        replace(document, title_en=""),
    ]
    assert len({digest(d) for d in (document, *changed)}) == 6


def test_keys_are_sorted_and_chinese_stands_as_it_is() -> None:
    text = to_json(sample().documents[0]).decode()
    plain = json.loads(text)
    assert text == json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert "云滨市人民政府" in text
    assert plain["format"] == "gongkai.document/1"


def test_one_moment_in_two_time_zones_is_one_record() -> None:
    beijing = BLANK.published_at.astimezone(timezone(timedelta(hours=8)))
    assert digest(replace(BLANK, published_at=beijing)) == digest(BLANK)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        to_json(replace(BLANK, published_at=datetime(2024, 1, 1)))  # noqa: DTZ001  # the point of the test


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="number"):
        to_json(replace(BLANK, targets=(target(value),)))


def test_a_whole_number_is_the_same_as_integer_and_as_float() -> None:
    one, other = (replace(BLANK, targets=(target(value),)) for value in (40, 40.0))
    assert to_json(one) == to_json(other)
    assert b'"value":40,' in to_json(one)


@given(ANYTHING)
def test_any_text_is_utf_8_and_comes_back_but_for_lone_surrogates(text: str) -> None:
    back = json.loads(to_json(replace(BLANK, title=text)).decode("utf-8"))["title"]
    assert back == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def test_the_issue_names_its_documents_by_their_digests() -> None:
    issue = sample()
    plain = json.loads(issue_to_json(issue))
    assert [d["sha256"] for d in plain["documents"]] == [d.record_sha256 for d in issue.documents]
    assert issue.record_sha256 == issue_digest(issue)
    changed = sealed(replace(issue.documents[0], version=2))
    again = sealed_issue(replace(issue, documents=(changed, *issue.documents[1:])))
    assert again.record_sha256 != issue.record_sha256
