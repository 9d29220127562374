"""The verbs of search: ask the index, rebuild it, check it against the database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from gongkai.cli.messages import _

if TYPE_CHECKING:
    from gongkai.faces.search.reads import Answer, Found

NOT_USABLE = 2


@click.command(
    help=_(
        "检索本安装的全部内容（包括未发布的文件；--public 只查已发布的）。\n\n"
        "退出码：0 有结果；1 没有结果；2 索引不能用。"
    )
)
@click.argument("words", metavar="QUERY")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=_("输出格式。"),
)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help=_("最多几条。"))
@click.option("--public", is_flag=True, help=_("只查公众看得到的。"))
def search(words: str, form: str, limit: int, public: bool) -> int:
    """Ask the index."""
    from gongkai.config.start import start

    start(slim=True)
    from gongkai.faces.search import reads
    from gongkai.faces.search.engine import Query, SearchIndexError
    from gongkai.rules.access import PUBLIC, SYSTEM

    try:
        answer = reads.search(PUBLIC if public else SYSTEM, Query(words, limit=limit))
    except SearchIndexError as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(_as_json(answer) if form == "json" else _as_text(answer))
    return 0 if answer.count else 1


@click.group(help=_("检索索引：重建、核对、更新。"))
def index() -> None:
    """Look after the search index."""


@index.command(help=_("重建索引；重建期间旧索引照常使用。"))
def rebuild() -> int:
    """Build the index anew."""
    from gongkai.config.start import start

    start(slim=True)
    from gongkai.faces.search.jobs import rebuild_index

    click.echo(_("检索索引已重建：{count} 份文件").format(count=rebuild_index()))
    return 0


@index.command(help=_("把新的变动写入索引。"))
def update() -> int:
    """Bring the index up to date."""
    from gongkai.config.start import start

    start(slim=True)
    from django.utils import timezone

    from gongkai.faces.search.jobs import update_index

    click.echo(update_index(timezone.now()) or _("索引没有需要更新的内容。"))
    return 0


@index.command(help=_("把索引与数据库逐份核对。退出码：0 一致；1 有出入；2 索引不能用。"))
def check() -> int:
    """Compare the index with the database."""
    from gongkai.config.start import start

    start(slim=True)
    from gongkai.faces.search.engine import SearchIndexError
    from gongkai.faces.search.jobs import check_index

    try:
        lacking, too_many, stale = check_index()
    except SearchIndexError as fault:
        click.echo(str(fault), err=True)
        return NOT_USABLE
    for words, keys in ((_("缺少"), lacking), (_("多余"), too_many), (_("过时"), stale)):
        for key in keys:
            click.echo(f"{words}  {key}")
    if lacking or too_many or stale:
        click.echo(_("索引与数据库有出入，请运行：gongkai index rebuild"))
        return 1
    click.echo(_("索引与数据库一致。"))
    return 0


def _as_json(answer: Answer) -> str:
    from django.conf import settings

    hits = [_hit(settings.SITE_URL, hit) for hit in answer.hits]
    return json.dumps(
        {"count": answer.count, "mode": answer.mode, "hits": hits}, ensure_ascii=False, indent=1
    )


def _hit(site: str, hit: Found) -> dict[str, object]:
    return {
        "url": site + hit.url,
        "source": hit.source,
        "document": hit.document.title,
        "number": hit.document.number or None,
        "clause": hit.eid or None,
        "snippet": hit.snippet.text if hit.snippet else "",
        "score": round(hit.score, 4),
    }


def _as_text(answer: Answer) -> str:
    lines = [_("原文里没有这句话，按相近程度排列。")] if answer.mode == "ranked" else []
    for place, hit in enumerate(answer.hits, 1):
        number = f"（{hit.document.number}）" if hit.document.number else ""
        lines += [f"{place}. {hit.document.title}{number} {hit.where}".rstrip()]
        lines += [f"   {hit.snippet.text}"] if hit.snippet else []
        lines += [f"   {hit.url}"]
    lines.append(_("共 {count} 条").format(count=answer.count))
    return "\n".join(lines)


VERBS = (search, index)
