"""What a social card says."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog.card import label_of
from blog.social_cards.faces import SMALL, TITLE, can_draw

if TYPE_CHECKING:
    from blog.models import BlogPage

# Raise it when cards are drawn in another way: their addresses are kept by those who show them.
DESIGN = 1


@dataclass(frozen=True)
class SocialCard:
    """The words of a post's card, in the post's language."""

    title: str
    site: str
    routes: tuple[str, ...]
    reviewed: str

    @classmethod
    def of(cls, post: BlogPage) -> SocialCard | None:
        """The card of what `post` holds in memory; None when its words cannot all be drawn."""
        with translation.override(post.locale.language_code):
            card = cls(
                title=" ".join(post.title.split()),
                site=post.site_settings.name if post.site_settings else "",
                routes=tuple(label_of(key) for key in post.route_keys),
                reviewed=_reviewed(post),
            )
        return card if card.can_be_drawn else None

    @property
    def can_be_drawn(self) -> bool:
        small = (*self.routes, self.reviewed, self.site)
        return can_draw(self.title, TITLE) and all(can_draw(each, SMALL) for each in small)

    @property
    def alt(self) -> str:
        """The picture in words: all that it says."""
        words = (self.title, ", ".join(self.routes), self.reviewed, self.site)
        return " – ".join(filter(None, words))

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that change with anything that is drawn."""
        text = json.dumps([DESIGN, *astuple(self)])
        return sha256(text.encode()).hexdigest()[:16]


def _reviewed(post: BlogPage) -> str:
    if post.last_reviewed is None:
        return ""
    return _("Reviewed %(date)s") % {"date": date_format(post.last_reviewed)}
