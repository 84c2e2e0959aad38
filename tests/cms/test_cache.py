"""The cache in the database waits for nobody who writes."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest
from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError, connection

from cms.sqlite.cache import ReadersCache


@pytest.mark.needs("sqlite")
def test_reading_never_waits_for_a_writer(database_file: Path) -> None:
    ours, stock = (kind("cache", {}) for kind in (ReadersCache, DatabaseCache))
    ours.set("kept", 1)
    ours.set("expired", 1, timeout=-1)
    ours.set("wrong", 1)
    connection.cursor().execute("PRAGMA busy_timeout = 1500")
    writer = sqlite3.connect(database_file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    assert [ours.get(key) for key in ("kept", "expired", "nothing")] == [1, None, None]
    ours.set("new", 1)
    assert time.monotonic() - began < 1
    with pytest.raises(OperationalError, match="^database is locked$"):
        stock.get("expired")
    writer.execute("ROLLBACK")
    ours.set("new", 2)
    ours.delete("wrong")
    assert (ours.get("new"), ours.get("wrong")) == (2, None)
    assert connection.cursor().execute("PRAGMA busy_timeout").fetchone() == (1500,)
