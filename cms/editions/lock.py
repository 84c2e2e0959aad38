"""One writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Any number serves, as long as nothing else in the database takes the same one.
STORE = 0x0CA2E2


def take_store_lock() -> None:
    """Hold the store's lock until the transaction around this call ends.

    Every writer takes it before it reads what it builds from, so that none misses a change
    that is committed while it builds, and editions are numbered in the order of their commits.
    On SQLite the transaction is that lock: it began IMMEDIATE.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("The store is written inside a transaction.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORE])


@contextmanager
def turn() -> Iterator[None]:
    """A transaction that holds the store's lock from its first statement on.

    For what locks rows of pages, as all changes of the tree do. Who builds a document has the store
    and asks for those rows, because its own refer to them: in the other order both would wait.
    """
    with transaction.atomic():
        take_store_lock()
        yield
