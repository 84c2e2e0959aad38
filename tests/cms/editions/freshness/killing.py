"""A rebuild that is killed in the middle of a page: what it mended stays, the next one ends it."""

from __future__ import annotations

import time
from typing import Any

KILLED_AT = 4
"""The page in whose midst the process ends."""


def survive_a_kill(context: Any) -> int:
    """Kill a rebuild of all documents, then run another. Returns how many pages that one wrote.

    Raises SystemExit saying what is not as it should be.
    """
    from django.db import connections

    from cms.editions.models import LivePage
    from cms.editions.rebuild import rebuild

    rebuild(_quietly)
    before = _answers()
    LivePage.objects.update(shape="yesterday")
    connections.close_all()
    begun = context.Event()
    worker = context.Process(target=_rebuild_until_killed, args=(begun,))
    worker.start()
    if not begun.wait(60):
        raise SystemExit("The rebuild did not come to its fourth page.")
    worker.kill()
    worker.join()
    mended = LivePage.objects.exclude(shape="yesterday").count()
    if mended != KILLED_AT - 1:
        raise SystemExit(f"{mended} pages are mended: a page was half written, or not kept.")
    written = rebuild(_quietly).written
    if _answers() != before:
        raise SystemExit("The answers are not what they were.")
    if again := rebuild(_quietly).total:
        raise SystemExit(f"Another rebuild finds {again} pages to mend.")
    return written


def _rebuild_until_killed(begun: Any) -> None:
    from django.db import connection

    from cms.editions.rebuild import rebuild

    seen = 0

    def stop(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        result = execute(sql, params, many, context)
        if sql.startswith('UPDATE "editions_livepage"') and '"shape"' in sql:
            seen += 1
            if seen == KILLED_AT:
                begun.set()
                time.sleep(600)
        return result

    with connection.execute_wrapper(stop):
        rebuild(_quietly)


def _answers() -> dict[str, bytes]:
    from django.test import Client

    from cms.editions.models import LivePage

    client = Client()
    return {
        path: client.get(f"/api/content/v1/pages/?path={path}").content
        for path in LivePage.objects.order_by("pk").values_list("path", flat=True)
    }


def _quietly(line: str) -> None:
    """What a rebuild says is not shown."""
