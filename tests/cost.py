"""What an answer costs in queries."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def cost(ask: Callable[[], object]) -> int:
    """How many queries it takes to ask, once what a process remembers is remembered."""
    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)
