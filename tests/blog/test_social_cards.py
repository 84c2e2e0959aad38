"""What networks show of a post: what an editor chose, a card with its title, its main picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from lxml import html
from PIL import Image, ImageChops
from wagtail.models import PageViewRestriction

from blog.api.fields import PostValues
from blog.models import BlogIndexPage, SiteSettings
from blog.social_cards import drawing, faces, files, serving
from blog.social_cards.card import SocialCard
from cms.api.values import Values
from cms.editions.building import Builder
from cms.images.models import CustomImage
from tests import builders

Committing = Callable[..., AbstractContextManager[list[Any]]]

ROUTES = builders.body(
    ("route", builders.route()), ("route", builders.route("intravenous", "infusion"))
)


def card(title: str, **words: Any) -> SocialCard:
    return SocialCard(title, **{"site": "Larkfield", "routes": (), "reviewed": "", **words})


def drawn(wanted: SocialCard) -> Image.Image:
    image = Image.open(BytesIO(drawing.draw(wanted)))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    return image.convert("RGB")


# --- The picture ----------------------------------------------------------------------------------

LONG = "Everything that you might want to know before your first infusion of it "
MANY = ("Intramuscular", "Intravenous", "Subcutaneous", "Intranasal", "Sublingual", "Oral")


@pytest.mark.parametrize(
    "wanted",
    [
        card("Preparing", routes=MANY[:3], reviewed="Reviewed 3 March 2026"),
        card((LONG * 4)[:255], site="The Larkfield Centre " * 4, reviewed="Reviewed May 23, 2026"),
        card("W" * 255, routes=MANY),
        card("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk and more"),
        card("Á̂g" * 20, site=""),
    ],
    ids=["short", "long", "widest", "long word", "high letters"],
)
def test_all_words_stay_inside_the_card(wanted: SocialCard) -> None:
    paper = drawing._background(False)
    written = ImageChops.difference(drawn(wanted), paper).convert("L")
    box = written.point(lambda value: 255 * (value > 32)).getbbox()
    assert box is not None
    left, top, right, bottom = box
    assert drawing.LEFT - 8 <= left < right <= drawing.RIGHT + 4
    assert 24 < top < bottom < drawing.HEIGHT - 24
    title = written.crop((0, drawing.RULE_TOP - 20, drawing.WIDTH, drawing.RULE_TOP - 2))
    assert title.point(lambda value: 255 * (value > 32)).getbbox() is None


def test_its_colours_are_those_of_the_design() -> None:
    tokens = Path(settings.BASE_DIR / "cms/static/cms/css/tokens.css").read_text()
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", tokens))
    assert drawing.COLOURS.items() <= light.items()


def test_letters_that_no_face_has_are_not_drawn() -> None:
    for title in ("Injection", "Ένεση", "Укол: 5 µg – “ok”"):
        assert card(title).can_be_drawn, title
    for title in ("日本語", "नमस्ते", "Good 😀"):
        assert not card(title).can_be_drawn, title
    assert not card("Injection", site="診療所").can_be_drawn


def test_what_goes_from_right_to_left_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    hebrew, arabic = card("קטמין (IV): מה ההבדל?"), card("الكيتامين عن طريق الوريد")
    if faces.can_order():
        for wanted in (hebrew, arabic):
            assert wanted.can_be_drawn
            assert drawn(wanted).getpixel((drawing.WIDTH - 4, 300)) == (0, 101, 92)
    monkeypatch.setattr(faces, "can_order", lambda: False)
    assert not hebrew.can_be_drawn and not arabic.can_be_drawn
    assert not card("In\u00adjection").can_be_drawn  # the hyphen would be seen
    assert card("Injection").can_be_drawn


# --- Where it is named, and who gets it -----------------------------------------------------------


@pytest.fixture
def index(kept_blog: None, db: None) -> Iterator[BlogIndexPage]:
    yield BlogIndexPage.objects.get()


def make_picture(title: str) -> CustomImage:
    file = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(file, "PNG")
    return CustomImage.objects.create(title=title, file=ContentFile(file.getvalue(), "sea.png"))


def named(client: Client, post: Any) -> dict[str, str]:
    """What the page's head says of its picture, which the API says too."""
    response = client.get(post.url)
    assert response.status_code == 200
    tree: Any = html.fromstring(response.content)
    said = {
        each.get("property") or each.get("name"): each.get("content")
        for each in tree.xpath("//meta[starts-with(@property, 'og:') or @name='twitter:card']")
    }
    image = client.get(f"/api/content/v1/posts/{post.slug}/").json()["seo"]["image"]
    assert (image or {}).get("url") == said.get("og:image")
    for name in ("width", "height", "alt", "type") if image else ():
        assert said[f"og:image:{name}"] == str(image[name])
    return said


def kept(post: Any) -> set[str]:
    return {path.name for path in Path(settings.MEDIA_ROOT, "social_cards", str(post.pk)).glob("*")}


