"""The verbs that take files in and look after the originals."""

from __future__ import annotations

import os

import click

from gongkai.cli.messages import _


@click.command(
    help=_(
        "把文件或文件夹读入本安装：保存原件，读出记录，等待核对。\n\n"
        "重复运行无害：同一文件只记一次；中断之后再次运行会接着做完。"
        "--watch 监视一个文件夹（不写则为 GONGKAI_HOME/inbox）。\n\n"
        "退出码：0 全部读入；1 有页面没有读出文字；2 有文件没有读入（其余照读，原因见隔离区）。"
    )
)
@click.argument("files", metavar="FILE|DIR...", nargs=-1, type=click.Path())
@click.option("--watch", is_flag=True, help=_("持续监视文件夹，直到按 Ctrl-C。"))
@click.option(
    "--interval",
    type=click.FloatRange(0.1),
    metavar="SECONDS",
    default=5.0,
    show_default=True,
    help=_("监视时每隔几秒查看一次。"),
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    default=os.cpu_count() or 1,
    help=_("同时读几个文件；默认为处理器个数。"),
)
@click.option("--jurisdiction", metavar="CODE", help=_("所属行政区划的代码或名称；不写则从发文单位判断。"))
@click.option("--accept", is_flag=True, help=_("不经核对，直接接受、入库并发布（可信的批量载入）。"))
@click.option("--as", "user", metavar="USERNAME", help=_("以哪个用户的身份操作。"))
@click.option("--why", metavar="WORDS", default="", help=_("不经核对接受、单人发布的理由，写入留痕。"))
def ingest(
    files: tuple[str, ...],
    watch: bool,
    interval: float,
    jobs: int,
    jurisdiction: str | None,
    accept: bool,
    user: str | None,
    why: str,
) -> int:
    """Take files in."""
    from gongkai.cli import ingest as work

    if accept and not (user and why.strip()):
        raise click.UsageError(_("--accept 须同时用 --as 指明用户，用 --why 写明理由。"))
    wishes = work.Wishes(jobs, jurisdiction, accept, user, why, interval)
    if watch:
        if len(files) > 1:
            raise click.UsageError(_("--watch 一次只监视一个文件夹。"))
        return work.watch(files[0] if files else None, wishes)
    if not files:
        raise click.UsageError(_("请给出文件或文件夹。"))
    return work.ingest_files(files, wishes)


@click.group(help=_("原件：核对是否齐全、是否被改动。"))
def files() -> None:
    """Look after the originals."""


@files.command(
    help=_("逐个核对原件：都在，哈希相符，没有多余的文件。退出码：0 齐全；1 有多余；2 有缺失或被改动。")
)
def check() -> int:
    """Compare the store with its record."""
    from gongkai.cli.ingest import check_files

    return check_files()


VERBS = (ingest, files)
