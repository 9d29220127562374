"""Accepted readings become documents, once each."""

from __future__ import annotations

import pytest
from tests.factories import City, admit_sample, publish_sample

from gongkai.base.trail.models import Event
from gongkai.work.library import actions
from gongkai.work.library.models import (
    ContentsLine,
    Document,
    Indicator,
    Issue,
    Task,
    TaskUnit,
    Version,
)


def test_the_sample_becomes_an_issue_with_its_documents(city: City) -> None:
    done = admit_sample(city)
    issue = Issue.objects.get()
    assert issue.pk == done.issue
    assert issue.documents.count() == len(done.created) == 3
    assert ContentsLine.objects.filter(issue=issue, document=None).count() == 0
    assert set(Document.objects.values_list("state", flat=True)) == {"draft"}
    assert Task.objects.exists()
    assert Indicator.objects.exists()
    assert TaskUnit.objects.filter(body=None).count() < TaskUnit.objects.count() / 10


def test_the_same_reading_twice_changes_nothing(city: City) -> None:
    first = admit_sample(city)
    events = Event.objects.count()
    again = actions.admit(city.clerk, Version.objects.all()[0].reading_id)
    assert again == actions.Admitted(first.issue, (), (), first.created)
    assert (Version.objects.count(), Event.objects.count()) == (3, events)


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_the_same_issue_in_another_file_is_recognised(city: City, kind: str) -> None:
    first = admit_sample(city)
    second = admit_sample(city, kind)
    assert set(second.keys) == set(first.keys)
    assert (Document.objects.count(), Issue.objects.count()) == (3, 1)


def test_publishing(city: City) -> None:
    done = publish_sample(city)
    assert set(Document.objects.values_list("state", flat=True)) == {"published"}
    assert Version.objects.filter(published_at=None).count() == 0
    assert len(done.keys) == 3
