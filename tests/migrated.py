"""A migrated database that is kept between runs and copied: migrating anew takes ten seconds.

It is found by what makes it: the migrations of the installed apps. SQLite's is a file in pytest's
cache, PostgreSQL's a database beside the one that is tested.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection


class Migrated:
    """The kept database of the kind that `connection` has, whether it is there yet or not."""

    def __init__(self, folder: Path) -> None:
        # Those that other migrations of the same settings made are of no more use.
        self._kind = f"migrated_for_{settings.SETTINGS_MODULE}_".replace(".", "_")
        self.name = self._kind + _digest()
        self._folder = folder
        self.file = folder / f"{self.name}.sqlite3"

    def take_turn(self) -> None:
        """One process makes it; those that start at the same time wait and find it."""
        self._turn = (self._folder / "turn").open("w")
        fcntl.flock(self._turn, fcntl.LOCK_EX)

    def end_turn(self) -> None:
        self._turn.close()

    def copy_to_test_database(self) -> None:
        """Begin the test database as a copy of what is kept, if anything is.

        For other settings, which add an app to those of the file in MIGRATED, that file will do.
        """
        creation: Any = connection.creation
        target = creation._get_test_db_name()
        if connection.vendor == "sqlite":
            file = self.file if self.file.exists() else Path(os.environ.get("MIGRATED", ""))
            if file.is_file():
                connection.settings_dict["NAME"] = target
                connection.ensure_connection()
                with closing(sqlite3.connect(file)) as kept:
                    kept.backup(connection.connection)
            return
        with _server() as run:
            run(f"DROP DATABASE IF EXISTS {_quoted(target)}")
            if run("SELECT 1 FROM pg_database WHERE datname = %s", [self.name]):
                run(f"CREATE DATABASE {_quoted(target)} TEMPLATE {_quoted(self.name)}")

    def keep_test_database(self) -> None:
        """Keep the test database, which has just been migrated, unless it is kept already."""
        unfinished = f"{self.name}_unfinished"
        if connection.vendor == "sqlite":
            if not self.file.exists():
                self._forget_others()
                half = self.file.with_name(unfinished)
                with closing(sqlite3.connect(half)) as copy:
                    connection.connection.backup(copy)
                half.rename(self.file)
            return
        source = connection.settings_dict["NAME"]
        connection.close()
        with _server() as run:
            kept = {name for (name,) in run("SELECT datname FROM pg_database")}
            if self.name in kept:
                return
            for name in kept:
                if name.startswith(self._kind):
                    run(f"DROP DATABASE {_quoted(name)}")
            run(f"CREATE DATABASE {_quoted(unfinished)} TEMPLATE {_quoted(source)}")
            run(f"ALTER DATABASE {_quoted(unfinished)} RENAME TO {_quoted(self.name)}")

    def _forget_others(self) -> None:
        for other in self._folder.glob(f"{self._kind}*"):
            other.unlink()


def drop_test_database() -> None:
    """Django keeps a test database that it found."""
    name = connection.settings_dict["NAME"]
    connection.close()
    if connection.vendor == "postgresql":
        with _server() as run:
            run(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")


@contextmanager
def _server() -> Iterator[Any]:
    """What runs a statement outside any test database and returns its rows."""
    with connection._nodb_cursor() as cursor:

        def run(sql: str, values: list[str] | None = None) -> list[Any]:
            cursor.execute(sql, values)
            return list(cursor.fetchall()) if cursor.description else []

        yield run


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _digest() -> str:
    found = hashlib.sha256()
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            found.update(f"{app.label} {file.name}".encode() + file.read_bytes())
    return found.hexdigest()[:16]
