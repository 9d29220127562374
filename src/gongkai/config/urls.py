"""Every address of the installation. Language is in the address, so that a page can be cached."""

from __future__ import annotations

from allauth.account.views import logout
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from gongkai.config.health import healthz, readyz
from gongkai.config.media import picture

_SIGN_IN = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    # one way in: the two sign-ins of Wagtail would pass the second factor by
    path("office/login/", _SIGN_IN),
    path("_util/login/", _SIGN_IN),
    # and one way out: that of Wagtail takes the cookie away on a mere GET, from any site
    path("office/logout/", logout),
    path("office/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", picture),
    path("", include("gongkai.faces.opendata.urls")),
    *i18n_patterns(
        path("data/", include("gongkai.faces.opendata.page_urls")),
        path("", include("gongkai.faces.search.urls")),
        path("", include("gongkai.faces.portal.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
