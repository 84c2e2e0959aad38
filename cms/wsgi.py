"""The application as web servers call it."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()

# Done here and not for the first reader: types of documents are derived (what has none stops the
# start), and the program is read that pages were made by.
import_module("cms.editions.shape").shapes()
import_module("cms.editions.program").fingerprint()
