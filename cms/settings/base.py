"""Every setting once, each environment variable on the line that reads it.

Not used by itself: dev, production and test import it and change what must differ there.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import get_language_info

from cms.settings.services import cache, database, origins

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

# What an installation makes for itself: database, media, collected static files, local secrets.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))

# --- Who and where -----------------------------------------------------------------------------
# Not read by django-environ, which takes a value that starts with "$" for another variable's name.
SECRET_KEY = os.environ.get("SECRET_KEY", "")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
BASE_URL = env.str("BASE_URL", default="").rstrip("/")
# How many proxies of ours stand in front. What the outermost of them says about the client's
# address and scheme is believed; with 0 those headers are ignored.
PROXY_COUNT = env.int("PROXY_COUNT", default=0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None

# Off for a site that is being tried out: search engines are asked to stay away from all of it.
SEARCH_ENGINES = env.bool("SEARCH_ENGINES", default=True)
# Megabytes of answers of the content API that each process keeps (`cms.api.kept`); 0 for none.
KEPT_ANSWERS = env.int("KEPT_ANSWERS", default=8)
# Whether pages are made when they are published and sent as they were made (`cms.editions.html`).
KEPT_PAGES = env.bool("KEPT_PAGES", default=True)

DEBUG = False
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
ADMIN_PATH = "admin/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "cms",
    "cms.editions",
    "cms.images",
    "cms.preview",
    "blog",
    "home",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "ninja",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.preview.middleware.PrivateMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.delivery.headers.SecurityHeadersMiddleware",
    "cms.api.middleware.ApiMiddleware",
    "cms.delivery.compression.PublicGZipMiddleware",
    "cms.delivery.language.PathLanguageMiddleware",
    "cms.delivery.pages.ReadersPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "cms.delivery.redirects.RedirectMiddleware",
    "cms.delivery.behind.BehindMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.editions.middleware.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Last, because it answers for a login that the backend refused.
    "axes.middleware.AxesMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "blog.context_processors.site",
            ],
        },
    },
]

# --- Services ----------------------------------------------------------------------------------
DATABASES = {
    "default": database(
        env.str("DATABASE_URL", default=""),
        default=DATA_DIR / "db.sqlite3",
        pool_size=env.int("DATABASE_POOL_SIZE", default=8),
        statement_timeout=env.int("DATABASE_STATEMENT_TIMEOUT", default=5000),
    )
}
CACHES = {
    "default": cache(env.str("CACHE_URL", default="")),
    # Wagtail would write each rendition it has read back into the cache, under the store's lock;
    # one indexed query reads all that a picture needs.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
# In the database, so that an outage of the cache signs no editor out.
SESSION_ENGINE = "django.contrib.sessions.backends.db"

EMAIL_CONFIG: dict[str, Any] = env.email_url("EMAIL_URL", default="dummymail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="careroute@localhost")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "cms.preview.logs.WithoutTokens",
            "fmt": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    # Django's own handlers would print the same lines again, or mail them.
    "loggers": {
        "django": {"handlers": [], "level": "NOTSET", "propagate": True},
        # `runserver` tells every address that is asked for.
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}

# --- Languages and time ------------------------------------------------------------------------
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")
LANGUAGES = [
    (code, get_language_info(code)["name"])
    for code in dict.fromkeys([LANGUAGE_CODE, *env.list("LANGUAGES", default=[])])
]
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_I18N = True
FORMAT_MODULE_PATH = ["cms.formats"]  # dates in words
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES

# --- Files -------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(DATA_DIR / "media")))
# WHITENOISE_KEEP_ONLY_HASHED_FILES stays off: Wagtail loads userbar.js by its plain name.
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "cms.storage.WholeFileStorage"},
    "staticfiles": {"BACKEND": "cms.static_files.StaticFiles"},
}
FILE_UPLOAD_PERMISSIONS = 0o644
# Long posts are large forms: each field of each block counts.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# --- Passwords and logins ----------------------------------------------------------------------
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
# Ten wrong passwords for one name from one address, then 429 for a quarter of an hour. The right
# password from another address still works, so nobody can lock an editor out.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "cms.delivery.client_address.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# --- Headers -----------------------------------------------------------------------------------
X_FRAME_OPTIONS = "DENY"  # Wagtail itself says SAMEORIGIN for the previews that it frames
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
PERMISSIONS_POLICY = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        # A preview in the editor is a public page in a frame of this site.
        "frame-ancestors": [SELF],
        "frame-src": [NONE],
        "object-src": [NONE],
    }
}
# The address of a front-end's page for drafts, with {token} where the token goes.
PREVIEW_URL = env.str("PREVIEW_URL", default="")
# Wagtail's editor starts its widgets from inline scripts and draws on blob: and data: images.
ADMIN_CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "default-src": [SELF],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "frame-src": [SELF, *origins(PREVIEW_URL)],
    "img-src": [SELF, "blob:", "data:"],
    "object-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}

# --- Wagtail -----------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Careroute"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False  # asks another host
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # asks another host
# Without a mail server a link "forgotten password?" would promise what never arrives.
WAGTAIL_PASSWORD_RESET_ENABLED = "EMAIL_URL" in os.environ
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_GLOBAL_EDIT_LOCK = True
WAGTAILREDIRECTS_AUTO_CREATE = False  # cms.editions.redirects does, inside the transaction
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}  # Wagtail keeps it in clear
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []  # a link card loads nothing from another host
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_DOCS_ENABLED = False
WAGTAILAPI_BASE_URL = BASE_URL

WAGTAILIMAGES_IMAGE_MODEL = "cms_images.CustomImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.images.forms.CheckedImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]  # never svg
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000  # width x height x frames
WAGTAILIMAGES_FEATURE_DETECTION_ENABLED = False
WAGTAILIMAGES_JPEG_QUALITY = 78
WAGTAILIMAGES_WEBP_QUALITY = 76
WAGTAILIMAGES_AVIF_QUALITY = 58
# Phones upload HEIC, which browsers do not show; AVIF and WebP keep their own format.
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"heic": "jpeg", "avif": "avif", "webp": "webp"}

WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT = True
