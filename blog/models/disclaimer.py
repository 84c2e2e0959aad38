"""Disclaimers: one name to point at. What readers see are its versions (`disclaimer_version`)."""

from __future__ import annotations

from collections.abc import Iterable
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
        return texts_in_force([self], jurisdiction, locale, at).get(self.pk)

    def next_number(self) -> int:
        return (self.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def texts_in_force(
    disclaimers: Iterable[Disclaimer],
    jurisdiction: str = "",
    locale: Locale | None = None,
    at: datetime | None = None,
) -> dict[int, DisclaimerVersion]:
    """What `Disclaimer.in_force` gives for each, by id, in one query; who has none is left out."""
    from blog.models.disclaimer_version import DisclaimerVersion

    wanted = list(disclaimers)
    keys = [each.translation_key for each in wanted]
    found = (
        DisclaimerVersion.objects.in_force(at)
        .filter(
            Q(disclaimer__in=wanted)
            | Q(disclaimer__translation_key__in=keys, disclaimer__locale=locale),
            jurisdiction__in=jurisdiction_chain(jurisdiction),
        )
        .select_related("disclaimer__locale")
    )
    nearest = {each.pk: _nearest(each, locale, found) for each in wanted}
    return {pk: version for pk, version in nearest.items() if version}


def _nearest(
    disclaimer: Disclaimer, locale: Locale | None, versions: Iterable[DisclaimerVersion]
) -> DisclaimerVersion | None:
    """In the wanted language first, for the nearest jurisdiction, the latest."""
    wanted = locale.pk if locale else disclaimer.locale_id

    def is_of_it(version: DisclaimerVersion) -> bool:
        its = version.disclaimer
        is_translation = its.translation_key == disclaimer.translation_key
        return its.pk == disclaimer.pk or (is_translation and its.locale_id == wanted)

    def nearness(version: DisclaimerVersion) -> tuple[bool, int, Any]:
        return (
            version.disclaimer.locale_id == wanted,
            len(version.jurisdiction),
            version.effective_from,
        )

    return max(filter(is_of_it, versions), key=nearness, default=None)


def jurisdiction_chain(jurisdiction: str) -> list[str]:
    """From the nearest to the farthest: ``US-CA`` gives ``["US-CA", "US", ""]``."""
    country = jurisdiction.partition("-")[0]
    return list(dict.fromkeys([jurisdiction, country, ""]))
