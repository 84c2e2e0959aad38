"""Programs of this project in a process of their own, under settings of their own."""

from __future__ import annotations

import os
import subprocess
import sys

from django.conf import settings

INHERITED = ("PATH", "HOME", "LANG", "TMPDIR")


def run_python(
    *arguments: str, settings_module: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """`python …` in the project's folder, with this environment only. Its output is captured."""
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={**kept, "DJANGO_SETTINGS_MODULE": settings_module, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def run_tests(*files: str, settings_module: str, **environment: str) -> None:
    """Run test files under other settings. Fails with their output when one of them fails."""
    options = ("-q", "-p", "no:cacheprovider", "--ds", settings_module)
    ran = run_python(
        *("-m", "pytest", *options, *files), settings_module=settings_module, **environment
    )
    assert ran.returncode == 0, ran.stdout[-5000:] + ran.stderr[-2000:]
