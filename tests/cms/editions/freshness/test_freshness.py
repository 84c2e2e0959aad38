"""After each commit no answer is older than it, whoever reads, on both databases; and a rebuild
that is killed loses nothing.

FRESHNESS_CHANGES sets how many changes are made (40).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.cms.editions.freshness.changing import OF_POSTS, OF_SHARED
from tests.migrated import Migrated

CHANGES = int(os.environ.get("FRESHNESS_CHANGES", "40"))


@pytest.fixture
def database_url(request: pytest.FixtureRequest, migrated: Migrated, db: None) -> Iterator[str]:
    """A migrated database of the kind this run tests."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{request.getfixturevalue('migrated_file')}"
        return
    base = os.environ["DATABASE_URL"].rpartition("/")[0]
    name = f"freshness_{os.getpid()}"
    with psycopg.connect(f"{base}/postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{migrated.name}"')
    yield f"{base}/{name}"
    with psycopg.connect(f"{base}/postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_no_answer_is_older_than_the_last_commit(database_url: str, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.cms.editions.freshness", str(CHANGES)],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DATABASE_URL": database_url,
            "DATA_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        },
        capture_output=True,
        text=True,
        timeout=850,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr[-5000:]
    said = json.loads(ran.stdout)
    assert sum(said["made"].values()) == CHANGES
    assert said["reads"] > CHANGES
    assert said["busy"] <= said["reads"] / 100  # of who waits for the store, nearly all get it
    assert said["rebuilt"] > 0
    if CHANGES > 200:
        assert said["made"].keys() == {*OF_POSTS, *OF_SHARED}
