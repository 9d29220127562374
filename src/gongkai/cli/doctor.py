"""Whether this machine and this installation have what they need, each point with the way to mend it."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

import click

from gongkai.cli.messages import ENGLISH, LOCALE, _, language
from gongkai.cli.schema import SCHEMA

OLDEST_PYTHON = (3, 11)
ROOM = 200 * 1024 * 1024  # bytes for temporary files
FONTS = "pylopdf_fonts_zh_cn"
_REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)\s*(?:>=\s*([0-9.]+))?")


@dataclass(frozen=True, slots=True)
class Check:
    """One point looked at: what, whether it is good, what was seen or what to do; a warning stops nothing."""

    what: str
    good: bool
    words: str
    warning: bool = False


def diagnose() -> int:
    """Print every check; the exit code 0 where all are good, else 1."""
    checks = list(all_checks())
    for check in checks:
        state = _("提醒") if check.warning else _("正常") if check.good else _("有误")
        click.echo(f"{state}  {check.what}：{check.words}")
    return 0 if all(check.good for check in checks) else 1


def all_checks() -> Iterator[Check]:
    """Every check, in the order in which one would mend them."""
    yield python_version(sys.version_info[:2])
    yield from libraries()
    yield fonts()
    yield temporary_folder(Path(tempfile.gettempdir()))
    yield disk_space(Path(tempfile.gettempdir()))
    yield schema_file(SCHEMA)
    yield catalogues(LOCALE)
    if has_installation(os.environ):
        yield from installation()


def python_version(version: tuple[int, int]) -> Check:
    """Whether Python is new enough."""
    words = ".".join(str(part) for part in version)
    if version >= OLDEST_PYTHON:
        return Check("Python", True, words)
    return Check("Python", False, _("{version}，需要 3.11 或更高版本").format(version=words))


def libraries() -> Iterator[Check]:
    """Whether each library that the package names is there in the version that it needs."""
    for requirement in metadata.requires("gongkai") or []:
        match = _REQUIREMENT.match(requirement)
        if match and "extra ==" not in requirement:
            yield library(match[1], match[2] or "0")


def library(name: str, needed: str) -> Check:
    """Whether a library is there, at least in the version ``needed``."""
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Check(name, False, _("没有安装；请运行 make test 或 pip install gongkai"))
    if _release(version) >= _release(needed):
        return Check(name, True, version)
    return Check(name, False, _("{version}，需要 {needed} 或更高版本").format(version=version, needed=needed))


def _release(version: str) -> tuple[int, ...]:
    """The numbers of a version before any letter."""
    digits = re.match(r"[0-9.]*", version)
    return tuple(int(part) for part in (digits[0] if digits else "").split(".") if part)


def fonts() -> Check:
    """Which Chinese fonts a PDF is written with."""
    found = util.find_spec(FONTS)
    folder = Path(found.origin).parent if found and found.origin else None
    names = sorted(path.name for path in folder.rglob("*.[ot]t[fc]")) if folder else []
    if names:
        return Check(_("PDF 字体"), True, "、".join(names))
    return Check(_("PDF 字体"), False, _("没有中文字体；请安装 pylopdf-fonts-zh-cn"))


def temporary_folder(folder: Path) -> Check:
    """Whether temporary files can be written."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"gongkai")
    except OSError as error:
        reason = _("不能写入（{reason}）；请设置 TMPDIR").format(reason=error.strerror)
        return Check(_("临时文件夹"), False, f"{folder} {reason}")
    return Check(_("临时文件夹"), True, str(folder))


def disk_space(folder: Path) -> Check:
    """Whether there is room for temporary files."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check(_("磁盘空间"), False, f"{folder} {error.strerror}")
    size = _("可用 {free} MB").format(free=free // (1024 * 1024))
    if free >= ROOM:
        return Check(_("磁盘空间"), True, size)
    room = ROOM // (1024 * 1024)
    return Check(_("磁盘空间"), False, _("{size}，至少需要 {room} MB").format(size=size, room=room))


def schema_file(path: Path) -> Check:
    """Whether the published schema is there and is that of the records."""
    from gongkai.rules.interchange import json_schema

    what = "JSON Schema"
    try:
        published = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return Check(what, False, _("{path} 读不出（{reason}）；请重新安装").format(path=path, reason=error))
    if published == json_schema():
        return Check(what, True, str(published["title"]))
    return Check(what, False, _("{path} 与程序不一致；请重新安装或运行 make golden").format(path=path))


def catalogues(folder: Path) -> Check:
    """Whether the messages are there in both languages."""
    found = sorted(path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/gongkai.mo"))
    return Check(_("界面语言"), found == ["en", "zh_Hans"], "、".join(found) or _("没有语言文件；请重新安装"))


def has_installation(environment: Mapping[str, str]) -> bool:
    """Whether there is an installation to look at: a folder with its keys, or settings for production."""
    home = Path(environment.get("GONGKAI_HOME") or "gongkai-data").expanduser()
    return environment.get("GONGKAI_MODE", "") == "production" or (home / "secrets").is_dir()


def installation() -> Iterator[Check]:
    """What stops this installation or may trouble it, each with the way to mend it."""
    from gongkai.config.start import start

    start()
    from django.utils import timezone, translation

    from gongkai.config.checks import all_faults

    with translation.override("en" if language(os.environ) == ENGLISH else "zh-hans"):
        faults = all_faults(timezone.now())
        for fault in faults:
            what = f"gongkai.{fault.number} {fault.what}"
            yield Check(what, not fault.stops, fault.mend, warning=not fault.stops)
    if not any(fault.stops for fault in faults):
        yield Check(_("安装"), True, _("可以启动"))
