"""A body page as its reader's template needs it: everything computed, nothing asked twice."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.blocks import PageChooserBlock
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText

from blog import addresses, queries
from blog.breadcrumbs import breadcrumbs
from blog.card import Card, excerpt, with_card
from blog.citations import Citations, CitedReference
from blog.comparison import Comparison
from blog.feeds.links import feed_links
from blog.reading_time import reading_minutes
from blog.social import chosen_picture
from blog.table_of_contents import Entry
from cms.delivery.live import live_document
from cms.renditions import read_ahead
from cms.rich_text import PublicLinks
from cms.streams import leaves


class PostView:
    """What surrounds a page's text: people, contents, references, disclaimer, links.

    Works for every page with a body; what only posts have is empty on the others.
    """

    def __init__(self, page: Any, request: HttpRequest) -> None:
        self.page = page
        self._request = request

    @cached_property
    def is_post(self) -> bool:
        return hasattr(self.page, "page_authors")

    @cached_property
    def authors(self) -> list[Any]:
        rows = list(self.page.page_authors.all()) if self.is_post else []
        prefetch_related_objects(rows, "person__links", "person__photo__renditions")
        return [row.person for row in rows if row.person_id]

    @cached_property
    def reviewer(self) -> Any:
        return self.page.reviewer if self.is_post else None

    @cached_property
    def is_past_review(self) -> bool:
        return self.is_post and self.page.is_past_review

    @property
    def body(self) -> Any:
        return self.page.body

    @cached_property
    def _leaves(self) -> list[tuple[Any, Any]]:
        return list(leaves(self.body.stream_block, self.body))

    def read_pictures(self) -> None:
        """Have the files of all pictures, before templates show them one by one."""
        own = [getattr(self.page, name, None) for name in ("hero_image", "social_image")]
        shown = (*own, *(value for _block, value in self._leaves))
        pictures = [each for each in shown if isinstance(each, AbstractImage)]
        read_ahead(pictures, "hero", "body", "social")

    @cached_property
    def table_of_contents(self) -> list[Entry]:
        return self.page.table_of_contents()

    @cached_property
    def comparison(self) -> Comparison | None:
        return self.page.comparison()

    @cached_property
    def comparison_follows(self) -> str | None:
        return self.page.comparison_follows

    @cached_property
    def citations(self) -> Citations:
        return self.page.citations()

    @cached_property
    def references(self) -> list[CitedReference]:
        return list(self.citations)

    @cached_property
    def disclaimer(self) -> Any:
        return self.page.disclaimer_in_force() if self.is_post else None

    @cached_property
    def related(self) -> list[Card]:
        if self.document:
            return [Card.kept(card) for card in self.document["related"]]
        posts = queries.related_posts(self.page) if self.is_post else []
        return [post.card for post in with_card(posts, self._request)]

    @cached_property
    def breadcrumbs(self) -> list[dict[str, Any]]:
        return breadcrumbs(self.page, self._request)

    @property
    def _index_url(self) -> str:
        """The address of the list this post stands in; "" when readers may not see it."""
        parent = self.page.get_parent()
        return next((crumb["url"] for crumb in self.breadcrumbs if crumb["id"] == parent.pk), "")

    @cached_property
    def feeds(self) -> list[dict[str, str]]:
        """Those of the blog that this post stands in."""
        url = self._index_url if self.is_post else ""
        return feed_links(url, self.breadcrumbs[-2]["title"]) if url else []

    @cached_property
    def category_url(self) -> str:
        category, base = self.page.category if self.is_post else None, self._index_url
        return addresses.category(base, category.slug) if category and base else ""

    @cached_property
    def tags(self) -> list[dict[str, str]]:
        """`[{name, url}]`, by name."""
        tags = sorted(self.page.tags.all(), key=lambda tag: tag.name) if self.is_post else []
        base = self._index_url
        return [
            {"name": tag.name, "url": addresses.tag(base, tag.slug) if base else ""} for tag in tags
        ]

    @cached_property
    def reading_minutes(self) -> int:
        return self.document["reading_minutes"] if self.document else reading_minutes(self.page)

    @cached_property
    def settings(self) -> Any:
        return queries.site_settings(self._request)

    @cached_property
    def links(self) -> PublicLinks:
        """Where the texts of this page lead, as far as readers may go there."""
        texts = [str(getattr(self.page, "intro", ""))]
        texts += [person.biography for person in self.authors]
        texts += [self.disclaimer.text] if self.disclaimer else []
        pages = []
        for block, value in self._leaves:
            if isinstance(value, RichText):
                texts.append(value.source)
            elif isinstance(block, PageChooserBlock) and value is not None:
                pages.append(value.pk)
        return PublicLinks(texts, pages, self._request)

    @property
    def comments_notice(self) -> str:
        """What readers see where comments would be; "" shows nothing."""
        if not self.is_post or self.page.comments_state != "off" or not self.settings:
            return ""
        return self.settings.comments_notice

    @cached_property
    def url(self) -> str:
        return self.page.get_full_url(self._request) or ""

    @property
    def excerpt(self) -> str:
        """What search engines show when the editor wrote nothing for them."""
        return excerpt(self.page) if self.is_post else str(getattr(self.page, "intro", ""))

    @cached_property
    def document(self) -> dict[str, Any]:
        """What the API says of the page; {} in a preview, and while the live store is behind."""
        return live_document(self.page, self._request)

    @cached_property
    def social_picture(self) -> dict[str, Any] | None:
        """What social networks show, as of `blog.social`."""
        if self.document or not self.is_post:
            picture: dict[str, Any] | None = self.document.get("seo", {}).get("image")
            return picture
        return chosen_picture(self.page, self._request)

    @property
    def share_links(self) -> list[dict[str, str]]:
        """Plain links, without scripts or counters: `[{network, label, url}]`."""
        title = self.page.title
        mail = urlencode({"subject": title, "body": self.url}).replace("+", "%20")
        return [
            {"network": "email", "label": _("E-mail"), "url": f"mailto:?{mail}"},
            {
                "network": "facebook",
                "label": "Facebook",
                "url": "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": self.url}),
            },
            {
                "network": "x",
                "label": "X",
                "url": "https://x.com/intent/post?" + urlencode({"url": self.url, "text": title}),
            },
            {
                "network": "linkedin",
                "label": "LinkedIn",
                "url": "https://www.linkedin.com/sharing/share-offsite/?"
                + urlencode({"url": self.url}),
            },
        ]

    @property
    def mistake_url(self) -> str:
        """A mail to whoever mends mistakes, naming the page; "" when no address is known."""
        address = self.settings and (self.settings.mistake_email or self.settings.email)
        if not address:
            return ""
        subject = _("A mistake on “%(title)s”") % {"title": self.page.title}
        mail = urlencode({"subject": subject, "body": self.url}).replace("+", "%20")
        return f"mailto:{address}?{mail}"
