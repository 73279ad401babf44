"""One computer, no setting: SQLite, a secret and the agreements' tables under ``SALKKU_DATA``."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from salkku.web.settings.base import *

SALKKU_DATA = Path(os.environ.get("SALKKU_DATA") or Path.cwd() / ".salkku-data").resolve()


def _secret(folder: Path) -> str:
    """Read the secret of this folder, made at the first start and readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(60))
    return path.read_text(encoding="ascii")


SECRET_KEY = _secret(SALKKU_DATA)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SALKKU_DEMO = os.environ.get("SALKKU_DEMO") == "1"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": SALKKU_DATA / "salkku.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
