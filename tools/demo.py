"""The main job from end to end: the sample issue (or a file of yours) read, its report written and opened."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from gongkai.samples import write_sample

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "demo"
GONGKAI = Path(sys.executable).with_name("gongkai")
REPORT = DEMO / "report.html"
RECORD = DEMO / "record.json"
UNUSABLE = 2


def demo(files: list[str]) -> int:
    """Write the report and the record of the first of ``files``, else of the sample; the exit code."""
    DEMO.mkdir(exist_ok=True)
    file = Path(files[0]) if files else sample()
    print(f"读取 / reading  {shown(file)}", flush=True)
    for form, result in (("html", REPORT), ("json", RECORD)):
        code = read(file, form, result)
        if code >= UNUSABLE:
            return code
    print(f"报告 / report   {shown(REPORT)}\n记录 / record   {shown(RECORD)}", flush=True)
    open_in_browser(REPORT)
    return 0


def sample() -> Path:
    """The sample issue as PDF, written together with its other formats."""
    written = write_sample(DEMO)
    return next((path for path in written if path.suffix == ".pdf"), written[0])


def read(file: Path, form: str, result: Path) -> int:
    """The exit code of the command that a user would type, its output in ``result``."""
    part = result.with_suffix(".part")
    with part.open("wb") as output:
        code = subprocess.run(
            [GONGKAI, "read", file, "--format", form], stdout=output, check=False
        ).returncode
    if code < UNUSABLE:
        part.replace(result)
    else:
        part.unlink()
    return code


def shown(path: Path) -> str:
    """A path as a user would type it from the checkout."""
    return os.path.relpath(path, ROOT) if path.is_absolute() else str(path)


def open_in_browser(page: Path) -> None:
    """Open ``page`` where a desktop has a browser; without one nothing happens."""
    opener = shutil.which("xdg-open") or shutil.which("open")
    desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform == "darwin"
    if opener and desktop and not os.environ.get("CI"):
        subprocess.run([opener, page], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(demo(sys.argv[1:]))
