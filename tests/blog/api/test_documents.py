"""Documents of pages: typed to the last field, whatever editors wrote, and all they show noted."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from blog.blocks.body import BodyBlock
from blog.models import BlogIndexPage, BlogPage
from cms.api.documents import build_card, build_document, card_schema, document_schema
from cms.api.values import Values
from cms.editions.building import ORIGIN, Builder
from cms.images.models import CustomImage
from home.models import HomePage, StandardPage
from tests import builders
from tests.untyped import untyped_spots

PAGE_TYPES = [BlogPage, BlogIndexPage, HomePage, StandardPage]
CONTEXT = (
    ',"edition":{"number":1,"live_from":"2026-01-01T00:00:00Z"},'
    '"breadcrumbs":[{"id":1,"title":"Home","path":"/","url":"/"}],"related":[],"translations":[]}'
)


@pytest.fixture
def index(kept_blog: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


def make_image(**fields: Any) -> CustomImage:
    file = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(file, "PNG")
    picture = ImageFile(BytesIO(file.getvalue()), name="sea.png")
    return CustomImage.objects.create(title="Sea", file=picture, **fields)


def built(page: Page) -> tuple[Any, Builder]:
    """The document as JSON holds it, and what was noted. The bytes and the card are validated."""
    stored, builder = page.specific_class.objects.get(pk=page.pk), Builder()
    text = build_document(stored, builder).model_dump_json()
    page_class: Any = type(stored)
    document_schema(page_class).model_validate_json(text[:-1] + CONTEXT)
    card = build_card(stored, builder).model_dump_json()
    card_schema(page_class).model_validate_json(card)
    return json.loads(text), builder


@pytest.mark.parametrize("page_class", PAGE_TYPES)
def test_nothing_in_a_document_or_card_is_untyped(page_class: Any) -> None:
    for schema in (document_schema(page_class), card_schema(page_class)):
        assert untyped_spots(schema.model_json_schema(mode="serialization")) == []


@pytest.mark.parametrize("page_class", PAGE_TYPES)
def test_every_field_is_always_there_and_the_type_is_fixed(page_class: Any) -> None:
    schema = document_schema(page_class).model_json_schema(mode="serialization")
    assert set(schema["required"]) == set(schema["properties"])
    assert schema["properties"]["type"]["const"] == page_class._meta.label


def test_each_key_of_a_body_is_a_named_schema() -> None:
    schema = document_schema(BlogPage).model_json_schema(mode="serialization")
    mapping = schema["properties"]["body"]["items"]["discriminator"]["mapping"]
    assert set(mapping) == set(BodyBlock().child_blocks)
    assert mapping["call_to_action"] == "#/$defs/CallToActionBlock"


def test_all_page_types_have_documents(index: BlogIndexPage) -> None:
    home = HomePage.objects.get()
    post = builders.make_post(index, "A")
    hidden = builders.draft_post(index, "Hidden")
    home.featured_posts.create(post=post, sort_order=0)
    home.featured_posts.create(post=hidden, sort_order=1)
    builders.publish(home)
    about = builders.publish(
        home.add_child(instance=StandardPage(title="About", slug="about", intro="Who we are."))
    )
    document, builder = built(home)
    assert [each["title"] for each in document["featured_posts"]] == ["A"]
    assert {f"page:{post.pk}", f"page:{hidden.pk}"} <= builder.dependencies
    assert built(index)[0]["path"] == "/blog/"
    assert built(about)[0]["excerpt"] == "Who we are."
    assert built(about)[0]["url"] == f"{ORIGIN}/about/"


def test_a_figure_carries_its_range_its_iso_form_its_sources_and_its_words(
    index: BlogIndexPage,
) -> None:
    label, trial = builders.make_reference("Label"), builders.make_reference("Trial")
    differing = [
        {"low": "5", "high": "15", "unit": "min", "qualifier": "exact", "references": [label.pk]},
        {"low": "22", "high": "22", "unit": "min", "qualifier": "approx", "references": [trial.pk]},
    ]
    share = {"status": "known", "low": "93", "qualifier": "approx", "references": [trial.pk]}
    route = builders.route(
        onset=builders.quantity(3, 4, label, endpoint="surgical_anaesthesia", population="adults"),
        peak={"status": "conflicting", "differing": differing},
        bioavailability=share,
        half_life={"status": "not_studied"},
    )
    body = builders.body(builders.paragraph("Cited first", trial), ("route", route))
    value = built(builders.make_post(index, body=body))[0]["body"][1]["value"]
    onset, peak = value["onset"], value["peak"]
    assert (onset["low"], onset["high"], onset["unit"]) == (3, 4, "min")
    assert (onset["low_iso"], onset["high_iso"]) == ("PT3M", "PT4M")
    assert onset["sources"] == [{"number": 2, "id": label.pk}]
    assert onset["context"]["population"] == "adults"
    assert (onset["endpoint"], onset["text"]) == ("surgical_anaesthesia", "3 to 4 minutes")
    assert (peak["low"], peak["status"]) == (None, "conflicting")
    assert [each["sources"][0]["number"] for each in peak["differing"]] == [2, 1]
    assert value["bioavailability"]["unit"] == "%"
    assert value["bioavailability"]["low_iso"] is None
    assert value["half_life"]["status"] == "not_studied"
    assert value["visit_length"] is None
    assert value["codes"] == {"fda_term": "INTRAMUSCULAR", "ncit": "C28161", "hl7_v3": "IM"}
    assert value["anchor"] == "intramuscular-injection"
    assert [fact["key"] for fact in value["facts"]][:2] == ["onset", "peak"]


def test_two_routes_are_compared_and_one_is_not(index: BlogIndexPage) -> None:
    source = builders.make_reference()
    onset = builders.quantity(3, 4, source, endpoint="felt_effect")
    both = builders.body(
        ("route", builders.route(onset=onset)),
        ("route", builders.route("intravenous", "infusion", onset={"status": "unknown"})),
    )
    comparison = built(builders.make_post(index, body=both))[0]["comparison"]
    assert [column["route"] for column in comparison["columns"]] == ["intramuscular", "intravenous"]
    assert [cell["state"] for cell in comparison["rows"][0]["cells"]] == ["stated", "not_known"]
    assert comparison["rows"][0]["cells"][0]["sources"] == [{"number": 1, "id": source.pk}]
    assert built(builders.make_post(index, body=both[:1]))[0]["comparison"] is None


def test_links_are_absolute_lead_to_public_pages_only_and_are_noted(index: BlogIndexPage) -> None:
    other, hidden = builders.make_post(index, "Other"), builders.draft_post(index, "Hidden")
    text = (
        f'<a linktype="page" id="{other.pk}">open</a> <a linktype="page" id="{hidden.pk}">shut</a> '
        '<a href="/about/?a=1&amp;b=2">own</a> <a href="#here">here</a> '
        '<a href="https://a.example/ä">far</a> <a href="javascript:x()">bad</a> 1 &lt; 2'
    )
    post = builders.make_post(index, body=builders.body(builders.paragraph(text)))
    document, builder = built(post)
    assert document["body"][0]["value"]["text"] == {
        "html": f'<p><a href="{ORIGIN}/blog/other/">open</a> shut '
        f'<a href="{ORIGIN}/about/?a=1&amp;b=2">own</a> <a href="#here">here</a> '
        '<a href="https://a.example/ä">far</a> bad 1 &lt; 2</p>',
        "text": "open shut own here far bad 1 < 2",
    }
    assert {f"page:{other.pk}", f"page:{hidden.pk}"} <= builder.dependencies
    PageViewRestriction.objects.create(page=other, restriction_type=PageViewRestriction.LOGIN)
    assert "other" not in json.dumps(built(post)[0]["body"])


def test_a_link_to_a_page_that_expires_is_right_until_then(index: BlogIndexPage) -> None:
    other = builders.make_post(index, "Other")
    moment = timezone.now() + timedelta(hours=2)
    Page.objects.filter(pk=other.pk).update(expire_at=moment)
    text = f'<a linktype="page" id="{other.pk}">it</a>'
    post = builders.make_post(index, body=builders.body(builders.paragraph(text)))
    assert built(post)[1].stale_from == moment


def test_markup_that_no_editor_can_write_is_not_let_through(index: BlogIndexPage) -> None:
    values = Values(index, Builder())
    text = values.rich_text('<p onclick="x()">a<script>b()</script><img src="x"><b>c</b></p><br>')
    assert (text.html, text.text) == ("<p>a<b>c</b></p><br>", "ac")
    assert values.rich_text("<p>one</p><ul><li>two</li><li>three</li></ul>").text == (
        "one\ntwo\nthree"
    )


def test_pictures_come_with_sources_and_words_and_not_from_private_collections(
    index: BlogIndexPage,
) -> None:
    private = Collection.get_first_root_node().add_child(name="Private")
    image = make_image(credit="A Painter", description="The sea")
    body = builders.body(
        ("image", {"image": {"image": image.pk, "alt_text": "Waves", "decorative": False}})
    )
    post = builders.make_post(
        index, body=body, hero_image=image, hero_is_decorative=True, social_image=image
    )
    document, builder = built(post)
    shown = document["body"][0]["value"]["image"]
    assert (shown["alt"], shown["decorative"], shown["credit"]) == ("Waves", False, "A Painter")
    assert [each["type"] for each in shown["sources"]][-1] == "image/jpeg"
    assert shown["src"].startswith(f"{ORIGIN}/media/")
    assert shown["sources"][0]["srcset"][0]["width"] == 480
    assert (document["hero"]["alt"], document["hero"]["decorative"]) == ("", True)
    assert document["seo"]["image"]["alt"] == "The sea"
    keys = {f"cms_images.customimage:{image.pk}", f"wagtailcore.collection:{image.collection_id}"}
    assert keys <= builder.dependencies

    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    CustomImage.objects.filter(pk=image.pk).update(collection=private)
    document, builder = built(post)
    assert document["body"][0]["value"]["image"] is document["hero"] is None
    assert "/card-" in document["seo"]["image"]["url"]  # drawn, of no picture
    assert f"cms_images.customimage:{image.pk}" in builder.dependencies


def test_all_that_a_post_shows_is_noted(index: BlogIndexPage) -> None:
    person, reviewer = builders.make_person("Dana"), builders.make_person("Robin")
    category = builders.make_category("Pain")
    named, routed = builders.make_treatment("Ketamine"), builders.make_treatment("Esketamine")
    reference = builders.make_reference()
    body = builders.body(
        builders.paragraph("Text", reference), ("route", builders.route(treatment=routed.pk))
    )
    post = builders.make_post(
        index,
        authors=[person],
        reviewer=reviewer,
        last_reviewed=timezone.localdate(),
        category=category,
        treatments=[named],
        tags=["needle"],
        body=body,
    )
    document, builder = built(post)
    clinic: Any = post.site_settings
    disclaimer: Any = post.chosen_disclaimer
    assert {
        *(f"blog.person:{each.pk}" for each in (person, reviewer)),
        *(f"blog.treatment:{each.pk}" for each in (named, routed)),
        f"blog.category:{category.pk}",
        f"blog.reference:{reference.pk}",
        f"blog.sitesettings:{clinic.pk}",
        f"blog.disclaimer:{disclaimer.pk}",
        f"taggit.tag:{post.tags.get().pk}",
    } <= builder.dependencies
    assert f"page:{post.pk}" not in builder.dependencies
    assert [each["name"] for each in document["treatments"]] == ["Ketamine", "Esketamine"]


def test_the_disclaimer_is_right_until_the_next_one_that_could_apply(index: BlogIndexPage) -> None:
    post = builders.make_post(index)
    disclaimer: Any = post.chosen_disclaimer
    later, sooner, abroad = (timezone.now() + timedelta(hours=hours) for hours in (9, 5, 1))
    builders.publish_version(disclaimer, "<p>Later.</p>", effective_from=later)
    builders.publish_version(disclaimer, "<p>US.</p>", effective_from=sooner, jurisdiction="US")
    builders.publish_version(disclaimer, "<p>GB.</p>", effective_from=abroad, jurisdiction="GB")
    document, builder = built(post)
    assert document["disclaimer"]["html"] == "<p>Not advice for you.</p>"
    assert builder.stale_from == sooner


def test_building_asks_as_often_for_many_blocks_as_for_few(index: BlogIndexPage) -> None:
    treatment, other = builders.make_treatment("Ketamine"), builders.make_post(index, "Other")

    def queries(count: int) -> int:
        link = f'<a linktype="page" id="{other.pk}">it</a>'
        post = builders.make_post(
            index, body=builders.body(*[builders.paragraph(link)] * count), treatments=[treatment]
        )
        page = BlogPage.objects.get(pk=post.pk)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            build_document(page, Builder())
        return len(captured)

    queries(1)  # content types and site roots are remembered from here on
    assert queries(30) == queries(2)
