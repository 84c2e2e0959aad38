"""The form field of a page's blocks, which describes once to the browser what blocks there are.

Stock Wagtail describes every block anew for each form that is shown. With a body of many blocks
that is a third of the work of opening a post, and its outcome is the same each time.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db import connections
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.blocks.base import BlockWidget
from wagtail.fields import StreamField

from cms.editions.watching import Readings


class Description(NamedTuple):
    """What the browser is told of blocks: as JSON, and the scripts and styles that these take."""

    made_on: date
    js_context: Any
    block_json: str


@cache
def _descriptions(field: StreamField) -> dict[str | None, Description]:
    """Those of a field's blocks that are kept, by language."""
    return {}


class KeptBlockWidget(BlockWidget):
    """A widget that keeps the description of its field's blocks, for each language, for a day.

    A default may be today. What asks the database, such as choices that are the rows of a table,
    is described each time; choices that change in another way while the program runs are not
    noticed before tomorrow.
    """

    def __init__(self, field: StreamField) -> None:
        super().__init__(field.stream_block)
        self._kept = _descriptions(field)

    def _build_block_json(self) -> None:
        language, today = get_language(), timezone.localdate()
        kept = self._kept.get(language)
        if kept and kept.made_on == today:
            _, self._js_context, self._block_json = kept
            return
        readings = Readings()
        with ExitStack() as noticing:
            for connection in connections.all():
                noticing.enter_context(connection.execute_wrapper(readings))
            super()._build_block_json()
        if not readings:
            self._kept[language] = Description(today, self._js_context, self._block_json)
