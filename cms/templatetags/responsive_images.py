"""Pictures in templates."""

import logging
from typing import Any

from django import template
from wagtail.images.models import AbstractImage, SourceImageIOError

from cms.images.privacy import public_picture as public
from cms.renditions import picture

logger = logging.getLogger(__name__)
register = template.Library()


@register.simple_tag(takes_context=True)
def public_picture(context: template.Context, image: AbstractImage | None) -> AbstractImage | None:
    """`{% public_picture page.hero_image as hero %}`: the image, if readers may see it.

    For templates that show more of an image than `responsive_picture` does.
    """
    shown: AbstractImage | None = public(image, context.get("request"))
    return shown


@register.inclusion_tag("includes/picture.html", takes_context=True)
def responsive_picture(
    context: template.Context,
    image: AbstractImage | None,
    name: str,
    alt: str | None = None,
    sizes: str = "",
    is_priority: bool = False,
) -> dict[str, Any]:
    """The image for the use `name` of `cms.renditions`, in every format and width it has.

    `alt` is empty for a decorative picture; left out, it is what the image block says, or the
    image's description. `sizes` replaces the use's own. `is_priority` is for the one picture at
    the top of a page. Without an image, or where it is private or its file is lost, nothing is
    shown.
    """
    image = public(image, context.get("request"))
    if image is None:
        return {}
    try:
        sources = picture(image, name)
    except SourceImageIOError:
        logger.exception("The file of image %s cannot be read", image.pk)
        return {}
    return {
        "picture": sources,
        "alt": _alternative(image) if alt is None else alt,
        "sizes": sizes or sources.sizes,
        "is_priority": is_priority,
    }


def _alternative(image: AbstractImage) -> str:
    if image.decorative:
        return ""
    return image.contextual_alt_text or image.description
