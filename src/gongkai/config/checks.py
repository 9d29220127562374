"""What makes an installation unsafe or unfit, and how to mend it: the one place of these rules.

``gongkai doctor`` prints them, ``manage.py check --deploy`` lists them, and the server does not start in
production while one of them is an error.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.config.options import option

SHORTEST_KEY = 50
FEWEST_SIGNS = 10
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
ENOUGH_DISK, SCARCE_DISK = 1024**3, 100 * 1024**2
CLOCK_MAY_DIFFER = 300  # seconds


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its number, what it is, how to mend it, and whether it stops the server."""

    number: str
    what: str
    mend: str
    stops: bool = True


def settings_faults() -> Iterator[Fault]:
    """What is wrong with the settings, found without the database. In development only the mode counts."""
    if option("GONGKAI_MODE") not in ("development", "production"):
        yield Fault("E001", _("运行模式不明"), _("把 GONGKAI_MODE 设为 development 或 production。"))
    if not settings.PRODUCTION:
        return
    yield from _key()
    yield from _names()
    if not settings.SECOND_FACTOR:
        yield Fault("E006", _("没有要求第二重验证"), _("删除 GONGKAI_SECOND_FACTOR，或把它设为 required。"))
    if settings.DEBUG:
        yield Fault("E007", _("调试模式开着"), _("使用 gongkai.config.settings，不要另设 DEBUG。"))
    if not settings.MAIL_CONFIGURED:
        yield Fault(
            "W001", _("没有设置发信"), _("需要用邮件重设密码时，设置 GONGKAI_EMAIL_URL。"), stops=False
        )


def _key() -> Iterator[Fault]:
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_SIGNS or key.startswith("django-insecure"):
        yield Fault(
            "E002",
            _("签名密钥太弱"),
            _("删除 GONGKAI_SECRET_KEY 让安装自动生成，或设为 50 个以上的随机字符。"),
        )


def _names() -> Iterator[Fault]:
    """Faults of host names and transport."""
    site, hosts = urlsplit(settings.SITE_URL), settings.ALLOWED_HOSTS
    if not hosts or any("*" in host or host.startswith(".") for host in hosts):
        yield Fault("E003", _("域名不限"), _("在 GONGKAI_HOSTS 里逐个写明网站的域名，不用通配符。"))
    if not set(hosts) - LOCAL:
        yield Fault("E004", _("没有网站的域名"), _("把 GONGKAI_HOSTS 设为公众使用的域名。"))
    elif site.hostname not in hosts:
        yield Fault(
            "E004",
            _("永久网址的域名 {host} 不在允许的域名里").format(host=site.hostname),
            _("让 GONGKAI_SITE_URL 和 GONGKAI_HOSTS 一致。"),
        )
    if site.scheme != "https":
        yield Fault("E005", _("网站不用 TLS"), _("把 GONGKAI_SITE_URL 设为 https:// 开头的网址。"))
    elif not settings.BEHIND_PROXY:
        yield Fault(
            "E005",
            _("没有说明谁终止 TLS"),
            _("在前面放置终止 TLS 并设置 X-Forwarded-Proto 的代理，然后设 GONGKAI_PROXY_TLS=1。"),
        )


def installation_faults(now: datetime) -> Iterator[Fault]:
    """What is wrong with folders, disk, database and accounts."""
    home = settings.GONGKAI_HOME
    for folder in (home.originals, home.media, home.index, home.bulk, home.inbox, home.secrets):
        yield from folder_faults(folder)
    yield from secret_faults(home.secrets)
    yield from disk_faults(home.root)
    yield from _database(now)
    if not any(home.index.iterdir()):
        yield Fault("W004", _("还没有检索索引"), _("运行 gongkai setup。"), stops=False)


def folder_faults(folder: Path) -> Iterator[Fault]:
    """A folder that is missing or cannot be written."""
    probe = folder / ".doctor"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        yield Fault(
            "E010",
            _("不能写入 {folder}（{reason}）").format(folder=folder, reason=error.strerror),
            _("把该文件夹的所有者改为运行网站的用户。"),
        )


