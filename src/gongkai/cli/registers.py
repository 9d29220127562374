"""The verbs of the register of units and of the trail."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.messages import _

UNUSABLE = 2


@click.group(help=_("单位名录：导入、导出。"))
def units() -> None:
    """The register of units."""


@units.command(
    "import",
    help=_(
        "从 CSV 导入行政区划、单位、别名、组合成员和沿革；文件没有提到的保持不变。\n\n"
        "有一处错误就什么也不导入，并列出全部错误。\n\n"
        "退出码：0 已导入；2 文件有错误或不能用。"
    ),
)
@click.argument(
    "file", metavar="FILE", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--sample", is_flag=True, help=_("导入随程序提供的示例城市名录。"))
@click.option("--dry-run", is_flag=True, help=_("只说明将会怎样，不改动任何内容。"))
def import_(file: Path | None, sample: bool, dry_run: bool) -> int:
    """Take units in."""
    if (file is None) != sample:
        raise click.UsageError(_("请给出一个文件，或者用 --sample。"))
    from gongkai.config.start import start

    start(slim=True)
    from gongkai.base.units.commands import import_units, sample_csv
    from gongkai.base.units.table import decode

    try:
        text = decode(file.read_bytes()) if file else sample_csv()
    except UnicodeDecodeError:
        click.echo(_("{file} 既不是 UTF-8 也不是 GB 18030 编码的文本。").format(file=file), err=True)
        return UNUSABLE
    code, lines = import_units(text, dry_run=dry_run)
    for line in lines:
        click.echo(line, err=code != 0)
    return code


@units.command("export", help=_("把单位名录写成 CSV；可以原样再导入。"))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=_("写进这个文件。")
)
def export_units(out: Path | None) -> int:
    """Write the units."""
    from gongkai.config.start import start

    start(slim=True)
    from gongkai.base.units.commands import export_units as exported
    from gongkai.cli.output import print_bytes, write_whole

    data = exported().encode()
    if out:
        write_whole(out, data)
    else:
        print_bytes(data)
    return 0


@click.group(help=_("留痕：校验、导出。"))
def trail() -> None:
    """The trail."""


@trail.command(
    help=_("从头校验留痕的哈希链，指出第一处断开。\n\n退出码：0 完整；1 有改动、删除、插入或调换。")
)
@click.option(
    "--known", metavar="HASH", default="", help=_("以前记下的一条哈希，必须仍在链中；可以发现整条重做。")
)
def verify(known: str) -> int:
    """Verify the chain."""
    from gongkai.config.start import start

    start(slim=True)
    from gongkai.base.trail.commands import verify_trail

    code, line = verify_trail(known)
    click.echo(line, err=code != 0)
    return code


@trail.command("export", help=_("把留痕写成 JSON 行，每条附其哈希。"))
@click.option("--since", type=click.IntRange(0), metavar="N", default=0, help=_("只写第 N 条之后的。"))
def export_trail(since: int) -> int:
    """Write the trail."""
    from gongkai.config.start import start

    start(slim=True)
    from gongkai.base.trail.commands import export_trail as lines
    from gongkai.cli.output import print_bytes

    for line in lines(since):
        print_bytes(line.encode())
    return 0


VERBS = (units, trail)
