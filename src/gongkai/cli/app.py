"""The verbs of the command and their options. What a verb does is imported when it is called."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

import gongkai as package
from gongkai.cli.filing import VERBS as FILING
from gongkai.cli.messages import _
from gongkai.cli.opendata import VERBS as OPENDATA
from gongkai.cli.registers import VERBS as REGISTERS
from gongkai.cli.searching import VERBS as SEARCHING
from gongkai.cli.site import VERBS

STOPPED = 130  # what a shell reports for a program that Ctrl-C has ended


def run(arguments: Sequence[str]) -> int:
    """Do what ``arguments`` say and return the exit code."""
    try:
        code = gongkai.main(list(arguments), prog_name="gongkai", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo(_("已停止。"), err=True)
        return STOPPED
    return code if isinstance(code, int) else 0


@click.group(
    help=_("公开：把政府公报和政府文件读成可查、可核对的记录。"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package.__version__, prog_name="gongkai")
def gongkai() -> None:
    """Gongkai."""


@gongkai.command(
    help=_(
        "读文件（文本、HTML、DOCX、PDF），写出记录。\n\n"
        "一个文件且没有 --out 时写到标准输出；多个文件且没有 --out 时每个文件一行 JSON。\n\n"
        "退出码：0 全部读出；1 有页面没有读出文字；2 有文件不能用（其余文件照读）。"
    )
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "md", "text", "html"]),
    default="json",
    show_default=True,
    help=_("json 记录；md 报告；html 报告网页；text 位置所指的原文。"),
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help=_("每个文件的结果写进这个文件夹。")
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    default=1,
    show_default=True,
    help=_("同时读几个文件。"),
)
def read(files: tuple[str, ...], form: str, out: Path | None, jobs: int) -> int:
    """Read files and write their records."""
    from gongkai.cli.run import read_files

    if len(files) > 1 and out is None and form != "json":
        raise click.UsageError(_("多个文件写成 {form} 时请用 --out 指定文件夹。").format(form=form))
    return read_files(files, form, out, jobs)


@gongkai.command(help=_("打印交换格式 gongkai.gazette/1 的 JSON Schema。"))
def schema() -> None:
    """Print the JSON Schema of the interchange format."""
    from gongkai.cli.output import print_bytes
    from gongkai.cli.schema import SCHEMA

    print_bytes(SCHEMA.read_bytes())


@gongkai.command(
    help=_(
        "说明任务的每一项从哪里读出：规则、原文、页码和位置。\n\n"
        "任务按报告里的编号；给出 --document 时在该份文件内编号；不给 --task 时列出全部任务。"
    )
)
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--task", type=click.IntRange(1), metavar="N", help=_("第几项任务。"))
@click.option("--document", type=click.IntRange(1), metavar="N", help=_("只看第几份文件。"))
def explain(file: str, task: int | None, document: int | None) -> int:
    """Print where each field of a task came from."""
    from gongkai.cli.explain import explain_file

    return explain_file(file, task, document)


@gongkai.command(help=_("检查这台机器上 Python、依赖、字体、临时文件夹、磁盘和格式定义是否齐备。"))
def doctor() -> int:
    """Print what is missing on this machine."""
    from gongkai.cli.doctor import diagnose

    return diagnose()


for verb in (*VERBS, *SEARCHING, *FILING, *REGISTERS, *OPENDATA):
    gongkai.add_command(verb)