def secret_faults(folder: Path) -> Iterator[Fault]:
    """Keys that others on this machine can read."""
    for path in [folder, *sorted(folder.iterdir())]:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Fault(
                "E011",
                _("密钥 {path} 别的用户也能读").format(path=path),
                _("运行 chmod -R go= {folder}").format(folder=folder),
            )


def disk_faults(folder: Path) -> Iterator[Fault]:
    """A disk that is full or will be soon."""
    import shutil

    free = shutil.disk_usage(folder).free
    if free < ENOUGH_DISK:
        yield Fault(
            "E012" if free < SCARCE_DISK else "W002",
            _("磁盘只剩 {free} MB").format(free=free // 1024**2),
            _("清理磁盘，或把 GONGKAI_HOME 移到更大的磁盘。"),
            stops=free < SCARCE_DISK,
        )


def _database(now: datetime) -> Iterator[Fault]:
    """A database that cannot be reached or is older than the program; else what is wrong inside."""
    from django.db import Error, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except Error as error:
        words = str(error).strip().splitlines()[0]
        yield Fault(
            "E008", _("数据库不能用：{reason}").format(reason=words), _("检查 DATABASE_URL 和数据库服务。")
        )
        return
    if behind:
        yield Fault("E009", _("数据库还没有升级到本版本"), _("运行 gongkai setup。"))
        return
    yield from _accounts()
    yield from clock_faults(now, _newest_entry())


def _accounts() -> Iterator[Fault]:
    """Accounts that must not be there in production."""
    if not settings.PRODUCTION:
        return
    from gongkai.base.accounts.reads import dangerous_accounts

    found = dangerous_accounts()
    if found.demo:
        yield Fault(
            "E013",
            _("有演示账户：{names}").format(names="、".join(found.demo)),
            _("演示账户的密码人人知道；在“用户”里停用它们，或用新的 GONGKAI_HOME 重新安装。"),
        )
    if found.unlimited:
        yield Fault(
            "E014",
            _("有不受授权限制的账户：{names}").format(names="、".join(found.unlimited)),
            _("去掉它们的 is_superuser 标记；角色在“用户”里授予。"),
        )


def _newest_entry() -> datetime | None:
    from gongkai.base.trail.models import Entry

    return Entry.objects.order_by("-sequence").values_list("at", flat=True).first()


def clock_faults(now: datetime, newest: datetime | None) -> Iterator[Fault]:
    """A clock that runs behind what has been recorded: times of publication would be wrong."""
    if newest is not None and (newest - now).total_seconds() > CLOCK_MAY_DIFFER:
        yield Fault(
            "E015",
            _("机器的时钟早于最近的留痕（{at}）").format(at=newest.isoformat(timespec="seconds")),
            _("校准时钟，并启用时间同步（NTP）。"),
        )


def all_faults(now: datetime) -> list[Fault]:
    """Everything that is wrong: settings first, then the installation."""
    return [*settings_faults(), *installation_faults(now)]


def refuse_unsafe() -> None:
    """Nothing where the server may start. Raises ImproperlyConfigured with all that stops it."""
    if not settings.PRODUCTION:
        return
    stopping = [fault for fault in all_faults(timezone.now()) if fault.stops]
    if stopping:
        lines = [f"gongkai.{fault.number} {fault.what}：{fault.mend}" for fault in stopping]
        raise ImproperlyConfigured("\n".join([_("生产模式下不能启动："), *lines]))


def messages(faults: Iterator[Fault]) -> Sequence[CheckMessage]:
    """The faults as Django's own messages."""
    return [
        (Error if fault.stops else Warning)(fault.what, hint=fault.mend, id=f"gongkai.{fault.number}")
        for fault in faults
    ]


def register_checks() -> None:
    """Make the rules known to ``manage.py check``; those of the settings are asked with ``--deploy``."""

    def check(**_options: Any) -> Sequence[CheckMessage]:
        return messages(settings_faults())

    run: Callable[..., Sequence[CheckMessage]] = check
    register(run, Tags.security, deploy=True)
