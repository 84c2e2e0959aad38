"""A person as readers meet them: who it is, and the posts they wrote or checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from blog import addresses, queries
from blog.breadcrumbs import front_page_crumbs
from blog.paging import page_of_posts
from blog.social import Social, social_picture
from cms.rich_text import PublicLinks

if TYPE_CHECKING:
    from blog.models import Person

REVIEWED = "reviewed"


class PersonView:
    """What the profile shows. Whom no published post names has none: `is_public`.

    `?posts=reviewed` shows the posts that the person checked, where there are both kinds.
    """

    def __init__(self, person: Person, request: HttpRequest) -> None:
        self.person = person
        self._request = request
        self._written, self._reviewed = queries.posts_by(person), queries.posts_reviewed_by(person)
        self.written_count = self._written.count()
        self.reviewed_count = self._reviewed.count()
        wants_reviewed = request.GET.get("posts") == REVIEWED
        self.shows_reviewed = bool(self.reviewed_count) and (
            wants_reviewed or not self.written_count
        )

    @property
    def is_public(self) -> bool:
        return bool(self.written_count or self.reviewed_count)

    def context(self) -> dict[str, Any]:
        found = self._reviewed if self.shows_reviewed else self._written
        name = self.person.name
        listed = page_of_posts(found, self._request, self._url)
        canonical = self._request.build_absolute_uri(self._url(listed["page_number"]))
        return {
            **listed,
            "profile": self,
            "person": self.person,
            "social": self._social,
            "canonical_url": canonical,
            "breadcrumbs": [*front_page_crumbs(self._request), {"title": name, "url": ""}],
        }

    @property
    def kinds(self) -> list[dict[str, Any]]:
        """`[{label, url, count, is_current}]`: what was written and what was checked, if both."""
        if not (self.written_count and self.reviewed_count):
            return []
        own = self._base
        return [
            {
                "label": _("Written"),
                "url": own,
                "count": self.written_count,
                "is_current": not self.shows_reviewed,
            },
            {
                "label": _("Medically reviewed"),
                "url": f"{own}?posts={REVIEWED}",
                "count": self.reviewed_count,
                "is_current": self.shows_reviewed,
            },
        ]

    @property
    def heading(self) -> str:
        """What stands above the posts."""
        if self.shows_reviewed:
            return _("Posts reviewed by %(name)s") % {"name": self.person.name}
        return _("Posts by %(name)s") % {"name": self.person.name}

    @cached_property
    def biography(self) -> str:
        """As HTML whose links lead only where readers may go."""
        return PublicLinks([self.person.biography], request=self._request).expand(
            self.person.biography
        )

    @cached_property
    def links(self) -> list[dict[str, str]]:
        """`[{label, url}]`: the ORCID record, then the pages elsewhere."""
        orcid = {"label": f"ORCID {self.person.orcid}", "url": self.person.orcid_url}
        return [
            *([orcid] if orcid["url"] else []),
            *({"label": link.label, "url": link.url} for link in self.person.links.all()),
        ]

    @property
    def _social(self) -> Social:
        words = " ".join(strip_tags(str(self.biography)).split())
        return Social(
            title=self.person.name_with_credentials,
            description=Truncator(words).chars(200, truncate="…") or self.person.role,
            type="profile",
            picture=social_picture(self.person.photo, self.person.name, self._request),
        )

    @cached_property
    def _base(self) -> str:
        """The one address of the profile: in the language that it is written in."""
        with translation.override(self.person.locale.language_code):
            return addresses.person(self.person.slug)

    def _url(self, page: int = 1) -> str:
        is_other = self.shows_reviewed and bool(self.written_count)
        given = [f"posts={REVIEWED}"] if is_other else []
        given += [f"page={page}"] if page > 1 else []
        return f"{self._base}?{'&'.join(given)}" if given else self._base
