"""The verbs of open data: yearly files for download, and the server for assistants."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from gongkai.cli.messages import _

WRONG = 1


@click.command(
    help=_(
        "生成年度数据包，放在 GONGKAI_HOME/bulk；--check 核对下载来的数据包。\n\n"
        "同样的内容总是生成同样的字节。退出码：0 完成；1 核对发现问题；2 用法有误。"
    )
)
@click.argument("years", metavar="[YEAR...]", nargs=-1, type=click.IntRange(1, 9999))
@click.option("--all", "every", is_flag=True, help=_("生成全部年份，没有日期的文件另成一包。"))
@click.option(
    "--check",
    type=click.Path(path_type=Path),
    metavar="FILE",
    multiple=True,
    help=_("核对这个数据包：每个文件的校验值，以及每份记录自身的校验值。"),
)
def bulk(years: Sequence[int], every: bool, check: Sequence[Path]) -> int:
    """Make the yearly files, or check copies of them."""
    if check:
        return max([_check(path) for path in check])
    if every == bool(years):
        raise click.UsageError(_("请写明年份，或用 --all。"))
    return _make(years)


def _make(years: Sequence[int]) -> int:
    from gongkai.config.start import start

    start()
    from django.conf import settings

    from gongkai.faces.opendata import bulk as files

    folder = settings.GONGKAI_HOME.bulk
    known = {file.year for file in files.listing(folder)}
    for year in years or sorted({*files.years(), *known}):
        try:
            made = files.make(year, folder)
        except OSError as fault:
            raise click.ClickException(f"{folder}: {fault}") from fault
        if made:
            click.echo(f"{folder / made.name}  {made.documents}  {made.size}  {made.sha256}")
        else:
            click.echo(_("{year}：没有公开的文件").format(year=year or "-"))
    return 0


def _check(path: Path) -> int:
    from gongkai.faces.opendata.checking import faults_of

    try:
        faults = faults_of(path)
    except OSError as fault:
        raise click.ClickException(f"{path}: {fault}") from fault
    for fault_found in faults:
        click.echo(f"{path}: {fault_found}")
    if not faults:
        click.echo(_("{path}：完好").format(path=path))
    return WRONG if faults else 0


@click.command(help=_("为智能助手提供公开记录（MCP，标准输入输出）；只读，每个回答都带有出处。"))
def mcp() -> int:
    """Serve assistants over standard input and output."""
    from gongkai.config.start import start

    start()
    from gongkai.faces.opendata.assistant import server

    server().run("stdio")
    return 0


VERBS = (bulk, mcp)
