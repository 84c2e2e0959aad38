"""What a document is made with: its page, its builder, and what blocks and fields ask of them."""

from __future__ import annotations

import html
import logging
import re
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

import nh3
from django.db import models
from django.utils.functional import cached_property
from wagtail.blocks import PageChooserBlock
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.api.links import Links, Notes
from cms.api.schemas import (
    DocumentLink,
    FocalPointSchema,
    ImageCandidateSchema,
    ImageSchema,
    ImageSourceSchema,
    PageLink,
    RichTextSchema,
    SocialImageSchema,
)
from cms.images.privacy import private_collections
from cms.renditions import PictureSources, picture
from cms.streams import leaves

logger = logging.getLogger(__name__)

TAGS = {
    *("a", "b", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "i"),
    *("li", "ol", "p", "s", "strong", "sub", "sup", "ul"),
}
SCHEMES = {"http", "https", "mailto", "tel"}
HREF = re.compile(r'(?<=<a href=")([^"]*)(?=")')
DEAD_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
LINE_END = re.compile(r"</(?:blockquote|h[2-6]|li|p)>|<(?:br|hr)>")
# A quoted address may hold a ">".
TAG = re.compile(r'<(?:"[^"]*"|[^>"])*>')


class Values:
    """Makes the values of one document and notes all that it shows.

    `page` is what the document is of; `is_card` says that it is the short form for lists; `memo`
    keeps what several values need.
    """

    def __init__(self, page: Any, notes: Notes, is_card: bool = False) -> None:
        self.page = page
        self.is_card = is_card
        self.memo: dict[str, Any] = {}
        self._notes = notes

    def note(self, thing: models.Model | str) -> None:
        """The document shows `thing`: an instance, or a dependency's key."""
        if not (isinstance(thing, Page) and thing.pk == self.page.pk):
            self._notes.note(thing)

    @property
    def at(self) -> datetime:
        """The moment for which the document is built: what is in force is asked for then."""
        return self._notes.at

    @property
    def is_draft(self) -> bool:
        """Whether the document is of a draft: nothing may be made for readers then."""
        return self._notes.is_draft

    def until(self, moment: datetime | None) -> None:
        """The document is right only until `moment`."""
        self._notes.until(moment)

    def url(self, path: str) -> str:
        """An absolute address; `path` begins with “/”, or is absolute already."""
        return self._notes.url(path)

    @cached_property
    def path(self) -> str:
        """The page's own path, such as “/blog/a-post/”."""
        parts = self.page.get_url_parts()
        return parts[2] or "" if parts else ""

    @cached_property
    def links(self) -> Links:
        """Where the document's texts lead; those of the page itself are looked up together."""
        links = Links(self.page.pk, self._notes)
        links.load(*own_links(self.page))
        return links

    def rich_text(self, text: RichText | str | None) -> RichTextSchema:
        """Stored rich text as clean HTML with absolute links, and as plain text."""
        source = text.source if isinstance(text, RichText) else str(text or "")
        clean = nh3.clean(
            self.links.expand(source),
            tags=TAGS,
            attributes={"a": {"href"}},
            url_schemes=SCHEMES,
            link_rel=None,
        )
        markup = DEAD_LINK.sub(r"\1", HREF.sub(lambda link: self._absolute(link[1]), clean))
        return RichTextSchema(html=markup, text=plain_text(markup))

    def _absolute(self, href: str) -> str:
        """A link as it was written, but absolute; one to a place in the page stays short."""
        if href.startswith(("#", self._origin)) or re.match(r"[a-z]+:", href):
            return href
        return f"https:{href}" if href.startswith("//") else self.url(urljoin(self.path, href))

    @cached_property
    def _origin(self) -> str:
        return self.url("/")

    def page_link(self, page: Page | int | None) -> PageLink | None:
        """A link to a page; None when there is none that readers may see."""
        found = self.links.page(page.pk if isinstance(page, Page) else page)
        if found is None:
            return None
        kind = found.cached_content_type.model_class()
        return PageLink(
            id=found.pk,
            type=kind._meta.label if kind else found._meta.label,
            title=found.title,
            path=found.get_url() or "",
            url=self.url(found.get_url() or ""),
        )

    def document_link(self, document: Any) -> DocumentLink | None:
        """A link to a file; None when there is none, or it is in a private collection."""
        if document is None:
            return None
        found = self.links.document(document.pk)
        if found is None:
            return None
        return DocumentLink(
            id=found.pk, title=found.title, filename=found.filename, url=self.url(found.url)
        )

    def image(
        self,
        image: Any,
        use: str = "body",
        alt: str = "",
        is_decorative: bool = False,
        caption: str = "",
    ) -> ImageSchema | None:
        """A picture for a use of `cms.renditions`; None when there is none that may be shown.

        Without words of its own it is described by the image's; without any it is decorative.
        """
        sources = self._picture(image, use)
        if sources is None:
            return None
        words = "" if is_decorative else alt.strip() or image.description.strip()
        return ImageSchema(
            id=image.pk,
            alt=words,
            decorative=not words,
            caption=caption or image.caption,
            credit=image.credit,
            width=sources.width,
            height=sources.height,
            focal_point=focal_point(image),
            src=self.url(sources.src),
            sources=[
                ImageSourceSchema(
                    type=source.type,
                    srcset=[
                        ImageCandidateSchema(url=self.url(each.url), width=each.width)
                        for each in source.candidates
                    ],
                )
                for source in sources.sources
            ],
        )

    def social_image(self, image: Any, alt: str = "") -> SocialImageSchema | None:
        """What social networks show; None when there is no picture that may be shown."""
        sources = self._picture(image, "social")
        if sources is None:
            return None
        return SocialImageSchema(
            url=self.url(sources.src),
            width=sources.width,
            height=sources.height,
            alt=alt or image.description,
            type=sources.fallback.type,
        )

    def _picture(self, image: Any, use: str) -> PictureSources | None:
        if image is None:
            return None
        self.note(image)
        self.note(f"wagtailcore.collection:{image.collection_id}")
        if image.collection_id in self._private_collections:
            return None
        try:
            return picture(image, use)
        except SourceImageIOError:
            logger.exception("The file of image %s cannot be read", image.pk)
            return None

    @cached_property
    def _private_collections(self) -> frozenset[int]:
        return private_collections()


