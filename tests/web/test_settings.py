"""Embedded needs no setting; production does not start unsafe."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

SAFE = {
    "SALKKU_SECRET_KEY": "x" * 60,
    "SALKKU_HOSTS": "salkku.example.fi,www.example.fi",
    "SALKKU_DATABASE": "postgresql://salkku:a%40b@db.example.fi:5433/salkku",
    "SALKKU_FEEDBACK": "palaute@example.fi",
}
SHOW = "from salkku.web.settings import {name} as s; print({what})"


def _start(name: str, what: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SALKKU_")}
    return subprocess.run(
        [sys.executable, "-c", SHOW.format(name=name, what=what)],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_embedded_keeps_its_secret_to_itself(tmp_path: Path) -> None:
    data = {"SALKKU_DATA": str(tmp_path / "data")}
    first = _start("embedded", "s.SECRET_KEY, s.DEBUG", data)
    again = _start("embedded", "s.SECRET_KEY, s.DEBUG", data)
    assert first.stdout == again.stdout != ""
    assert "False" in first.stdout
    mode = stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode)
    assert mode == 0o600


def test_production_starts_when_all_is_given(tmp_path: Path) -> None:
    what = (
        "s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
        " s.ALLOWED_HOSTS, s.DATABASES['default']['PASSWORD'], s.DATABASES['default']['PORT']"
    )
    started = _start("production", what, {**SAFE, "SALKKU_DATA": str(tmp_path)})
    assert started.returncode == 0, started.stderr
    expected = "False True True True ['salkku.example.fi', 'www.example.fi'] a@b 5433"
    assert started.stdout.strip() == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SALKKU_SECRET_KEY", ""),
        ("SALKKU_SECRET_KEY", "short"),
        ("SALKKU_HOSTS", ""),
        ("SALKKU_HOSTS", "*"),
        ("SALKKU_HOSTS", "a.fi,*.fi"),
        ("SALKKU_DATABASE", "sqlite:///x"),
        ("SALKKU_DATABASE", ""),
        ("SALKKU_FEEDBACK", ""),
        ("SALKKU_DATA", ""),
        ("SALKKU_DEBUG", "1"),
    ],
)
def test_production_refuses_what_is_unsafe(tmp_path: Path, name: str, value: str) -> None:
    environment = {**SAFE, "SALKKU_DATA": str(tmp_path), name: value}
    refused = _start("production", "s.DEBUG", environment)
    assert refused.returncode != 0
    assert name in refused.stderr.splitlines()[-1]
