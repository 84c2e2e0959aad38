"""Disclaimers: one name to point at. What readers see are its versions (`disclaimer_version`)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from blog.models.named_snippet import NamedSnippet

if TYPE_CHECKING:
    from blog.models.disclaimer_version import DisclaimerVersion


class Disclaimer(NamedSnippet):
    """What posts, categories and the site point at. Its `slug` is its public key."""

    class Meta(NamedSnippet.Meta):
        verbose_name = _("disclaimer")
        verbose_name_plural = _("disclaimers")

    @property
    def key(self) -> str:
        return self.slug

    def in_force(
        self, jurisdiction: str = "", locale: Locale | None = None, at: datetime | None = None
    ) -> DisclaimerVersion | None:
        """The version readers in `locale` see at `at` (now) when the clinic is in `jurisdiction`.

        `jurisdiction` is ISO 3166, "" for none. Same language first; then the region's text,
        the country's, the one for any country; never another country's. None when there is none.
        """
        found = (
            self.versions.model.objects.in_force(at)
            .filter(
                Q(disclaimer=self)
                | Q(disclaimer__translation_key=self.translation_key, disclaimer__locale=locale),
                jurisdiction__in=jurisdiction_chain(jurisdiction),
            )
            .select_related("disclaimer__locale")
        )
        wanted = locale.pk if locale else self.locale_id

        def nearness(version: DisclaimerVersion) -> tuple[bool, int, Any]:
            return (
                version.disclaimer.locale_id == wanted,
                len(version.jurisdiction),
                version.effective_from,
            )

        return max(found, key=nearness, default=None)

    def next_number(self) -> int:
        return (self.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def jurisdiction_chain(jurisdiction: str) -> list[str]:
    """From the nearest to the farthest: ``US-CA`` gives ``["US-CA", "US", ""]``."""
    country = jurisdiction.partition("-")[0]
    return list(dict.fromkeys([jurisdiction, country, ""]))
