"""Every address of the installation. Language is in the address, so that a page can be cached."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("office/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("", include("gongkai.faces.opendata.urls")),
    *i18n_patterns(
        path("", include("gongkai.faces.search.urls")),
        path("", include("gongkai.faces.portal.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
