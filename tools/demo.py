"""The demo: an installation in ``demo/`` with the sample city, served on http://127.0.0.1:8000."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "demo"
GONGKAI = Path(sys.executable).with_name("gongkai")
ADDRESS = "http://127.0.0.1:8000"


def demo(files: list[str]) -> int:
    """Prepare the installation, take in ``files`` beside the sample, and serve; the exit code."""
    environment = {"GONGKAI_HOME": str(HOME), **os.environ}
    commands = [[str(GONGKAI), "setup", "--demo"]]
    if files:
        commands.append([str(GONGKAI), "ingest", *files])
    for command in commands:
        code = subprocess.run(command, env=environment, check=False).returncode
        if code:
            return code
    if os.environ.get("CI"):
        return 0
    print(
        f"\n网站 / site    {ADDRESS}/\n办公 / office  {ADDRESS}/office/\n停止 / stop    Ctrl-C\n", flush=True
    )
    try:
        return subprocess.run([GONGKAI, "serve"], env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(demo(sys.argv[1:]))
