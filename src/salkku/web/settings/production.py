"""A server for many people: everything from the environment, and no start while unsafe."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from salkku.web.settings.base import *


def _unsafe(environment: dict[str, str]) -> list[str]:
    """Collect every reason not to start."""
    reasons = []
    if environment.get("SALKKU_DEBUG", "0") not in ("", "0"):
        reasons.append("SALKKU_DEBUG must not be set")
    if len(environment.get("SALKKU_SECRET_KEY", "")) < 50:
        reasons.append("SALKKU_SECRET_KEY must have at least 50 characters")
    hosts = [host.strip() for host in environment.get("SALKKU_HOSTS", "").split(",")]
    if not all(hosts) or any(host.startswith("*") for host in hosts):
        reasons.append("SALKKU_HOSTS must name the hosts, separated by commas, without *")
    if not environment.get("SALKKU_DATABASE", "").startswith(("postgres://", "postgresql://")):
        reasons.append("SALKKU_DATABASE must be postgresql://user:password@host:port/name")
    if not environment.get("SALKKU_DATA"):
        reasons.append("SALKKU_DATA must name a folder for the agreements' tables")
    if "@" not in environment.get("SALKKU_FEEDBACK", ""):
        reasons.append("SALKKU_FEEDBACK must be the e-mail address for accessibility feedback")
    return reasons


def _database(address: str) -> dict[str, Any]:
    """Read ``postgresql://user:password@host:port/name`` as Django's dictionary."""
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


_reasons = _unsafe(dict(os.environ))
if _reasons:
    raise ImproperlyConfigured("Salkku does not start: " + "; ".join(_reasons) + ".")

SECRET_KEY = os.environ["SALKKU_SECRET_KEY"]
ALLOWED_HOSTS = [host.strip() for host in os.environ["SALKKU_HOSTS"].split(",")]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DATABASES = {"default": _database(os.environ["SALKKU_DATABASE"])}
SALKKU_DATA = Path(os.environ["SALKKU_DATA"]).resolve()
SALKKU_FEEDBACK = os.environ["SALKKU_FEEDBACK"]
STATIC_ROOT = SALKKU_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
