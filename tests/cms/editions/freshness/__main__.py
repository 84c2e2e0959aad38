"""A writer and four readers of one site, each in a process of its own.

`test_freshness.py` runs it with DATABASE_URL naming a migrated database: `python -m … CHANGES`.
After each change has been committed the writer says so in shared memory; a reader notes what is
said, reads, and fails when the answer is older. Then a rebuild is killed and another ends it.
Prints the changes of each kind, how many answers were read, and what the second rebuild wrote.
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import sys
from typing import Any

import django

READERS = 4
SEED = 7


def main() -> None:
    """Build the site, run writer and readers, say how much they did."""
    django.setup()
    from django.conf import settings
    from django.db import connection, connections

    from tests.cms.editions.freshness.changing import Writer
    from tests.cms.editions.freshness.floors import Floors
    from tests.cms.editions.freshness.judging import read
    from tests.cms.editions.freshness.killing import survive_a_kill

    logging.disable(logging.WARNING)  # each 404 would be one
    settings.KEPT_PAGES = True
    context = multiprocessing.get_context("fork")
    floors = Floors(context)
    writer = Writer(floors, SEED)
    connections.close_all()
    done = context.Value("b", 0)
    reads, busy = context.Value("q", 0), context.Value("q", 0)
    failures: Any = context.Queue()
    readers = [
        context.Process(target=read, args=(floors, done, reads, busy, failures, seed))
        for seed in range(READERS)
    ]
    for reader in readers:
        reader.start()
    if connection.vendor == "postgresql":  # it is late on a busy machine, and still has to come
        connection.cursor().execute("SET lock_timeout = '60s'")
    try:
        for version in range(1, int(sys.argv[1]) + 1):
            if not failures.empty():
                break
            writer.change(version)
    finally:
        done.value = 1  # readers are waited for, also by a process that ends with an error
    for reader in readers:
        reader.join()
    if any(reader.exitcode for reader in readers):
        raise SystemExit("A reader broke down.")
    if not failures.empty():
        raise SystemExit(f"stale: {failures.get()}")
    said = {
        "made": writer.made,
        "reads": reads.value,
        "busy": busy.value,
        "rebuilt": survive_a_kill(context),
    }
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
