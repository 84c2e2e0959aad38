"""The application as web servers call it."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()

# Types of documents are derived here and not for the first reader. What has none stops the start.
import_module("cms.editions.shape").shapes()
