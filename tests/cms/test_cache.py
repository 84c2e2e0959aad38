"""The cache in the database waits for nobody who writes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

READ = """
import sqlite3, sys, time
import django
django.setup()
from datetime import timedelta
from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError, connection
from cms.sqlite.cache import ReadersCache

ours, stock = (kind("cache", {}) for kind in (ReadersCache, DatabaseCache))
ours.set("kept", 1)
ours.set("expired", 1, timeout=-1)
ours.set("wrong", 1)
connection.cursor().execute("PRAGMA busy_timeout = 1500")
writer = sqlite3.connect(sys.argv[1], isolation_level=None)
writer.execute("BEGIN IMMEDIATE")
began = time.monotonic()
found = ours.get("kept"), ours.get("expired"), ours.get("nothing")
ours.set("new", 1)
assert time.monotonic() - began < 1
try:
    stock.get("expired")
except OperationalError as error:
    print(error)
writer.execute("ROLLBACK")
ours.set("new", 2)
ours.delete("wrong")
(usual,) = connection.cursor().execute("PRAGMA busy_timeout").fetchone()
print(*found, ours.get("new"), ours.get("wrong"), usual)
"""


@pytest.mark.needs("sqlite")
def test_reading_never_waits_for_a_writer(migrated_file: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", READ, str(migrated_file)],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "DATABASE_URL": f"sqlite:///{migrated_file}",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.splitlines() == ["database is locked", "1 None None 2 None 1500"], ran.stderr
