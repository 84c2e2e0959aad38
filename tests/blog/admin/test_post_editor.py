"""The post's editor says in plain words what each of its fields is for."""

from typing import Any

import pytest
from django.test import Client
from wagtail.admin.panels import FieldPanel, get_edit_handler

from blog.models import BlogIndexPage, BlogPage

# The author is explained above the list of authors, the schedule by Wagtail.
SELF_EXPLANATORY = {"comment_notifications", "person", "go_live_at", "expire_at"}


def bound_field_panels(panel: Any) -> list[Any]:
    if isinstance(panel.panel, FieldPanel):
        return [panel]
    return [
        found for child in getattr(panel, "children", []) for found in bound_field_panels(child)
    ]


@pytest.fixture
def panels(blog: BlogIndexPage, publisher: Client) -> list[Any]:
    request = publisher.get("/admin/").wsgi_request
    page = BlogPage()
    handler = get_edit_handler(BlogPage)
    form = handler.get_form_class()(instance=page, parent_page=blog, for_user=request.user)
    return bound_field_panels(handler.get_bound_panel(instance=page, request=request, form=form))


def test_each_field_has_help(panels: list[Any]) -> None:
    names = {panel.field_name for panel in panels}
    assert {"subtitle", "body", "category", "disclaimer", "next_review_due"} <= names
    without = {panel.field_name for panel in panels if not panel.help_text} - SELF_EXPLANATORY
    assert without == set()
    assert "show_in_menus" not in names


def test_its_form_opens_for_a_new_post(blog: BlogIndexPage, writer: Client) -> None:
    shown = writer.get(f"/admin/pages/add/blog/blogpage/{blog.pk}/").content.decode()
    for tab in ("Content", "Trust", "Promote"):
        assert tab in shown
