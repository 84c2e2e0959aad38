"""`script/server` and manage.py on one's own machine: served as in production, over plain HTTP.

The secret is made on this machine at the first start and kept in a file that git ignores.
"""

import os
import secrets
from pathlib import Path

from cms.settings.base import *
from cms.settings.base import DATA_DIR, SECRET_KEY, env


def local_secret(path: Path) -> str:
    """The secret in the file `path`, made there by the first process that asks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(50))
    try:
        # A link either appears whole or not at all, so no process reads half a secret.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()


PORT = env.int("PORT", default=8000)
SECRET_KEY = SECRET_KEY or local_secret(DATA_DIR / "secret_key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
BASE_URL = env.str("BASE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILAPI_BASE_URL = BASE_URL
# Where `prepare` keeps the login it makes. Production has no such setting, and then makes none.
DEMO_LOGIN_FILE = DATA_DIR / "demo_login.json"
