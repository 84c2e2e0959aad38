"""After each commit no answer is older than it, whoever reads, on both databases.

FRESHNESS_CHANGES sets how many changes are made (40).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

SCRIPT = Path(__file__).with_name("freshness.py")


@pytest.fixture
def database_url(tmp_path: Path, db: None) -> Iterator[str]:
    """An empty database of the kind this run tests."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'freshness.sqlite3'}"
        return
    base = os.environ["DATABASE_URL"].rpartition("/")[0]
    name = f"freshness_{os.getpid()}"
    with psycopg.connect(f"{base}/postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    yield f"{base}/{name}"
    with psycopg.connect(f"{base}/postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_no_answer_is_older_than_the_last_commit(database_url: str, tmp_path: Path) -> None:
    changes = os.environ.get("FRESHNESS_CHANGES", "40")
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    ran = subprocess.run(
        [sys.executable, str(SCRIPT), changes],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    changed, reads = map(int, ran.stdout.split()[-2:])
    assert changed == int(changes)
    assert reads > changed