def plain_text(markup: str) -> str:
    """Clean HTML without its tags: a line for each paragraph and each item of a list."""
    bare = html.unescape(TAG.sub("", LINE_END.sub("\n", markup)))
    lines = (" ".join(line.split()) for line in bare.split("\n"))
    return "\n".join(line for line in lines if line)


def focal_point(image: Any) -> FocalPointSchema | None:
    """Where the image's focal point lies, as shares of the upright picture; None without one."""
    if not image.has_focal_point() or not image.width or not image.height:
        return None
    return FocalPointSchema(
        x=round(image.focal_point_x / image.width, 4),
        y=round(image.focal_point_y / image.height, 4),
        width=round(image.focal_point_width / image.width, 4),
        height=round(image.focal_point_height / image.height, 4),
    )


def own_links(page: Page) -> tuple[list[str], list[int]]:
    """The rich texts in the page's own fields, as stored, and the ids of pages they choose."""
    texts, pages = [], []
    for field in page._meta.get_fields():
        if isinstance(field, RichTextField):
            texts.append(str(getattr(page, field.name)))
        elif isinstance(field, StreamField):
            stream = getattr(page, field.name)
            for block, value in leaves(field.stream_block, stream):
                if isinstance(value, RichText):
                    texts.append(value.source)
                elif isinstance(block, PageChooserBlock) and value is not None:
                    pages.append(value.pk)
    return texts, pages


def is_file(model: type[models.Model]) -> bool:
    """Whether `model` is what Wagtail's document choosers choose."""
    return issubclass(model, get_document_model())
