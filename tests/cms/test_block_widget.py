"""What blocks there are is described once, and shown as if it had been described for each form."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.forms import modelform_factory
from django.test import Client
from django.utils import timezone, translation
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.blocks import CharBlock, ChoiceBlock, DateBlock
from wagtail.blocks.base import BlockWidget
from wagtail.fields import StreamField
from wagtail.models import Page

from blog.models import BlogPage
from cms.block_widget import KeptBlockWidget
from tests import builders

# What a rich text or a list begins with has a key of its own each time.
KEYS = re.compile(
    r"""(?<=key\\&quot;: \\&quot;)\w{5}(?=\\&quot;)|[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}"""
)


def field(*blocks: tuple[str, Any]) -> StreamField:
    return StreamField(list(blocks))


def described(of: StreamField) -> Any:
    """What a new form tells the browser of a field's blocks."""
    return json.loads(KeptBlockWidget(of).block_json)


def test_bodies_are_edited_with_it() -> None:
    form = modelform_factory(BlogPage, form=WagtailAdminModelForm, fields=["body"])
    assert isinstance(form.base_fields["body"].widget, KeptBlockWidget)


def test_a_form_says_what_stock_wagtail_says() -> None:
    body = BlogPage._meta.get_field("body")
    assert isinstance(body, StreamField)
    stock = BlockWidget(body.stream_block)
    for _ in range(2):
        shown = KeptBlockWidget(body)
        texts = (KEYS.sub("…", each.render("body", None)) for each in (shown, stock))
        assert len(set(texts)) == 1
        assert str(shown.media) == str(stock.media)


def test_blocks_are_described_once() -> None:
    words = field(("words", CharBlock()))
    first = described(words)
    with patch("wagtail.blocks.base.JSContext", side_effect=AssertionError):
        assert described(words) == first
        with pytest.raises(ValueError, match="serializing"):
            described(field(("words", CharBlock())))


def test_each_language_has_its_own() -> None:
    words = field(("date", DateBlock(label=translation.gettext_lazy("Monday"))))
    assert "Monday" in str(described(words))
    with translation.override("de"):
        assert "Montag" in str(described(words))
    assert "Monday" in str(described(words))


def test_a_default_of_today_is_that_of_today() -> None:
    days = field(("date", DateBlock(default=lambda: timezone.localdate())))
    for day in (date(2031, 5, 1), date(2031, 5, 2)):
        noon = timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=12)
        with time_machine.travel(noon):
            assert day.isoformat() in str(described(days))


@pytest.mark.django_db
def test_choices_from_the_database_are_read_each_time() -> None:
    def groups() -> list[tuple[int, str]]:
        return list(Group.objects.values_list("pk", "name"))

    choices = field(("group", ChoiceBlock(choices=groups)))
    assert "Night nurses" not in str(described(choices))
    Group.objects.create(name="Night nurses")
    assert "Night nurses" in str(described(choices))


@pytest.mark.django_db
def test_every_editor_of_a_post_gets_the_same(admin_client: Client, root_page: Page) -> None:
    post = builders.draft_post(builders.make_site())
    address = f"/admin/pages/{post.pk}/edit/"
    forms = [admin_client.get(address).content.decode() for _ in range(2)]
    first, second = (form.split('data-w-block-data-value="')[1].split('"')[0] for form in forms)
    assert first == second
    assert "administration_time" in first
