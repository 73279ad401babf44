"""Every address of the workbench; each view has declared what it needs."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from salkku.web.accounts import urls as account_urls
from salkku.web.api import routes as api
from salkku.web.pages.decisions import urls as decisions
from salkku.web.pages.folder import urls as folder
from salkku.web.pages.home import urls as home
from salkku.web.pages.landscape import urls as landscape
from salkku.web.pages.people import urls as people
from salkku.web.pages.portfolio import urls as portfolio
from salkku.web.pages.proposals import urls as proposals
from salkku.web.pages.week import urls as week

handler400 = "salkku.web.ui.errors.bad_request"
handler403 = "salkku.web.ui.errors.forbidden"
handler404 = "salkku.web.ui.errors.not_found"
handler500 = "salkku.web.ui.errors.server_error"

AGREEMENT = [
    *week.urlpatterns,
    *proposals.urlpatterns,
    *portfolio.urlpatterns,
    *decisions.urlpatterns,
    *landscape.urlpatterns,
    *folder.urlpatterns,
    *people.urlpatterns,
]

urlpatterns = [
    path("", include(account_urls.unprefixed)),
    path("api/v1/", include((api.urlpatterns, "api"))),
    *i18n_patterns(
        path("", include(home.urlpatterns)),
        path("account/", include(account_urls.urlpatterns)),
        path("a/<slug:agreement>/", include(AGREEMENT)),
    ),
]
