"""The floor alone: blog and home left out, as a project without them would."""

from cms.settings.services import database
from cms.settings.test import *
from cms.settings.test import INSTALLED_APPS, TEMPLATES

STOREYS = {"blog", "home"}
INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in STOREYS]
TEMPLATES[0]["OPTIONS"]["context_processors"].remove("blog.context_processors.site")
DATABASES = {"default": database("", default=":memory:", pool_size=0, statement_timeout=0)}
