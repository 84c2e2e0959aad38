"""The site with the mistaken app in it."""

from cms.settings.test import *
from cms.settings.test import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.newcomer.untyped.apps.UntypedConfig"]
