"""The door for web servers."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salkku.web.settings.embedded")
application = get_wsgi_application()
len(get_resolver().url_patterns)  # read the pages now, so that the first reader need not wait
