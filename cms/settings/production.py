"""Production: over HTTPS, and only with what it cannot guess.

Raises ImproperlyConfigured naming every variable that is missing, before anything else starts.
"""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *
from cms.settings.base import ALLOWED_HOSTS, BASE_URL, SECRET_KEY, env

_required = {"SECRET_KEY": SECRET_KEY, "ALLOWED_HOSTS": ALLOWED_HOSTS, "BASE_URL": BASE_URL}
_missing = [name for name, value in _required.items() if not value]
if _missing:
    raise ImproperlyConfigured(
        f"Production needs these environment variables, which are not set: {', '.join(_missing)}"
    )
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured('ALLOWED_HOSTS must name the hosts of the site: "*" lets in any.')
if urlsplit(BASE_URL).scheme != "https" or not urlsplit(BASE_URL).hostname:
    raise ImproperlyConfigured(f"BASE_URL must be an https:// address, not {BASE_URL!r}.")

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# A cookie named __Host- cannot be set by a sub-domain or over plain HTTP.
SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
