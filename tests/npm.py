"""Running Node and its package manager."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def run(folder: Path, *command: str, **environment: str) -> str:
    """Run a program; fails with what it said."""
    ran = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout[-5000:] + ran.stderr[-3000:]
    return ran.stdout


def npm(folder: Path, *arguments: str, **environment: str) -> str:
    return run(folder, "npm", "--no-audit", *arguments, **environment)
