"""Disclaimers in force, shown by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from blog.api.loose import LooseValues
from blog.api.schemas import DisclaimerSchema
from blog.models import DisclaimerVersion, SiteSettings
from blog.models.disclaimer import jurisdiction_chain
from cms.api.schemas import Language


class DisclaimerEntry(DisclaimerSchema):
    """The text in force of one disclaimer, with the number of posts that show it."""

    id: int
    name: str
    locale: Language
    posts: int


def in_force(disclaimers: list[Any]) -> Iterable[tuple[Any, dict[str, Any]]]:
    """Each disclaimer with its text for the clinic's jurisdiction; without one it is left out."""
    settings = _settings()
    chain = jurisdiction_chain(settings.jurisdiction if settings else "")
    versions = DisclaimerVersion.objects.in_force().filter(
        disclaimer__in=[each.pk for each in disclaimers], jurisdiction__in=chain
    )
    nearest: dict[int, DisclaimerVersion] = {}
    for version in sorted(versions, key=lambda each: (len(each.jurisdiction), each.effective_from)):
        nearest[version.disclaimer_id] = version
    values = LooseValues(version.text for version in nearest.values())
    for disclaimer in disclaimers:
        if disclaimer.pk in nearest:
            shown = version_value(disclaimer.key, nearest[disclaimer.pk], values)
            yield disclaimer, {**shown.model_dump(), "id": disclaimer.pk, "name": disclaimer.name}


def version_value(key: str, version: Any, values: LooseValues) -> DisclaimerSchema:
    """One version of a disclaimer as documents show it."""
    text = values.rich_text(version.text)
    return DisclaimerSchema(
        key=key,
        version=version.number,
        title=version.title,
        html=text.html,
        text=text.text,
        jurisdiction=version.jurisdiction or None,
        effective_from=version.effective_from,
    )


def default_disclaimer_id() -> list[int]:
    """What the site itself shows."""
    settings = _settings()
    return [settings.default_disclaimer_id] if settings and settings.default_disclaimer_id else []


def _settings() -> SiteSettings | None:
    return SiteSettings.objects.filter(site__is_default_site=True).first()
