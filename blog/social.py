"""What search engines and social networks show of something that is asked for by its address."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.images.models import SourceImageIOError

from cms.images.privacy import public_picture
from cms.renditions import picture

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Social:
    """What the page's own fields do not say, or say of the whole list only.

    `type` is Open Graph's; `picture` as of `social_picture`.
    """

    title: str
    description: str = ""
    type: str = "website"
    picture: dict[str, Any] | None = None


def social_picture(chosen: Any, alt: str, request: HttpRequest) -> dict[str, Any] | None:
    """`{url, width, height, alt, type}`, the address absolute.

    None when there is no picture that may be shown, or its file is lost.
    """
    image = public_picture(chosen, request)
    if image is None:
        return None
    try:
        sources = picture(image, "social")
    except SourceImageIOError:
        logger.exception("The file of image %s cannot be read", image.pk)
        return None
    url = request.build_absolute_uri(sources.src)
    return {
        "url": url,
        "width": sources.width,
        "height": sources.height,
        "alt": alt,
        "type": sources.fallback.type,
    }


def chosen_picture(post: Any, request: HttpRequest) -> dict[str, Any] | None:
    """What an editor chose for networks, else the main picture. Posts also have a card."""
    chosen = post.social_image or post.hero_image
    is_hero = chosen is not None and chosen == post.hero_image
    alt = post.hero_alt if is_hero else chosen.description if chosen else ""
    return social_picture(chosen, alt, request)
