"""The demo site that is rendered: painted once, and copied for each run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.core.management.utils import get_random_secret_key

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "tests.render.settings"
# What the demo site is made of. Painting its pictures takes longer than all screenshots.
SOURCES = ("home/demo/**/*.py", "*/migrations/*.py", "cms/*/migrations/*.py", "cms/renditions.py")


def copy_of_demo(kept: Path, copy: Path) -> None:
    """Copy the demo site to `copy`, from `kept`, which is made anew when the demo has changed."""
    fingerprint = _fingerprint()
    note = kept / "fingerprint"
    if not note.exists() or note.read_text() != fingerprint:
        print("Painting the demo site …", file=sys.stderr)  # noqa: T201
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        for command in ("migrate", "load_demo"):
            _manage(kept, command)
        note.write_text(fingerprint)
    shutil.copytree(kept, copy)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _manage(data: Path, command: str) -> None:
    environment = {
        **os.environ,
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "SECRET_KEY": get_random_secret_key(),
    }
    arguments = [sys.executable, "manage.py", command, "--verbosity", "0"]
    subprocess.run(arguments, env=environment, cwd=ROOT, check=True)
