"""Requests a second and their times under granian: a document page, beside Django's hello world.

Needs ``wrk`` (Debian: ``apt-get install wrk``), which shares the machine's cores with the server.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Line

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 8
CONNECTIONS = 16
FIND = """
from gongkai.config.start import start
start(slim=True)
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads
print(max((key for key, _ in reads.keys(PUBLIC)), key=lambda key: len(reads.document(PUBLIC, key).tasks)))
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What one run of wrk saw."""

    per_second: float
    p95_ms: float
    failed: int


def measure() -> Iterator[Line]:
    """The page of the longest sample document, first as it is made, then hello world."""
    if shutil.which("wrk") is None:
        yield Line("document page", "not measured", "wrk is not installed", "apt-get install wrk", "-")
        return
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "GONGKAI_HOME": home, "DATABASE_URL": ""}
        gongkai = str(Path(sys.executable).with_name("gongkai"))
        subprocess.run([gongkai, "setup", "--demo"], check=True, env=environment, stdout=subprocess.DEVNULL)
        key = subprocess.run(
            [sys.executable, "-c", FIND], check=True, env=environment, capture_output=True, text=True
        ).stdout.strip()
        with serving("gongkai.config.wsgi:application", environment) as port:
            ours = load(f"http://127.0.0.1:{port}/d/{key}/")
            search = load(f"http://127.0.0.1:{port}/search/?q=%E5%85%AC%E5%BC%80")
        with serving("bench.hello:application", environment) as port:
            hello = load(f"http://127.0.0.1:{port}/")
    yield _line("document page under granian, 2 processes", ours, hello, ">= 400 requests/s, p95 <= 40 ms")
    yield _line("search page under granian, 2 processes", search, hello, "-")


def _line(what: str, ours: Load, hello: Load, aim: str) -> Line:
    return Line(
        what,
        f"{ours.per_second:.0f} requests/s, p95 {ours.p95_ms:.1f} ms, {ours.failed} failed",
        f"{hello.per_second:.0f} requests/s, p95 {hello.p95_ms:.1f} ms (Django hello world)",
        f"{ours.per_second / hello.per_second:.2f} x the rate",
        aim,
    )


@contextmanager
def serving(application: str, environment: dict[str, str]) -> Iterator[int]:
    """The port at which granian serves ``application`` with two processes, while the block runs."""
    port = _free_port()
    granian = str(Path(sys.executable).with_name("granian"))
    command = [granian, "--interface", "wsgi", "--workers", "2", "--port", str(port), "--no-ws", application]
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def load(address: str) -> Load:
    """What wrk sees at ``address``, after a second of warming up."""
    _wrk(address, 2)
    said = _wrk(address, SECONDS)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    late = re.search(r"95\.?\d*%\s+([\d.]+)(us|ms|s)", said)
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    if rate is None or late is None:
        raise RuntimeError(f"wrk said: {said}")
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}[late[2]]
    return Load(float(rate[1]), float(late[1]) * scale, int(wrong[1]) if wrong else 0)


def _wrk(address: str, seconds: int) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        # wrk prints p90 and p99; the 95th is asked for
        script.write(
            "done = function(summary, latency, requests)\n"
            '  io.write(string.format("95%% %.3fms\\n", latency:percentile(95) / 1000))\nend\n'
        )
        script.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", script.name, address]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _await(port: int) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.25)
    raise RuntimeError("the server did not start in a minute")
