"""Which browser tests and measurements run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The same engine without the windows that nobody looks at, which cost more than many a page.
WITHOUT_WINDOWS = ("chromium-headless-shell", "chrome-headless-shell")


def browser_path() -> str | None:
    """The Chromium of this machine, or of the variable CHROMIUM."""
    return _first(BROWSERS)


def browser_of_tests() -> str | None:
    """The one that runs tests: without windows, where there is such a one."""
    return _first((*WITHOUT_WINDOWS, *BROWSERS))


def _first(names: Iterable[str]) -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
