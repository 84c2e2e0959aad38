"""What posts and other pages show beyond their own fields."""

from __future__ import annotations

from typing import Any, Literal

from django.db.models import Q

from blog.api.citing import citations
from blog.api.quantities import comparison_value
from blog.api.schemas import (
    CommentsSchema,
    ComparisonSchema,
    ContentsEntrySchema,
    DisclaimerSchema,
    ReferenceSchema,
    RouteNameSchema,
)
from blog.card import excerpt, label_of
from blog.models.disclaimer import Disclaimer, jurisdiction_chain
from blog.models.person import Person
from blog.models.treatment import Treatment
from blog.reading_time import reading_minutes, word_count
from blog.social_cards.card import SocialCard
from blog.social_cards.drawing import HEIGHT, TYPE, WIDTH
from blog.social_cards.serving import file_name
from cms.api.documents import PageValues
from cms.api.model_types import ModelValues
from cms.api.schemas import ImageSchema, LinkSchema, SocialImageSchema, Uri


class IntroValues(PageValues):
    """Pages with a formatted introduction and perhaps a main picture."""

    def excerpt(self) -> str:
        return self.intro_excerpt(self.instance.intro)

    def hero(self) -> ImageSchema | None:
        """The main picture, in lists in the size of a card."""
        page, use = self.instance, "card" if self.values.is_card else "hero"
        return self.values.image(
            page.hero_image, use, page.hero_alt, is_decorative=page.hero_is_decorative
        )


class BodyValues(PageValues):
    """Pages with a body of blocks."""

    unsearched = PageValues.unsearched | {"table_of_contents", "comparison", "references"}

    def excerpt(self) -> str:
        return self.instance.search_description or str(getattr(self.instance, "intro", ""))

    def table_of_contents(self) -> list[ContentsEntrySchema]:
        entries = self.instance.table_of_contents()
        return [
            ContentsEntrySchema(anchor=entry.anchor, text=entry.text, level=entry.level)
            for entry in entries
        ]

    def comparison(self) -> ComparisonSchema | None:
        comparison = self.instance.comparison()
        if comparison is None:
            return None
        anchors = {child.id: child.value.anchor for child in self.instance.route_blocks()}
        return comparison_value(comparison, anchors, self.values)

    def references(self) -> list[ReferenceSchema]:
        return [reference_value(entry, self.values) for entry in citations(self.values)]

    def reading_minutes(self) -> int:
        return reading_minutes(self.instance)

    def word_count(self) -> int:
        return word_count(self.instance)


class PersonValues(ModelValues):
    """People."""

    def orcid(self) -> str | None:
        return self.instance.orcid or None

    def orcid_url(self) -> Uri | None:
        return self.instance.orcid_url or None


class PostValues(BodyValues, IntroValues):
    """Posts."""

    unsearched = BodyValues.unsearched | {"disclaimer", "comments"}

    def excerpt(self) -> str:
        return excerpt(self.instance)

    def authors(self) -> list[Person]:
        return self.instance.authors

    def reviewed_by(self) -> Person | None:
        return self.instance.reviewer

    def treatments(self) -> list[Treatment]:
        return self.instance.every_treatment()

    def routes(self) -> list[RouteNameSchema]:
        """The routes that the post describes, each once."""
        keys = self.instance.route_keys
        return [RouteNameSchema(key=key, label=label_of(key)) for key in keys]

    def disclaimer(self) -> DisclaimerSchema:
        """The text in force, until the next one of any that could apply begins."""
        page, settings = self.instance, self.instance.site_settings
        version = page.disclaimer_in_force(self.values.at)
        if settings is not None:
            self.values.note(settings)
        if page.category is not None:
            self.values.note(page.category)
        if page.chosen_disclaimer is not None:
            self._watch(page.chosen_disclaimer, settings.jurisdiction if settings else "")
        if version is None:  # a draft may lack it; no published post does
            return None  # type: ignore[return-value]
        text = self.values.rich_text(version.text)
        return DisclaimerSchema(
            key=page.chosen_disclaimer.key,
            version=version.number,
            title=version.title,
            html=text.html,
            text=text.text,
            jurisdiction=version.jurisdiction or None,
            effective_from=version.effective_from,
        )

    def _watch(self, chosen: Disclaimer, jurisdiction: str) -> None:
        """Note the disclaimer and its translations, and when the next of their texts begins."""
        series = Disclaimer.objects.filter(
            Q(pk=chosen.pk) | Q(translation_key=chosen.translation_key)
        ).prefetch_related("versions")
        chain = jurisdiction_chain(jurisdiction)
        for disclaimer in series:
            self.values.note(disclaimer)
            for version in disclaimer.versions.all():
                if version.live and version.jurisdiction in chain:
                    self.values.until(version.effective_from)

    def comments(self) -> CommentsSchema:
        state: Literal["off"] = self.instance.comments_state
        settings = self.instance.site_settings
        return CommentsSchema(state=state, notice=settings.comments_notice if settings else "")

    def social_image(self) -> SocialImageSchema | None:
        """What the editor chose, else the post's card, else its main picture."""
        page = self.instance
        hero_alt = page.hero_alt if page.social_image == page.hero_image else ""
        return (
            self.values.social_image(page.social_image, hero_alt)
            or self._social_card()
            or self.values.social_image(page.hero_image, page.hero_alt)
        )

    def _social_card(self) -> SocialImageSchema | None:
        """The card; a draft has none, because it is drawn of what is public."""
        card = None if self.values.is_draft else SocialCard.of(self.instance)
        if card is None:
            return None
        return SocialImageSchema(
            url=self.values.url(self.values.path + file_name(card)),
            width=WIDTH,
            height=HEIGHT,
            alt=card.alt,
            type=TYPE,
        )

    def json_ld(self, document: Any) -> str:
        from blog.json_ld import json_ld

        return json_ld(document)


def reference_value(entry: Any, values: Any) -> ReferenceSchema:
    """One entry of the list of references (`blog.citations.CitedReference`)."""
    reference = entry.reference
    values.note(reference)
    return ReferenceSchema(
        id=reference.pk,
        number=entry.number,
        anchor=entry.anchor,
        back_anchors=entry.back_anchors,
        title=reference.title,
        authors=reference.authors,
        source=reference.source,
        year=reference.year,
        doi=reference.doi or None,
        pmid=reference.pmid or None,
        pmcid=reference.pmcid or None,
        trial_number=reference.trial_number or None,
        url=reference.url or None,
        accessed=reference.accessed,
        links=[LinkSchema(**link) for link in reference.links],
    )
