"""The address of a post's social card: a file below the post's own, for whoever may see the post.

Its name says what is drawn, so that another card has another address.
"""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from typing import TYPE_CHECKING

from csp.constants import SELF
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from blog.social import social_picture
from blog.social_cards import files
from blog.social_cards.card import SocialCard
from blog.social_cards.drawing import TYPE, draw
from cms.api.http import CACHE_CONTROL, conditional

if TYPE_CHECKING:
    from blog.models import BlogPage

logger = logging.getLogger(__name__)

NAME = re.compile(r"card-[0-9a-f]{16}\.png")
CARD_PREVIEW = "card"


def file_name(card: SocialCard) -> str:
    return f"card-{card.digest}.png"


def is_card(name: str) -> bool:
    return bool(NAME.fullmatch(name))


def card_response(post: BlogPage, request: HttpRequest, name: str) -> HttpResponse:
    """The post's card. An earlier one leads to that of now; without any, to the main picture."""
    card = SocialCard.of(post)
    try:
        if card and name == file_name(card):
            content = files.picture(post.pk, card)
            return conditional(request, HttpResponse(content, content_type=TYPE))
        url = f"{post.get_url(request)}{file_name(card)}" if card else ""
    except Exception:
        logger.exception("The social card of post %s cannot be drawn", post.pk)
        url = ""
    if not url:
        hero = social_picture(post.hero_image, "", request)
        if hero is None:
            raise Http404
        url = hero["url"]
    return HttpResponseRedirect(url, headers={"Cache-Control": CACHE_CONTROL})


def card_preview(post: BlogPage, request: HttpRequest) -> HttpResponse:
    """For editors: what networks will show of a draft, whose card is drawn for them alone."""
    picture = social_picture(post.social_image, "", request)
    card = None if picture else SocialCard.of(post)
    if card:
        picture = {"url": f"data:{TYPE};base64,{b64encode(draw(card)).decode()}", "alt": card.alt}
    picture = picture or social_picture(post.hero_image, post.hero_alt, request)
    context = {"page": post, "picture": picture}
    response = render(request, "blog/social_card_preview.html", context)
    # Public pages load nothing but files of the site, and this card is no file.
    response._csp_update = {"img-src": [SELF, "data:"]}  # type: ignore[attr-defined]
    return response
