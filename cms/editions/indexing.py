"""Wagtail's search and reference indexes follow what a page says, not each note about it.

Stock Wagtail writes both anew in every save, also where a draft is only noted on the page's row:
drafting and publishing a post read and write them twice, and the search index then asks the length
of every title that there is. What the page refers to is noted once for the page and once more for
each author, tag and other child that is saved with it, but not when the last of them has gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from modelcluster.fields import ParentalKey
from modelsearch import index
from modelsearch.signal_handlers import post_delete_signal_handler
from wagtail.models import Page, ReferenceIndex

_search_left_alone = ContextVar("search_left_alone", default=False)
_page_being_saved: ContextVar[Page | None] = ContextVar("page_being_saved", default=None)


@contextmanager
def indexes_left_alone() -> Iterator[None]:
    """What is saved inside changes nothing that either index holds."""
    token = _search_left_alone.set(True)
    try:
        with _references(are_noted=False):
            yield
    finally:
        _search_left_alone.reset(token)


@contextmanager
def references_noted_once(page: Page) -> Iterator[None]:
    """What `page` and its children refer to is noted when all of them are saved.

    Whatever else is saved inside is noted as ever.
    """
    from wagtail import signal_handlers  # not before all models are there

    if getattr(signal_handlers.reference_index_auto_update_disabled, "value", False):
        yield
        return
    with _references(are_noted=False, page=page):
        yield
    signal_handlers.update_reference_index_on_save(page)


@contextmanager
def _references(are_noted: bool, page: Page | None = None) -> Iterator[None]:
    """Wagtail's switch, which by its own context manager forgets how it stood before."""
    from wagtail.signal_handlers import reference_index_auto_update_disabled as is_off

    token, before = _page_being_saved.set(page), getattr(is_off, "value", False)
    is_off.value = not are_noted
    try:
        yield
    finally:
        is_off.value = before
        _page_being_saved.reset(token)


def _note_what_is_no_child(instance: Model, raw: bool = False, **kwargs: Any) -> None:
    from wagtail.signal_handlers import update_reference_index_on_save

    page = _page_being_saved.get()
    if page is None or raw or type(instance) not in ReferenceIndex.tracked_models:
        return
    if not _belongs_to(instance, page):
        with _references(are_noted=True):
            update_reference_index_on_save(instance)


def _forget_what_is_deleted(instance: Model, **kwargs: Any) -> None:
    from wagtail.signal_handlers import remove_reference_index_on_delete

    if _page_being_saved.get() and type(instance) in ReferenceIndex.tracked_models:
        with _references(are_noted=True):
            remove_reference_index_on_delete(instance)


def _belongs_to(instance: Model, page: Page) -> bool:
    """Whether something is the page itself, or hangs on it and is noted with it."""
    if isinstance(instance, Page):
        return instance.pk == page.pk
    keys = (field for field in instance._meta.fields if isinstance(field, ParentalKey))
    return any(
        isinstance(page, key.related_model) and getattr(instance, key.attname) == page.pk
        for key in keys
    )


post_save.connect(_note_what_is_no_child, dispatch_uid="note what is no child of a page")
post_delete.connect(_forget_what_is_deleted, dispatch_uid="forget what is deleted with a page")


def index_model(model: type[Model]) -> None:
    """Keep pages of a model that has `search_auto_update = False` in the search index."""
    post_save.connect(_index, sender=model, dispatch_uid=f"index {model._meta.label}")
    post_delete.connect(post_delete_signal_handler, sender=model)


def _index(instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    if raw or _search_left_alone.get():
        return
    if update_fields is not None:  # in memory it may hold a draft beside the fields that were saved
        instance = type(instance)._default_manager.get(pk=instance.pk)
    index.insert_or_update_object(instance)