def test_a_published_post_has_a_card_that_says_what_it_is(
    index: BlogIndexPage, client: Client, django_capture_on_commit_callbacks: Committing
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        post = builders.make_post(
            index, "Into a muscle", body=ROUTES, last_reviewed=date(2026, 3, 3)
        )
    before = kept(post)
    said = named(client, post)
    assert said["og:image"].startswith(f"http://testserver{post.url}card-")
    assert said["og:image:width"], said["og:image:height"] == ("1200", "630")
    assert said["og:image:type"] == "image/png" and said["twitter:card"] == "summary_large_image"
    assert said["og:image:alt"] == (
        "Into a muscle – Intramuscular, Intravenous – Reviewed 3 March 2026 – Larkfield"
    )
    response = client.get(said["og:image"])
    assert response.status_code == 200 and response.headers["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    assert kept(post) == before and len(before) == 1  # reading drew nothing
    again = client.get(said["og:image"], headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


def test_another_card_has_another_address_and_the_old_one_leads_there(
    index: BlogIndexPage, client: Client, django_capture_on_commit_callbacks: Committing
) -> None:
    addresses = []

    def publish(**fields: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            for name, value in fields.items():
                setattr(post, name, value)
            builders.publish(post)
        addresses.append(named(client, post)["og:image"])

    post: Any = builders.draft_post(index, "Before")
    publish()
    publish(subtitle="Said below")
    assert addresses[0] == addresses.pop()
    publish(title="After")
    publish(last_reviewed=date(2026, 3, 3))
    with django_capture_on_commit_callbacks(execute=True):
        clinic = SiteSettings.objects.get()
        clinic.name = "Another clinic"
        clinic.save()
    addresses.append(named(client, post)["og:image"])
    assert len(set(addresses)) == 4
    for old in addresses[:-1]:
        moved = client.get(old)
        there = f"http://testserver{moved.headers['Location']}"
        assert (moved.status_code, there) == (302, addresses[-1])
    # Nobody published it under the clinic's new name: it is drawn for the first who asks.
    assert client.get(addresses[-1]).status_code == 200
    assert len(kept(post)) == 1


def test_an_editors_picture_comes_first_and_the_main_picture_last(
    index: BlogIndexPage, client: Client
) -> None:
    chosen, hero = make_picture("Chosen"), make_picture("Hero")
    post: Any = builders.make_post(index, hero_image=hero, hero_alt="The sea", social_image=chosen)
    own = named(client, post)["og:image"]
    assert "card-" not in own
    post.social_image = None
    builders.publish(post)
    assert "/card-" in named(client, post)["og:image"]
    post.title = "日本"
    builders.publish(post)
    said = named(client, post)
    assert said["og:image:alt"] == "The sea" and said["og:image"] not in (own, "")
    post.hero_image = None
    builders.publish(post)
    assert named(client, post)["twitter:card"] == "summary"


def test_nobody_gets_the_card_of_a_post_that_readers_may_not_see(
    index: BlogIndexPage, client: Client, django_capture_on_commit_callbacks: Committing
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        private, gone, deleted = (
            builders.make_post(index, name) for name in ("One", "Two", "Three")
        )
        draft = builders.draft_post(index, "Four")
    posts = (private, gone, deleted)
    addresses = [named(client, post)["og:image"] for post in posts]
    assert [client.get(url).status_code for url in addresses] == [200, 200, 200]
    its_card = SocialCard.of(draft)
    assert its_card is not None
    draft_address = f"{draft.url}{serving.file_name(its_card)}"
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        gone.unpublish()
        deleted.delete()
    for url in (*addresses, draft_address, f"{draft.url}card-{'0' * 16}.png"):
        assert client.get(url).status_code == 404, url
    assert not kept(gone) and not kept(deleted) and not kept(draft)
    private.title = "Secret"
    with django_capture_on_commit_callbacks(execute=True):
        builders.publish(private)
    assert len(kept(private)) == 1  # that of when readers could see it


def test_an_error_of_drawing_takes_nothing_back(
    index: BlogIndexPage,
    client: Client,
    django_capture_on_commit_callbacks: Committing,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(wanted: SocialCard) -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setattr(files, "draw", broken)
    with django_capture_on_commit_callbacks(execute=True):
        post: Any = builders.make_post(index, "Dry")
    assert "no ink" in caplog.text
    address = named(client, post)["og:image"]
    assert client.get(address).status_code == 404
    post.hero_image, post.hero_is_decorative = make_picture("Hero"), True
    builders.publish(post)
    response = client.get(address)
    assert response.status_code == 302 and "/media/images/" in response.headers["Location"]


def test_a_draft_has_none_but_editors_see_what_it_will_be(index: BlogIndexPage) -> None:
    draft = builders.draft_post(index, "Not yet", hero_image=make_picture("Hero"), hero_alt="Sea")
    shown = PostValues(draft, Values(draft, Builder(is_draft=True))).social_image()
    assert shown is not None and "card-" not in shown.url
    preview = draft.make_preview_request(preview_mode=serving.CARD_PREVIEW)
    text = preview.content.decode()
    assert 'src="data:image/png;base64,' in text and 'alt="Not yet – Larkfield"' in text
    policy = preview.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'self'", "img-src 'self' data:"} <= set(policy)
    assert not kept(draft)
