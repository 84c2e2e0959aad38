"""Where social cards are kept: a folder for each post, with the card that it has now.

Nothing but the post's own address gives them out (`serving`), so a file that outlives its post, or
one that is missing, does no harm: it cannot be read, and is drawn again.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from blog.social_cards.card import SocialCard
from blog.social_cards.drawing import draw
from cms.editions.published import published

if TYPE_CHECKING:
    from blog.models import BlogPage

logger = logging.getLogger(__name__)


def draw_after_commit(pk: int) -> None:
    """Have the card of a published post there before anybody asks for it.

    After the commit, so that nobody waits for the store meanwhile and no error takes anything back.
    """
    transaction.on_commit(lambda: _draw_ahead(pk), robust=True)


def remove_after_commit(pk: int) -> None:
    transaction.on_commit(lambda: _remove(pk), robust=True)


def remove_with_post(instance: BlogPage, **kwargs: Any) -> None:
    """Receives the deletion of a post, in whatever way it is deleted."""
    remove_after_commit(instance.pk)


def picture(pk: int, card: SocialCard) -> bytes:
    """The card as PNG: as it was kept, or drawn and kept for the next who asks."""
    name = f"{_folder(pk)}/{card.digest}.png"
    with suppress(FileNotFoundError), storages["default"].open(name) as file:
        content: bytes = file.read()
        return content
    content = draw(card)
    try:
        storages["default"].save(name, ContentFile(content))
        _remove_but(pk, f"{card.digest}.png")
    except Exception:  # a full disk, one that can only be read, a storage that does not answer
        logger.exception("The social card of post %s cannot be kept", pk)
    return content


def _draw_ahead(pk: int) -> None:
    from blog.models import BlogPage

    post = published(BlogPage.objects.filter(pk=pk, social_image=None)).first()
    card = SocialCard.of(post) if post else None
    if card:
        picture(pk, card)


def _remove(pk: int) -> None:
    _remove_but(pk, "")
    storages["default"].delete(_folder(pk))


def _remove_but(pk: int, kept: str) -> None:
    """Remove the post's cards but for one: those of earlier titles, or of a race."""
    storage = storages["default"]
    with suppress(FileNotFoundError):
        for name in storage.listdir(_folder(pk))[1]:
            if name != kept:
                storage.delete(f"{_folder(pk)}/{name}")


def _folder(pk: int) -> str:
    return f"social_cards/{pk}"
