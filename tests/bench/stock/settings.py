"""Settings as `wagtail start` makes them, over a copy of the site's database."""

from pathlib import Path

from cms.settings.dev import *
from cms.settings.dev import DATA_DIR, DATABASES, INSTALLED_APPS

DATABASES = {"default": {**DATABASES["default"], "NAME": str(DATA_DIR / "stock.sqlite3")}}
INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.stock.apps.Stock"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ROOT_URLCONF = "tests.bench.stock.urls"
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # its middleware is left out
