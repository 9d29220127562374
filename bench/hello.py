"""The least that Django can do: one view, no middleware, no database. The baseline of the web."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(SECRET_KEY="bench", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[])  # noqa: S106


def hello(request: HttpRequest) -> HttpResponse:
    """Two words."""
    return HttpResponse("hello, world")


urlpatterns = [path("", hello)]
application = get_wsgi_application()
