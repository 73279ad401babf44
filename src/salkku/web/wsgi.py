"""The door for web servers."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salkku.web.settings.embedded")
application = get_wsgi_application()
