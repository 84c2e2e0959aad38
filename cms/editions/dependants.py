"""Shared things tell the documents that show them: they mark, they do not rebuild.

A change and its mark are one transaction, so that no answer after the commit is older than it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import connection, models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import page_slug_changed, post_page_move, pre_page_move

from cms.editions.building import key_of, page_key
from cms.editions.lock import take_store_lock, turn
from cms.editions.store import mark, mark_all, mark_pages, tell_visibility, withdraw

Keys = Callable[[Any], Iterable[str]]


class ShownModel(models.Model):
    """A model whose instances documents show: saving or deleting one marks those documents.

    Give its child models `dependency_keys` that name the parent.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with turn():
            super().save(*args, **kwargs)
            mark(*self.dependency_keys())

    def dependency_keys(self) -> Iterable[str]:
        """The keys under which documents note this instance."""
        return [key_of(self)]


def connect() -> None:
    """Connect what passes no `save()`: deletion by query, and Wagtail's own models."""
    for model in _shown_models():
        pre_delete.connect(_take_turn, sender=model)
        post_delete.connect(_mark_deleted, sender=model)
    for signal in (pre_save, pre_delete):
        for sender in (PageViewRestriction, Site, CollectionViewRestriction, Collection):
            signal.connect(_take_turn, sender=sender)
        signal.connect(_take_turn, sender=get_document_model())
    pre_save.connect(_take_turn, sender=Page)  # base pages pass no `save()` of ours
    for signal in (post_save, post_delete):
        signal.connect(_mark_private, sender=PageViewRestriction)
        signal.connect(_mark_site, sender=Site)
        signal.connect(_mark_file, sender=get_document_model())
        signal.connect(_mark_private_files, sender=CollectionViewRestriction)
    post_save.connect(_mark_collection, sender=Collection)
    pre_delete.connect(_withdraw_deleted, sender=Page)
    pre_page_move.connect(_take_turn)
    post_page_move.connect(_mark_moved)
    page_slug_changed.connect(_mark_renamed)


def _shown_models() -> Iterable[type[models.Model]]:
    from django.apps import apps

    return [model for model in apps.get_models() if issubclass(model, ShownModel)]


def _in_transaction(change: Callable[[], object]) -> None:
    with transaction.atomic():
        change()


def _mark_deleted(instance: ShownModel, **kwargs: Any) -> None:
    _in_transaction(partial(mark, *instance.dependency_keys()))


def _mark_private(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Links to pages that become private, or public again, are rebuilt."""
    _in_transaction(partial(_tell_branch, instance.page))


def _mark_file(instance: models.Model, **kwargs: Any) -> None:
    """A document got another name, file or collection, or is gone."""
    _in_transaction(partial(mark, key_of(instance)))


def _mark_private_files(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """Pictures and documents that become private, or public again, are left out or come back."""
    _mark_collection(instance.collection)


def _mark_collection(instance: Collection, **kwargs: Any) -> None:
    """Also before a collection is moved: the admin saves it in the same transaction."""
    # Read anew: collections are kept by name, so that another one's coming may change the path.
    current = Collection.objects.filter(pk=instance.pk).first()
    below = current.get_descendants(inclusive=True) if current else ()
    _in_transaction(partial(mark, *(key_of(each) for each in below)))


def _withdraw_deleted(instance: Page, **kwargs: Any) -> None:
    """Within the deletion's own transaction, and before it locks any row."""
    _in_transaction(partial(withdraw, instance, "deleted"))


def _take_turn(**kwargs: Any) -> None:
    """Before a change inside a transaction locks any row, or the pulse."""
    if connection.in_atomic_block:
        take_store_lock()


def _mark_site(**kwargs: Any) -> None:
    _in_transaction(mark_all)


def _mark_moved(instance: Page, **kwargs: Any) -> None:
    """It may have come below a private page, or out of one."""
    _in_transaction(partial(_tell_branch, instance, has_moved=True))


def _mark_renamed(instance: Page, **kwargs: Any) -> None:
    _in_transaction(partial(_tell_branch, instance, has_moved=True))


def _tell_branch(page: Page, has_moved: bool = False) -> None:
    """Rebuild links to a page and all below it and, if they have moved, the pages themselves."""
    below = list(Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True))
    mark(*map(page_key, below))
    if has_moved:
        mark_pages(below)
    tell_visibility(below)
