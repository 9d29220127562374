"""The writes of search: the log of what was asked, editors' picks, saved searches."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import Subject, record
from gongkai.faces.search.models import AskedLine, Pick, SavedSearch
from gongkai.rules.access import CLERK, OFFICE_HEAD, REVIEWER, Reader, Refused
from gongkai.rules.query.tokens import plain

KEPT_DAYS = 180
MOST_SAVED = 100


def normal_words(text: str) -> str:
    """The words of a search as picks compare them: folded, blanks made one.

    >>> normal_words("　政務公開  培训 ")
    '政务公开 培训'
    """
    return " ".join(plain(text).split())[:100]


def log_asked(text: str, mode: str, count: int, now: datetime) -> None:
    """Write down that ``text`` was asked; words alone, no name and no address of the asker."""
    AskedLine.objects.create(at=now, text=text.strip()[:200], mode=mode, count=count)


def prune_asked(now: datetime) -> int:
    """Forget what was asked longer than :data:`KEPT_DAYS` ago; how many lines went."""
    return AskedLine.objects.filter(at__lt=now - timedelta(days=KEPT_DAYS)).delete()[0]


def why_not_pick(reader: Reader, words: str, document_key: str, *, known: bool) -> list[str]:
    """All that stands against putting a document first for ``words``."""
    reasons = []
    if not reader.may(CLERK, REVIEWER, OFFICE_HEAD):
        reasons.append(_("只有公开办工作人员可以设置推荐。"))
    if not normal_words(words):
        reasons.append(_("请填写检索词。"))
    if not known:
        reasons.append(_("没有永久编号为 %(key)s 的已发布文件。") % {"key": document_key})
    return reasons


def pick(reader: Reader, words: str, document_key: str, note: str, order: int, *, known: bool) -> Pick:
    """Put a document first for ``words``. Raises Refused."""
    reasons = why_not_pick(reader, words, document_key, known=known)
    if reasons:
        raise Refused(reasons)
    with transaction.atomic():
        made, _new = Pick.objects.update_or_create(
            words=normal_words(words), document_key=document_key, defaults={"note": note, "order": order}
        )
        record(
            reader,
            "search.pick.set",
            Subject("search.pick", str(made.pk), made.words),
            after={"document": document_key, "note": note, "order": order},
        )
    return made


def unpick(reader: Reader, pk: int) -> None:
    """Take a pick away. Raises Refused, Pick.DoesNotExist."""
    if not reader.may(CLERK, REVIEWER, OFFICE_HEAD):
        raise Refused([_("只有公开办工作人员可以设置推荐。")])
    with transaction.atomic():
        gone = Pick.objects.select_for_update().get(pk=pk)
        record(
            reader,
            "search.pick.removed",
            Subject("search.pick", str(pk), gone.words),
            before={"document": gone.document_key, "note": gone.note, "order": gone.order},
        )
        gone.delete()


def save_search(reader: Reader, name: str, address: str, now: datetime) -> SavedSearch:
    """Keep a search under ``name``, in place of one of that name. Raises Refused."""
    if reader.user_id is None:
        raise Refused([_("登录后才能保存检索。")])
    reasons = []
    if not name.strip():
        reasons.append(_("请填写名称。"))
    mine = SavedSearch.objects.filter(user_id=reader.user_id).exclude(name=name.strip())
    if mine.count() >= MOST_SAVED:
        reasons.append(_("最多保存 %(most)d 个检索，请先删除不用的。") % {"most": MOST_SAVED})
    if reasons:
        raise Refused(reasons)
    saved, _new = SavedSearch.objects.update_or_create(
        user_id=reader.user_id, name=name.strip()[:80], defaults={"address": address[:1000], "at": now}
    )
    return saved


def forget_search(reader: Reader, pk: int) -> None:
    """Delete a search that the reader kept; one of somebody else is left alone."""
    if reader.user_id is not None:
        SavedSearch.objects.filter(pk=pk, user_id=reader.user_id).delete()
