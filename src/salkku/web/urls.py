"""Every address of the workbench; each view has declared what it needs."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from salkku.web.accounts import urls as account_urls
from salkku.web.api import routes as api
from salkku.web.pages.decisions.urls import urlpatterns as decisions
from salkku.web.pages.doubt.urls import urlpatterns as doubt
from salkku.web.pages.folder.urls import urlpatterns as folder
from salkku.web.pages.home.urls import urlpatterns as home
from salkku.web.pages.landscape.urls import urlpatterns as landscape
from salkku.web.pages.money.urls import urlpatterns as money
from salkku.web.pages.organisations.urls import urlpatterns as organisations
from salkku.web.pages.people.urls import urlpatterns as people
from salkku.web.pages.portfolio.urls import urlpatterns as portfolio
from salkku.web.pages.proposals.urls import urlpatterns as proposals
from salkku.web.pages.time.urls import urlpatterns as time
from salkku.web.pages.week.urls import urlpatterns as week
from salkku.web.pages.whatif.urls import urlpatterns as whatif

handler400 = "salkku.web.ui.errors.bad_request"
handler403 = "salkku.web.ui.errors.forbidden"
handler404 = "salkku.web.ui.errors.not_found"
handler500 = "salkku.web.ui.errors.server_error"

AGREEMENT = [
    *week,
    *proposals,
    *portfolio,
    *whatif,
    *money,
    *doubt,
    *time,
    *decisions,
    *landscape,
    *organisations,
    *folder,
    *people,
]

urlpatterns = [
    path("", include(account_urls.unprefixed)),
    path("api/v1/", include((api.urlpatterns, "api"))),
    *i18n_patterns(
        path("", include(home)),
        path("account/", include(account_urls.urlpatterns)),
        path("a/<slug:agreement>/", include(AGREEMENT)),
    ),
]
