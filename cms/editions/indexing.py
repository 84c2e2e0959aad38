"""Wagtail's search and reference indexes follow what a page says, not each note about it.

Stock Wagtail writes both anew in every save, also where a draft is only noted on the page's row:
drafting and publishing a post read and write them twice, and the search index then asks the length
of every title that there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from modelsearch import index
from modelsearch.signal_handlers import post_delete_signal_handler

_search_left_alone = ContextVar("search_left_alone", default=False)


@contextmanager
def indexes_left_alone() -> Iterator[None]:
    """What is saved inside changes nothing that either index holds."""
    from wagtail import signal_handlers  # not before all models are there

    # Wagtail's switch forgets at its end that somebody outside had switched it off, too.
    is_off = getattr(signal_handlers.reference_index_auto_update_disabled, "value", False)
    token = _search_left_alone.set(True)
    try:
        switch = nullcontext if is_off else signal_handlers.disable_reference_index_auto_update
        with switch():
            yield
    finally:
        _search_left_alone.reset(token)


def index_model(model: type[Model]) -> None:
    """Keep pages of a model that has `search_auto_update = False` in the search index."""
    post_save.connect(_index, sender=model, dispatch_uid=f"index {model._meta.label}")
    post_delete.connect(post_delete_signal_handler, sender=model)


def _index(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw and not _search_left_alone.get():
        # As it is stored: in memory it may hold a draft beside the fields that were saved.
        index.insert_or_update_object(type(instance)._default_manager.get(pk=instance.pk))
