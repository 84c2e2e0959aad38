"""The site's own database and apps, without middleware, with stock Wagtail's API beside."""

from cms.settings.dev import *
from cms.settings.dev import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.api.v3", "tests.bench.yardstick.apps.Yardstick"]
MIDDLEWARE = []
ROOT_URLCONF = "tests.bench.yardstick.urls"
