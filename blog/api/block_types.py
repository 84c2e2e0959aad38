"""The few blocks and models of the blog that show more than their fields say."""

from __future__ import annotations

from typing import Any, Optional

from django.utils.translation import gettext as _
from wagtail.blocks import StructValue

from blog.api.citing import cite_one
from blog.api.quantities import fact_value, quantity_value
from blog.api.schemas import CitationSchema, FactSchema, QuantityValue
from blog.blocks.call_to_action import CallToActionBlock
from blog.blocks.quantity import QuantityBlock
from blog.blocks.route import RouteBlock
from blog.models.reference import Reference
from blog.queries import site_settings
from cms.api.block_types import BlockTypes, register_block_schema
from cms.api.model_types import register_model_schema
from cms.api.schemas import LinkSchema
from cms.api.stream_types import represent_struct, struct_schema
from cms.api.values import Values


def register() -> None:
    """Tell the content API what it cannot derive."""
    register_model_schema(Reference, CitationSchema, cite_one)
    register_block_schema(QuantityBlock, _quantity_schema, _quantity)
    register_block_schema(RouteBlock, _route_schema, _route)
    register_block_schema(CallToActionBlock, _call_to_action_schema, _call_to_action)


def _quantity_schema(types: BlockTypes, block: Any, name: str) -> Any:
    return Optional[QuantityValue]  # noqa: UP045 - the type is a value here


def _quantity(
    types: BlockTypes, block: QuantityBlock, value: StructValue, values: Values
) -> QuantityValue | None:
    quantity = block.quantity(value)
    return quantity_value(block.fact, quantity, values) if quantity else None


def _route_schema(types: BlockTypes, block: Any, name: str) -> Any:
    return struct_schema(types, block, name, {"facts": list[FactSchema]})


def _route(types: BlockTypes, block: Any, value: Any, values: Values) -> dict[str, Any]:
    facts = [fact_value(fact, values) for fact in value.facts]
    return {**represent_struct(types, block, value, values), "facts": facts}


def _call_to_action_schema(types: BlockTypes, block: Any, name: str) -> Any:
    return struct_schema(types, block, name, {"links": list[LinkSchema]})


def _call_to_action(types: BlockTypes, block: Any, value: Any, values: Values) -> dict[str, Any]:
    shown = represent_struct(types, block, value, values)
    page = shown["page"]
    target = page.url if page else shown["url"]
    if target:
        links = [LinkSchema(label=shown["label"] or _("Contact us"), url=target)]
    else:
        links = _contact(shown["label"], values)
    return {**shown, "links": links}


def _contact(label: str, values: Values) -> list[LinkSchema]:
    """The clinic's booking link, else its e-mail; and its phone."""
    settings = getattr(values.page, "site_settings", None) or site_settings()
    if settings is None:
        return []
    values.note(settings)
    links = []
    if settings.booking_url:
        words = label or _("Book an appointment")
        links.append(LinkSchema(label=words, url=settings.booking_url))
    elif settings.email:
        words = label or _("Write to us")
        links.append(LinkSchema(label=words, url=f"mailto:{settings.email}"))
    if settings.phone:
        number = settings.phone.replace(" ", "")
        links.append(LinkSchema(label=settings.phone, url=f"tel:{number}"))
    return links
