"""What a browser would send: the fields of an admin form as it was shown, with changes."""

from __future__ import annotations

from typing import Any

from django.test import Client
from lxml import html
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock

from blog.models import BlogPage


def form_of(client: Client, url: str, form_id: str = "page-edit-form") -> dict[str, Any]:
    """The fields of the form at `url`, with those that scripts would have drawn."""
    return read_form(client.get(url), form_id)


def read_form(response: Any, form_id: str = "page-edit-form") -> dict[str, Any]:
    """The fields of a form in an answer. Values are lists, as in a query."""
    page: Any = html.fromstring(response.content)
    (found,) = page.xpath("//form[@id=$form]", form=form_id)
    for empty in found.xpath(".//input[not(@value) and not(@type='checkbox')]"):
        empty.set("value", "")
    fields: dict[str, Any] = {}
    for name, value in found.form_values():
        fields.setdefault(name, []).append(value)
    form = response.context["form"]
    for name in ("intro", "body", "text"):
        if name in form.fields and hasattr(form.fields[name], "block"):
            bound = form[name].value()
            fields |= block_fields(form.fields[name].block, bound, name)
    return fields


def new_post_form(client: Client, parent: Any, draft: BlogPage) -> dict[str, Any]:
    """The form of a new post below `parent`, filled in with what `draft` (unsaved) says."""
    fields = form_of(client, f"/admin/pages/add/blog/blogpage/{parent.pk}/")
    fields |= {"title": draft.title, "slug": draft.slug, "category": draft.category_id or ""}
    people = [row.person_id for row in draft.page_authors.all()]
    fields |= {"page_authors-TOTAL_FORMS": len(people), "page_authors-INITIAL_FORMS": 0}
    for index, person in enumerate(people):
        fields |= {f"page_authors-{index}-person": person, f"page_authors-{index}-ORDER": index}
    return fields | block_fields(BlogPage.body.field.stream_block, draft.body, "body")


def body_fields(body: Any) -> dict[str, Any]:
    """The fields of a body in its stored shape."""
    block = BlogPage.body.field.stream_block
    return block_fields(block, block.to_python(body), "body")


def block_fields(block: Block, value: Any, prefix: str) -> dict[str, Any]:
    """The fields in which the editor's script sends a block's value."""
    if isinstance(block, StreamBlock):
        items = [(each.block, each.value, each.id, each.block_type) for each in value or ()]
        return _many(items, prefix)
    if isinstance(block, ListBlock):
        bound = block.normalize(value)
        return _many(
            [(block.child_block, each.value, each.id, None) for each in bound.bound_blocks], prefix
        )
    if isinstance(block, StructBlock):
        fields: dict[str, Any] = {}
        for name, inner in block.child_blocks.items():
            fields |= block_fields(inner, (value or {}).get(name), f"{prefix}-{name}")
        return fields
    sent = block.field.widget.format_value(block.field.prepare_value(block.value_for_form(value)))
    return {} if sent in (None, False, "False") else {prefix: sent}


def _many(items: list[Any], prefix: str) -> dict[str, Any]:
    fields: dict[str, Any] = {f"{prefix}-count": str(len(items))}
    for index, (block, value, identifier, kind) in enumerate(items):
        here = f"{prefix}-{index}"
        fields |= {
            f"{here}-deleted": "",
            f"{here}-order": str(index),
            f"{here}-id": identifier or "",
        }
        if kind:
            fields[f"{here}-type"] = kind
        fields |= block_fields(block, value, f"{here}-value")
    return fields
