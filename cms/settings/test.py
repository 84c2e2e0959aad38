"""Tests: SQLite in memory or the PostgreSQL of DATABASE_URL, nothing kept, nothing slow."""

import gc
from pathlib import Path
from tempfile import gettempdir

from cms.settings.base import *
from cms.settings.base import CACHES, STORAGES, database, env

# Migrating and publishing make so many objects that looking for garbage took a third of the time.
gc.set_threshold(100_000, 20, 20)

SECRET_KEY = "a secret for tests, which guards nothing at all"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
BASE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILAPI_BASE_URL = BASE_URL

# No pool: each worker drops its database at the end, which open connections would prevent.
DATABASES = {
    "default": database(
        env.str("DATABASE_URL", default=""),
        default=":memory:",
        pool_size=0,
        statement_timeout=30_000,
    )
}
if DATABASES["default"]["ENGINE"] == "cms.sqlite":
    # Said outright: pytest-django knows only of Django's own backend that it tests in memory.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
else:
    # A test database need not outlive a crash, so no commit waits for the disk.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
CACHES = {**CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# tests/conftest.py gives each test a folder of its own; nothing should be written here.
MEDIA_ROOT = Path(gettempdir()) / "careroute-tests-media"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
# Pages are made anew for each test that reads them; those about what is kept switch it on.
KEPT_PAGES = False
