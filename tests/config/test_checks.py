"""What stops an installation in production, each rule with what mends it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from gongkai.base.accounts.models import User
from gongkai.base.trail.actions import Subject, record
from gongkai.config import checks
from gongkai.config.home import Home
from gongkai.rules.access import SYSTEM

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def production(settings: Any) -> Any:
    """Settings of an installation that may start."""
    settings.PRODUCTION = True
    settings.SECOND_FACTOR = True
    settings.BEHIND_PROXY = True
    settings.SITE_URL = "https://gk.example.cn"
    settings.ALLOWED_HOSTS = ["gk.example.cn"]
    settings.MAIL_CONFIGURED = True
    return settings


def numbers() -> list[str]:
    return [fault.number for fault in checks.settings_faults()]


def test_good_settings_have_no_fault(production: Any) -> None:
    assert numbers() == []


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("SECRET_KEY", "short", "E002"),
        ("SECRET_KEY", "a" * 60, "E002"),
        ("SECRET_KEY", "django-insecure-" + "abcdefghijklmnop" * 4, "E002"),
        ("ALLOWED_HOSTS", ["gk.example.cn", "*"], "E003"),
        ("ALLOWED_HOSTS", [".example.cn"], "E003"),
        ("ALLOWED_HOSTS", ["localhost"], "E004"),
        ("ALLOWED_HOSTS", ["other.example.cn"], "E004"),
        ("SITE_URL", "http://gk.example.cn", "E005"),
        ("BEHIND_PROXY", False, "E005"),
        ("SECOND_FACTOR", False, "E006"),
        ("DEBUG", True, "E007"),
        ("MAIL_CONFIGURED", False, "W001"),
    ],
)
def test_each_unsafe_setting_is_told(production: Any, name: str, value: Any, number: str) -> None:
    setattr(production, name, value)
    assert number in numbers()


def test_development_is_not_held_to_the_rules_of_production(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert numbers() == []


def test_a_mode_that_we_do_not_know_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_MODE", "produktion")
    assert numbers() == ["E001"]


def test_keys_that_others_can_read_are_told(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.secret("django")
    assert list(checks.secret_faults(home.secrets)) == []
    (home.secrets / "django").chmod(0o644)
    assert [fault.number for fault in checks.secret_faults(home.secrets)] == ["E011"]


def test_a_folder_that_is_not_there_is_told_with_its_reason(tmp_path: Path) -> None:
    assert list(checks.folder_faults(tmp_path)) == []
    assert [fault.number for fault in checks.folder_faults(tmp_path / "missing")] == ["E010"]


@pytest.mark.parametrize(("behind", "found"), [(0, []), (60, []), (3600, ["E015"])])
def test_a_clock_behind_the_trail_is_told(behind: int, found: list[str]) -> None:
    now = datetime(2026, 11, 23, tzinfo=timezone.get_default_timezone())
    newest = now + timedelta(seconds=behind)
    assert [fault.number for fault in checks.clock_faults(now, newest)] == found


@pytest.mark.django_db
def test_accounts_that_everybody_knows_are_told_in_production_alone(production: Any) -> None:
    User.objects.create_user("demo-clerk")
    User.objects.create_superuser("root")
    found = {fault.number for fault in checks.installation_faults(timezone.now())}
    assert {"E013", "E014"} <= found
    production.PRODUCTION = False
    assert not {"E013", "E014"} & {fault.number for fault in checks.installation_faults(timezone.now())}


@pytest.mark.django_db(transaction=False)
def test_the_newest_entry_of_the_trail_holds_the_clock(production: Any) -> None:
    record(SYSTEM, "test.act", Subject("test", "1", "一"))
    past = timezone.now() - timedelta(days=1)
    assert "E015" in {fault.number for fault in checks.installation_faults(past)}


@pytest.mark.django_db
def test_the_server_refuses_with_every_reason_and_its_remedy(production: Any) -> None:
    production.ALLOWED_HOSTS = ["*"]
    production.SECOND_FACTOR = False
    with pytest.raises(ImproperlyConfigured) as refusal:
        checks.refuse_unsafe()
    assert "gongkai.E003" in str(refusal.value)
    assert "gongkai.E006" in str(refusal.value)


def test_the_server_starts_in_development(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    checks.refuse_unsafe()


def run(arguments: list[str], home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "GONGKAI_HOME": str(home), "DATABASE_URL": "", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


GOOD = {
    "GONGKAI_MODE": "production",
    "GONGKAI_HOSTS": "gk.example.cn",
    "GONGKAI_SITE_URL": "https://gk.example.cn",
    "GONGKAI_PROXY_TLS": "1",
    "GONGKAI_EMAIL_URL": "smtps://a:b@mail.example.cn",
    "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
}


def test_djangos_own_check_for_deployment_finds_nothing_in_production(tmp_path: Path) -> None:
    done = run(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], tmp_path, **GOOD)
    assert done.returncode == 0, done.stderr


def test_doctor_and_server_refuse_the_same(tmp_path: Path) -> None:
    unsafe = {**GOOD, "GONGKAI_HOSTS": "*"}
    program = "from gongkai.cli import main; main()"
    doctor = run(["-c", program, "doctor"], tmp_path, **unsafe)
    assert doctor.returncode == 1
    assert "gongkai.E003" in doctor.stdout
    server = run(["-c", program, "serve", "--no-work"], tmp_path, **unsafe)
    assert server.returncode != 0
    assert "gongkai.E003" in server.stderr
