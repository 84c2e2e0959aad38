"""Where a field stands on the edit form: the address of its panel."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from wagtail.admin.panels import ObjectList, Panel, TabbedInterface, get_edit_handler
from wagtail.models import Page

# Only these put each of their children into a section that has an id.
SECTIONED = (ObjectList, TabbedInterface)


def panel_anchor(model: type[models.Model], field: str) -> str:
    """The anchor of `field` on the edit form of `model`: "#panel-child-content-body-section".

    A field within a group is found at the group; "" when the form does not show the field.
    """
    return next(_anchors(edit_handler(model), field, "panel"), "") if field else ""


def edit_handler(model: type[models.Model]) -> Panel:
    """The panels of the edit form of a page type or a snippet."""
    if issubclass(model, Page):
        handler: Panel = model.get_edit_handler()  # type: ignore[attr-defined]  # patched in
        return handler
    return get_edit_handler(model)


def _anchors(panel: Panel, field: str, prefix: str) -> Iterator[str]:
    for child, identifier in zip(panel.children, panel.child_identifiers, strict=True):
        if isinstance(child, SECTIONED):
            yield from _anchors(child, field, f"{prefix}-child-{identifier}")
        elif _shows(child, field):
            yield f"#{prefix}-{identifier}-section"


def _shows(panel: Panel, field: str) -> bool:
    if field in (getattr(panel, "field_name", None), getattr(panel, "relation_name", None)):
        return True
    return any(_shows(child, field) for child in getattr(panel, "children", ()))
