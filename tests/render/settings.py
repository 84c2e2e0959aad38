"""One's own machine, with static files served as they lie in the sources: nothing is collected."""

from cms.settings.dev import *
from cms.settings.dev import LOGGING, STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A page that is not there is one of the pages.
LOGGING["root"]["level"] = "ERROR"

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
