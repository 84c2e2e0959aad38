"""Icons, colours and the block picker: what is named must be there."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.admin.icons import get_icons
from wagtail.admin.menu import admin_menu
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.models import Collection
from wagtail.snippets.models import get_snippet_models

from blog.blocks.body import BodyBlock
from blog.models import BlogPage
from cms.images.models import CustomImage

BLOCKS = BlogPage.body.field.stream_block.child_blocks

# What readers of the preview must find there: a piece of each block's sample.
SAMPLES = {
    "heading": "How it is given",
    "paragraph": "Ask how long the visit takes",
    "image": "A picture and its caption",
    "quote": "Tell us what worries you first",
    "callout": "Do not drive home",
    "route": "One injection into a large muscle",
    "comparison": "Side by side",
    "faq": "May I bring somebody?",
    "table": "Your list of medicines",
    "embed": "A short film about the first visit",
    "call_to_action": "Talk to us first",
    "key_points": "Somebody stays with you",
}


def blocks_within(block: Block) -> Iterator[Block]:
    yield block
    if isinstance(block, StreamBlock | StructBlock):
        for inner in block.child_blocks.values():
            yield from blocks_within(inner)
    elif isinstance(block, ListBlock):
        yield from blocks_within(block.child_block)


@pytest.fixture
def icons(db: None) -> set[str]:
    return set(re.findall(r'id="icon-([\w-]+)"', get_icons()))


def test_every_icon_of_a_block_is_drawn(icons: set[str]) -> None:
    named = {block.meta.icon for block in blocks_within(BodyBlock())}
    assert named - icons == set()


def test_every_icon_of_an_editor_and_of_the_menu_is_drawn(
    publisher: Client, icons: set[str]
) -> None:
    request = publisher.get("/admin/").wsgi_request
    named = {model.snippet_viewset.icon for model in get_snippet_models()}
    named |= {item.icon_name for item in admin_menu.menu_items_for_request(request)}
    assert named - icons == set()


def test_every_block_has_a_sample() -> None:
    assert set(SAMPLES) == set(BLOCKS)


@pytest.mark.parametrize("key", BLOCKS)
def test_the_picker_shows_each_block_as_readers_will_see_it(writer: Client, key: str) -> None:
    url = reverse("wagtailadmin_block_preview")
    answer = writer.get(url, {"id": BLOCKS[key].definition_prefix})
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert SAMPLES[key] in shown
    assert "cms/css/site" in shown


def test_the_sample_of_a_picture_is_the_newest_that_anybody_may_see(writer: Client) -> None:
    """Pictures of other collections may be somebody's secret."""
    data = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "PNG")
    staff = Collection.get_first_root_node().add_child(name="Staff")
    for title, fields in (("Hills", {}), ("Ward", {"collection": staff})):
        file = ContentFile(data.getvalue(), f"{title}.png")
        CustomImage.objects.create(title=title, description=title, file=file, **fields)
    url = reverse("wagtailadmin_block_preview")
    shown = writer.get(url, {"id": BLOCKS["image"].definition_prefix}).content.decode()
    assert 'alt="Hills"' in shown
    assert "Ward" not in shown


@pytest.mark.parametrize("key", BLOCKS)
def test_each_block_says_what_it_is_for(key: str) -> None:
    block = BLOCKS[key]
    assert block.meta.description
    assert block.meta.group
    assert block.is_previewable


def test_the_admin_wears_the_houses_colours(writer: Client) -> None:
    for client, url in ((Client(), "/admin/login/"), (writer, "/admin/")):
        shown = client.get(url).content.decode()
        assert "cms/admin.css" in shown
        assert "cms/mark.svg" in shown
        assert "Careroute" in shown
