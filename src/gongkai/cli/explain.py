"""Where each field of a task came from: the rule that read it, the words, page and offsets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from gongkai.cli.messages import _
from gongkai.cli.reading import PAGES_LOST, READ, Unreadable, read_file
from gongkai.cli.report import wording as w
from gongkai.rules.blocks import Source
from gongkai.rules.records import Document, Gazette, Task, Trace

FIELDS = ("item", "marker", "title", "text", "lead", "responsible", "deadlines", "targets")
LISTED = 40  # characters of a task without a title


class NothingToExplain(click.ClickException):
    """The file, the document or the task cannot be had."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Numbered:
    """A task, its number as the report counts it, and its document with the document's number."""

    number: int
    task: Task
    document_number: int
    document: Document


def explain_file(file: str, task: int | None, document: int | None) -> int:
    """Print the explanation of one task of ``file``, or all tasks in one line each; the exit code comes back.

    ``task`` counts through the file, or inside ``document`` where that is given; both from 1.
    """
    try:
        source, gazette = read_file(file)
    except Unreadable as error:
        raise NothingToExplain(str(error)) from error
    tasks = numbered_tasks(gazette, document)
    for line in _list(tasks) if task is None else _explanation(source, _chosen(tasks, task)):
        click.echo(line)
    return PAGES_LOST if source.pages_lost else READ


def numbered_tasks(gazette: Gazette, document: int | None = None) -> list[Numbered]:
    """The tasks of the record, numbered from 1; those of one document where ``document`` is given."""
    if document is not None and not 1 <= document <= len(gazette.documents):
        raise NothingToExplain(
            _("文件共 {count} 份，没有第 {number} 份。").format(count=len(gazette.documents), number=document)
        )
    found = [
        (task, position, part)
        for position, part in enumerate(gazette.documents, start=1)
        if document in (None, position)
        for task in part.tasks
    ]
    return [Numbered(number, *rest) for number, rest in enumerate(found, start=1)]


def _chosen(tasks: list[Numbered], number: int) -> Numbered:
    if not 1 <= number <= len(tasks):
        raise NothingToExplain(
            _("任务共 {count} 项，没有第 {number} 项。").format(count=len(tasks), number=number)
        )
    return tasks[number - 1]


def _list(tasks: list[Numbered]) -> Iterator[str]:
    if not tasks:
        yield _("没有读出任务。")
    for each in tasks:
        task = each.task
        title = w.clean((task.marker or "") + (task.title or task.text))[:LISTED]
        yield f"{each.number:>4}  {title}  [{'、'.join(task.lead)}]"


def _explanation(source: Source, chosen: Numbered) -> Iterator[str]:
    task = chosen.task
    title = w.clean(chosen.document.title or "") or _("（无标题）")
    yield _("任务 {number}（第 {position} 份文件：{title}）").format(
        number=chosen.number, position=chosen.document_number, title=title
    )
    yield _("原文：“{words}”").format(words=w.words_at(source, task.span))
    yield _("位置：{place}").format(place=w.place(task.span))
    for name in FIELDS:
        yield ""
        yield from _field(source, task, name)
    for mention in task.mentions:
        yield ""
        yield _("另见：{source}").format(source=w.clean(mention.source))
        yield from _words("", mention.text, w.place(mention.span))
    yield ""
    yield _("识读置信度：{share}").format(share=f"{task.confidence:.0%}")


def _field(source: Source, task: Task, name: str) -> Iterator[str]:
    values = _values(task, name) or [_("（无）")]
    yield f"{w.field_name(name)}：{'；'.join(values)}"
    if name in task.unreadable:
        yield "    " + _("原文残损，此项留空")
    if name in task.suggested:
        yield "    " + _("推测：{guess}").format(guess="、".join(task.suggested[name]))
    # two targets of one sentence have the same trace
    for trace in dict.fromkeys(task.trace):
        if trace.field == name:
            yield from _trace(source, trace)


def _values(task: Task, name: str) -> list[str]:
    """The values of a field in words."""
    if name == "deadlines":
        return [w.deadline_words(deadline) for deadline in task.deadlines]
    if name == "targets":
        return [w.target_words(target) for target in task.targets]
    value: str | tuple[str, ...] | None = getattr(task, name)
    if isinstance(value, tuple):
        return ["、".join(value)] if value else []
    return [w.clean(value)] if value else []


def _trace(source: Source, trace: Trace) -> Iterator[str]:
    yield "    " + _("规则：{rule}").format(rule=trace.rule)
    yield from _words("    ", trace.words or w.words_at(source, trace.span), w.place(trace.span))


def _words(indent: str, words: str, place: str) -> Iterator[str]:
    yield indent + _("原文：“{words}”").format(words=w.clean(words))
    yield indent + _("位置：{place}").format(place=place)
