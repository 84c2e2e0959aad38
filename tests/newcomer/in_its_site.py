"""What the site does with a newcomer. Run by `test_newcomer.py` under the newcomer's settings."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from openapi_spec_validator import validate
from wagtail.documents.models import Document
from wagtail.models import Page, Site

from blog.markdown_blocks import block_markdown
from cms.editions.models import Dependency, Edition, LivePage
from cms.editions.rebuild import rebuild
from tests.builders import body, make_reference, paragraph, publish, route
from tests.e2e.everything import picture
from tests.newcomer.models import GuidePage, Instrument, NoticePage
from tests.openapi import Contract, described
from tests.untyped import untyped_spots

API = "/api/content/v1/"
PAGES = f"{API}pages/"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_front(kept_root: Page) -> NoticePage:
    """A newcomer as the front page of the site."""
    page: NoticePage = kept_root.add_child(instance=NoticePage(title="Board", slug="top"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": page}
    )
    return publish(page)


@pytest.fixture(scope="module")
def kept_notice(kept_front: NoticePage) -> None:
    """A published notice with every block; what it links to besides is a draft."""
    image, meter = picture(), Instrument._default_manager.create(name="Meter", weight_kg="1.25")
    draft = kept_front.add_child(instance=NoticePage(title="Unfinished", slug="unfinished"))
    file = Document.objects.create(title="Leaflet", file=ContentFile(b"x", name="leaflet.txt"))
    shown = {"image": image.pk, "alt_text": "Hills", "decorative": False}
    dial = {"reading": 120.5, "unit": "mmHg", "meaning": "<p>High.</p>", "taken_on": "2026-01-02"}
    ward = {
        "name": "North",
        "dials": [dial, {"reading": 1}],
        "rooms": [{"number": 7, "beds": 2}],
        "shelf": [
            {"type": "dial", "id": "a", "value": dial},
            {"type": "picture", "id": "b", "value": shown},
            {"type": "note", "id": "c", "value": "Full."},
        ],
        "equipment": ["oxygen"],
    }
    board = body(
        ("dial", dial),
        ("ward", ward),
        ("spoken", "two words"),
        ("picture", shown),
        ("see", kept_front.pk),
        ("see", draft.pk),
        ("instrument", meter.pk),
        ("file", file.pk),
        ("address", "https://example.org/"),
        ("line", None),
    )
    page = NoticePage(
        title="Notice",
        slug="notice",
        urgency="urgent",
        intro="<p>Read <b>this</b>.</p>",
        picture=image,
        measured_with=meter,
        board=board,
    )
    publish(kept_front.add_child(instance=page))


@pytest.fixture
def notice(kept_notice: None, db: None) -> NoticePage:
    page: NoticePage = NoticePage._default_manager.get(slug="notice")
    return page


@pytest.fixture(scope="module")
def kept_guide(kept_front: NoticePage) -> None:
    steps = [{"text": "Wash hands", "optional": False}, {"text": "Sit", "optional": True}]
    blocks = body(
        paragraph("Words.", make_reference("A study")),
        ("route", route()),
        ("checklist", {"heading": "Before", "steps": steps}),
    )
    page = GuidePage(title="Guide", slug="guide", body=blocks)
    publish(kept_front.add_child(instance=page))


@pytest.fixture
def guide(kept_guide: None, db: None) -> GuidePage:
    page: GuidePage = GuidePage._default_manager.get(slug="guide")
    return page


def ask(path: str, status: int = 200) -> Any:
    """The answer to a path below the API, held to what the API says of itself."""
    response = Client().get(API + path)
    assert response.status_code == status, response.content
    operation = API + path.partition("?")[0]
    assert Contract(described()).faults(operation, response.content, status) == []
    return response.json()


def test_its_migrations_are_complete() -> None:
    call_command("makemigrations", "newcomer", check=True, dry_run=True, verbosity=0)


def test_the_description_names_its_types_and_leaves_nothing_open() -> None:
    document = described()
    validate(document)
    assert untyped_spots(document) == []
    answer = document["paths"][PAGES]["get"]["responses"]["200"]["content"]["application/json"]
    [union] = [each for each in answer["schema"]["anyOf"] if "oneOf" in each]
    members = {
        "newcomer.NoticePage": "NoticePageDocument",
        "newcomer.GuidePage": "GuidePageDocument",
    }
    reference = "#/components/schemas/{}".format
    for label, name in members.items():
        assert union["discriminator"]["mapping"][label] == reference(name)
        assert {"$ref": reference(name)} in union["oneOf"]


def test_its_blocks_are_members_of_typed_unions() -> None:
    schemas = described()["components"]["schemas"]
    board = schemas["NoticePageDocument"]["properties"]["board"]["items"]["discriminator"]
    keys = ["dial", "ward", "spoken", "picture", "see", "instrument", "file", "address", "line"]
    assert sorted(board["mapping"]) == sorted(keys)
    dial = schemas["DialValue"]["properties"]
    assert list(dial) == ["reading", "unit", "meaning", "taken_on", "in_words"]
    assert dial["unit"]["anyOf"][0]["enum"] == ["mmHg", "kPa", "%"]
    assert schemas["WardValue"]["properties"]["rooms"]["items"] == {
        "$ref": "#/components/schemas/WardRoomsValue"
    }
    guide = schemas["GuidePageDocument"]["properties"]["body"]["items"]["discriminator"]
    post = schemas["BlogPageDocument"]["properties"]["body"]["items"]["discriminator"]
    assert guide["mapping"] == {
        **post["mapping"],
        "checklist": "#/components/schemas/ChecklistBlock",
    }


def test_its_document_is_what_the_description_says(notice: NoticePage) -> None:
    document = ask("pages/?path=/notice/")
    assert document["type"] == "newcomer.NoticePage"
    assert document["urgency"] == "urgent"
    assert document["intro"] == {"html": "<p>Read <b>this</b>.</p>", "text": "Read this."}
    assert document["picture"]["sources"][0]["srcset"]
    assert document["measured_with"]["weight_kg"] == 1.25
    assert [each["title"] for each in document["breadcrumbs"]] == ["Board", "Notice"]
    shown = [(each["type"], each["value"]) for each in document["board"]]
    assert shown[0][1]["in_words"] == "120.5 mmHg"
    ward = shown[1][1]
    assert [dial["unit"] for dial in ward["dials"]] == ["mmHg", None]
    assert [each["type"] for each in ward["shelf"]] == ["dial", "picture", "note"]
    assert ward["rooms"] == [{"number": 7, "beds": 2}]
    assert ("spoken", ["two", "words"]) in shown
    assert [value and value["url"] for kind, value in shown if kind == "see"] == [
        "http://testserver/",
        None,
    ]
    assert shown[6][1]["name"] == "Meter"
    assert shown[7][1]["filename"].startswith("leaflet")


def test_a_new_key_stands_among_the_blogs_own(guide: GuidePage) -> None:
    document = ask("pages/?path=/guide/")
    assert [each["type"] for each in document["body"]] == ["paragraph", "route", "checklist"]
    assert document["body"][2]["value"]["steps"][1] == {"text": "Sit", "optional": True}
    assert [each["title"] for each in document["references"]] == ["A study"]


def test_it_is_in_the_store_with_all_that_it_shows(notice: NoticePage) -> None:
    live = LivePage.objects.get(pk=notice.pk)
    assert (live.type, live.path) == ("newcomer.NoticePage", "/notice/")
    assert Edition.objects.filter(page_id=notice.pk).count() == 1
    kinds = {key.partition(":")[0] for key in keys_of(notice)}
    assert {"newcomer.instrument", "cms_images.customimage", "page"} <= kinds
    card = json.loads(bytes(live.edition.card or b""))
    assert (card["title"], card["urgency"]) == ("Notice", "urgent")
    assert rebuild(lambda line: None, check_only=True).total == 0


def keys_of(page: Page) -> set[str]:
    return set(Dependency.objects.filter(live=page.pk).values_list("key", flat=True))


def test_it_is_news_and_then_it_is_gone(notice: NoticePage, guide: GuidePage) -> None:
    assert ("live", "notice") in told(0)
    since = ask("changes/")["latest"]
    meter = Instrument._default_manager.get()
    meter.name = "Another meter"
    meter.save()
    assert ask("pages/?path=/notice/")["measured_with"]["name"] == "Another meter"
    assert told(since) == [("changed", "notice")]
    notice.unpublish()
    assert ask("pages/?path=/notice/", 404)["status"] == 404
    assert told(since) == [("gone", None)]


def told(since: int) -> list[tuple[str, str | None]]:
    items = ask(f"changes/?since={since}")["items"]
    return [(each["change"], each["slug"]) for each in items]


def test_readers_get_its_page(notice: NoticePage, guide: GuidePage) -> None:
    for path, words in (("/notice/", "Read <b>this</b>."), ("/guide/", "Wash hands")):
        response = Client().get(path)
        assert response.status_code == 200
        assert words in response.content.decode()


def test_markdown_and_search_text_follow_from_its_fields(guide: GuidePage) -> None:
    block = ask("pages/?path=/guide/")["body"][2]
    value = json.loads(json.dumps(block["value"]), object_hook=lambda each: SimpleNamespace(**each))
    assert list(block_markdown(block["type"], value, None)) == ["Before", "Wash hands", "Sit"]
    searched = guide.body.stream_block.get_searchable_content(guide.body)
    assert {"Before", "Wash hands", "Sit"} <= set(searched)
