"""Topics: made, changed, and given to documents by rule or by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import Subject, record
from gongkai.rules.access import OFFICE_HEAD, Reader
from gongkai.work.library.actions.common import EDITORS, check, told, why_not_role
from gongkai.work.library.models import Document, Topic


def file_by_rules(documents: Iterable[Document]) -> None:
    """Give each document, which has no topic yet, those of which one of the words stands in its title."""
    rules = [
        (topic, _words(rule))
        for topic, rule in Topic.objects.exclude(rule="").order_by("pk").values_list("pk", "rule")
    ]
    link = Document.topics.through
    link.objects.bulk_create(
        link(document_id=document.pk, topic_id=topic)
        for document in documents
        for topic, words in rules
        if any(word in document.title for word in words)
    )


def _words(rule: str) -> list[str]:
    return [word for word in (line.strip() for line in rule.splitlines()) if word]


def why_not_keep_topic(reader: Reader, name: str, slug: str, parent: str = "") -> list[str]:
    """Why a topic cannot be kept like this; empty where it can."""
    reasons = why_not_role(reader, (OFFICE_HEAD,), None)
    if not name.strip() or not slug.strip():
        reasons.append(_("请填写主题名称和网址段"))
    if parent and not Topic.objects.filter(slug=parent).exists():
        reasons.append(_("没有这个上级主题"))
    if parent and (parent == slug or _below(slug, parent)):
        reasons.append(_("主题不能放在自己下面"))
    return reasons


def _below(slug: str, candidate: str) -> bool:
    """Whether ``candidate`` lies below the topic ``slug``."""
    above = dict(Topic.objects.values_list("slug", "parent__slug"))
    seen: set[str] = set()
    at: str | None = candidate
    while at and at not in seen:
        seen.add(at)
        at = above.get(at)
        if at == slug:
            return True
    return False


def keep_topic(reader: Reader, name: str, slug: str, *, parent: str = "", rule: str = "") -> str:
    """The slug of the topic, made or changed. Raises Refused."""
    check(why_not_keep_topic(reader, name, slug, parent))
    with transaction.atomic():
        before = Topic.objects.filter(slug=slug).values("name", "rule", "parent__slug").first()
        above = Topic.objects.filter(slug=parent).first() if parent else None
        topic, _created = Topic.objects.update_or_create(
            slug=slug, defaults={"name": name.strip(), "parent": above, "rule": rule.strip()}
        )
        record(
            reader,
            "library.topic.kept",
            Subject("library.topic", topic.slug, topic.name),
            before=before,
            after={"name": topic.name, "rule": topic.rule, "parent__slug": parent or None},
        )
    return topic.slug


def why_not_assign(reader: Reader, documents: Sequence[Document]) -> list[str]:
    """Why topics cannot be given to these documents; empty where they can."""
    reasons = {r for d in documents for r in why_not_role(reader, EDITORS, d.jurisdiction_id)}
    return sorted(reasons)


def assign_topics(
    reader: Reader, keys: Sequence[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()
) -> int:
    """How many documents have other topics now than before. Raises Refused."""
    with transaction.atomic():
        documents = list(Document.objects.filter(key__in=keys).prefetch_related("topics"))
        check(why_not_assign(reader, documents))
        more, less = Topic.objects.filter(slug__in=add), Topic.objects.filter(slug__in=remove)
        changed = 0
        for document in documents:
            before = sorted(topic.slug for topic in document.topics.all())
            document.topics.add(*more)
            document.topics.remove(*less)
            after = sorted(document.topics.values_list("slug", flat=True))
            if before == after:
                continue
            changed += 1
            document.changed_at = timezone.now()
            document.save(update_fields=["changed_at"])
            told(
                reader, "library.topics.changed", document, before={"topics": before}, after={"topics": after}
            )
    return changed
