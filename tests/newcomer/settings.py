"""The site with the newcomer in it; always on SQLite in memory."""

from cms.settings.services import database
from cms.settings.test import *
from cms.settings.test import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.newcomer"]
DATABASES = {"default": database("", default=":memory:", pool_size=0, statement_timeout=0)}
