"""The verbs that prepare, run and serve an installation. What a verb does is imported when it is called."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import click

from gongkai.cli.messages import _

_AS_COMMAND = "from gongkai.cli import main; main()"


@click.command(help=_("准备或升级安装：建库、收集样式文件、装入示例城市的单位、建立检索索引。重复运行无害。"))
@click.option("--demo", is_flag=True, help=_("另外装入示例公报和各角色的演示账户。"))
def setup(demo: bool) -> int:
    """Prepare an installation, or bring it up to this version."""
    from gongkai.config.installation import prepare

    for line in prepare(demo=demo):
        click.echo(line)
    return 0


@click.command(help=_("启动网站（granian）和后台作业；按 Ctrl-C 停止。"))
@click.option("--host", default="127.0.0.1", show_default=True, help=_("监听地址。"))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=_("监听端口。"))
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help=_("网站进程的个数。")
)
@click.option("--no-work", is_flag=True, help=_("不启动后台作业，它们在别处运行。"))
def serve(host: str, port: int, workers: int, no_work: bool) -> int:
    """Serve the site, with the scheduled work beside it."""
    from django.core.exceptions import ImproperlyConfigured

    from gongkai.config.start import start

    start()
    from gongkai.config.checks import refuse_unsafe

    try:
        refuse_unsafe()
    except ImproperlyConfigured as refusal:
        raise click.ClickException(str(refusal)) from refusal
    # the same program once more: nothing of the words of a user goes into it
    work = None if no_work else subprocess.Popen([sys.executable, "-c", _AS_COMMAND, "work"])  # noqa: S603
    try:
        _web_server(host, port, workers)
    finally:
        if work is not None:
            work.terminate()
            work.wait(timeout=30)
    return 0


def _web_server(host: str, port: int, workers: int) -> None:
    """Serve until stopped. WSGI: synchronous views are several times slower under ASGI."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "gongkai.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        websockets=False,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()


@click.command(help=_("运行后台作业：更新索引、监视收件文件夹、定期产生数据文件。"))
@click.option("--once", is_flag=True, help=_("每项作业运行一次后退出。"))
@click.option("--only", metavar="NAME", multiple=True, help=_("只运行这些作业。"))
@click.option("--list", "listing", is_flag=True, help=_("列出作业及其间隔。"))
def work(once: bool, only: Sequence[str], listing: bool) -> int:
    """Run the scheduled work."""
    from gongkai.config.schedule import JOBS, run, run_once
    from gongkai.config.start import start

    if listing:
        for job in JOBS:
            click.echo(f"{job.name:<24}{job.every:>8} s  {job.meaning}")
        return 0
    unknown = sorted(set(only) - {job.name for job in JOBS})
    if unknown:
        raise click.UsageError(_("没有这样的作业：{names}").format(names="、".join(unknown)))
    start()
    chosen = [job for job in JOBS if not only or job.name in only]
    if once:
        return 0 if run_once(chosen, click.echo) else 1
    run(chosen, click.echo)
    return 0


VERBS = (setup, serve, work)
