"""Settings of Django, made from the options of the environment."""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from gongkai.config.home import home_of
from gongkai.config.options import option
from gongkai.config.security import *  # noqa: F403
from gongkai.config.security import PRODUCTION
from gongkai.config.storing import originals

PACKAGE = Path(__file__).resolve().parents[1]
GONGKAI_HOME = home_of(os.environ)
GONGKAI_HOME.make()
SITE_URL = option("GONGKAI_SITE_URL").rstrip("/")
SITE_NAME = option("GONGKAI_SITE_NAME")
READ_ONLY = option("GONGKAI_READ_ONLY") == "1"
API_PER_MINUTE = int(option("GONGKAI_API_PER_MINUTE"))
SECURITY_CONTACT = option("GONGKAI_SECURITY_CONTACT")
UPLOAD_LIMIT = int(option("GONGKAI_UPLOAD_LIMIT_MB")) * 1024 * 1024

DEBUG = False
SECRET_KEY = option("GONGKAI_SECRET_KEY") or GONGKAI_HOME.secret("django")
ALLOWED_HOSTS = [host.strip() for host in option("GONGKAI_HOSTS").split(",") if host.strip()]
ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"
SITE_ID = 1

INSTALLED_APPS = [
    "gongkai.config",
    "gongkai.base.ui",
    "gongkai.base.trail",
    "gongkai.base.units",
    "gongkai.base.accounts",
    "gongkai.base.files",
    "gongkai.work.intake",
    "gongkai.work.library",
    "gongkai.faces.search",
    "gongkai.faces.opendata",
    "gongkai.faces.portal",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "gongkai.base.ui.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "gongkai.base.ui.middleware.HeadersMiddleware",
    "gongkai.base.ui.caching.CacheSanityMiddleware",
    "gongkai.faces.opendata.middleware.OpenDataMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "gongkai.base.ui.middleware.ReadOnlyMiddleware",
    "gongkai.base.accounts.middleware.ReaderMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "gongkai.base.accounts.middleware.DoorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.base.ui.context.site",
                "gongkai.faces.portal.context.notice",
                "gongkai.base.accounts.context.mail",
            ],
        },
    },
]

_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": GONGKAI_HOME.database,
    # opening the file anew for each request costs more than the whole of a cached page
    "CONN_MAX_AGE": 60,
    "OPTIONS": {
        # one writer at a time, waited for; readers never wait
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
    },
}
DATABASES = {
    "default": dj_database_url.parse(option("DATABASE_URL"), conn_max_age=60, conn_health_checks=True)
    if option("DATABASE_URL")
    else _SQLITE
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # rendered public pages, each at most a minute old
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "config" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = GONGKAI_HOME.static
MEDIA_URL = "/media/"
MEDIA_ROOT = GONGKAI_HOME.media
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # in development the files are served from where they lie; production collects and compresses them
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
    "originals": originals(option("GONGKAI_FILES_URL"), GONGKAI_HOME.originals),
}
WHITENOISE_USE_FINDERS = not PRODUCTION

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = ["Asia/Shanghai"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "gongkai.faces.search.wagtail.SearchBackend"}}
