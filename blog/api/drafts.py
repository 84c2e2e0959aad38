"""How front-ends are shown drafts of what is no page: texts of disclaimers."""

from __future__ import annotations

from typing import Any, Literal

from blog.api.disclaimers import version_value
from blog.api.loose import LooseValues
from blog.api.schemas import DisclaimerSchema
from blog.models import DisclaimerVersion
from cms.editions.building import Builder
from cms.preview.drafts import DraftSchema, register_draft


class DisclaimerVersionDraft(DraftSchema):
    """A draft of a disclaimer's text, as it will stand under a post."""

    type: Literal["blog.DisclaimerVersion"]
    disclaimer: DisclaimerSchema


def register() -> None:
    """Show drafts of disclaimers."""
    register_draft(DisclaimerVersion, DisclaimerVersionDraft, _data)


def _data(version: Any, builder: Builder) -> dict[str, Any]:
    version.effective_from = version.effective_from or builder.at
    shown = version_value(version.disclaimer.key, version, LooseValues([version.text]))
    return {"type": version._meta.label, "disclaimer": shown}
