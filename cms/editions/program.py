"""Which program is running: pages that another one made are made anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.template import engines

# What pages are made by. Style sheets and pictures are named with the digest of what they hold.
SOURCES = {".py", ".html", ".txt", ".mo", ".svg", ".json"}
SHOWN = (
    *("BASE_URL", "STATIC_URL", "MEDIA_URL", "LANGUAGE_CODE", "LANGUAGES", "TIME_ZONE", "USE_TZ"),
    *("SEARCH_ENGINES", "ADMIN_PATH", "X_FRAME_OPTIONS", "SECURE_REFERRER_POLICY"),
)


@cache
def fingerprint() -> str:
    """A digest of the site's own files, the packages below them and the settings pages show."""
    digest = sha256(sys.version.encode())
    for path in sorted(_files()):
        digest.update(str(path).encode() + b"\0" + path.read_bytes())
    # Named by package and version: to read what stands in them takes a third of a second.
    packages = sorted({each.name for path in sys.path for each in Path(path).glob("*.*-info")})
    shown = [repr(getattr(settings, name, None)) for name in SHOWN]
    digest.update("\n".join([*packages, *shown]).encode())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    """Those of the apps and templates that are no package, and the list of static files."""
    own = [Path(app.path) for app in apps.get_app_configs()]
    templates = [Path(each) for engine in engines.all() for each in engine.dirs]
    for folder in {*(each for each in own if "site-packages" not in each.parts), *templates}:
        for path in folder.rglob("*"):
            if path.suffix in SOURCES and path.is_file() and "node_modules" not in path.parts:
                yield path
    manifest = Path(str(settings.STATIC_ROOT or "")) / "staticfiles.json"
    if manifest.is_file():
        yield manifest
