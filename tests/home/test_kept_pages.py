"""Pages that are kept are those that would be made now, whatever changed, and for everybody."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.http import HttpRequest
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Site

from blog.models import (
    BlogIndexPage,
    BlogPage,
    Category,
    Disclaimer,
    NavigationLink,
    Person,
    SiteSettings,
    Treatment,
)
from cms.api.kept import KEPT
from cms.editions import html
from cms.editions.models import LivePage, PageHTML
from cms.editions.store import build_ahead
from cms.images.models import CustomImage
from home.models import HomePage
from tests import builders
from tests.home.conftest import load_demo

pytestmark = pytest.mark.django_db

POST = "/blog/ketamine-into-a-muscle-or-a-vein/"
STANDING = "/about/", "/editorial-policy/"
MADE_EACH_TIME = "/", "/blog/", "/search/?q=ketamine", "/compare/"
READER = Client()  # one for all, whose middleware is loaded once


@pytest.fixture(autouse=True, scope="module")
def media_folder(kept_root: Page) -> None:
    """That of the site, in place of a new one for each test."""


@pytest.fixture(scope="module", autouse=True)
def words(plain_pictures: None, kept_root: Page) -> str:
    said = load_demo()
    build_ahead()
    for path in (POST, *MADE_EACH_TIME):
        Client().get(path)  # makes pictures that are otherwise made after the commit
    return said


@pytest.fixture(autouse=True)
def kept(settings: LazySettings) -> Iterator[None]:
    settings.KEPT_PAGES = True
    html._around.clear()
    yield
    html._around.clear()


@pytest.fixture
def addresses(client: Client) -> list[str]:
    """Every page that the sitemap names, and those that show what is chosen."""
    named = re.findall(r"<loc>http://testserver([^<]+)</loc>", _text(client, "/sitemap.xml"))
    category, tag = Category.objects.all()[0], BlogPage.objects.get(slug=POST.split("/")[2]).tags
    lists = [f"/blog/?category={category.slug}", f"/blog/?tag={tag.all()[0].slug}"]
    assert len(named) > 15
    return list(dict.fromkeys([*named, *lists, *MADE_EACH_TIME, "/search/"]))


def read(path: str, client: Client = READER, **headers: str) -> Any:
    """The answer that a reader gets, who has no cookies of earlier ones."""
    READER.cookies.clear()
    return client.get(path, headers=headers)


def ask(path: str, client: Client = READER, **headers: str) -> tuple[Any, int]:
    """The answer and how many queries it cost."""
    with CaptureQueriesContext(connection) as queries:
        answer = read(path, client, **headers)
    return answer, len(queries)


def made_now(path: str) -> Any:
    with override_settings(KEPT_PAGES=False):
        return read(path)


def _text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


# --- The same bytes -------------------------------------------------------------------------------


def test_every_page_that_is_kept_is_the_page_that_is_made(addresses: list[str]) -> None:
    for path in addresses:
        made, first, (again, queries) = made_now(path), read(path), ask(path)
        assert made.status_code == 200, path
        assert first.content == again.content == made.content, path
        assert dict(first.headers) | {"Vary": "Accept-Encoding"} == dict(again.headers), path
        assert queries == 1, path


def test_who_has_the_page_gets_none_and_who_asks_about_it_gets_its_headers() -> None:
    for path in (POST, "/blog/"):
        first, _ = ask(path)
        for _ in range(2):
            known, queries = ask(path, if_none_match=first.headers["ETag"])
            assert (known.status_code, known.content, queries) == (304, b"", 1)
            head = Client().head(path)
            assert head.headers["Content-Length"] == str(len(first.content))
            assert (head.content, head.headers["ETag"]) == (b"", first.headers["ETag"])
        assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        changed, _ = ask(path, if_none_match='"another"')
        assert changed.content == first.content


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.5", "deflate, gzip"])
def test_a_kept_page_travels_compressed(accepted: str) -> None:
    for path in (POST, "/blog/"):
        plain = ask(path)[0].content
        packed, queries = ask(path, accept_encoding=accepted)
        assert queries == 1
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.headers["Vary"] == "Accept-Encoding"
        assert packed.headers["ETag"].startswith('W/"')
        assert gzip.decompress(packed.content) == plain
        assert ask(path, if_none_match=packed.headers["ETag"])[0].status_code == 304


@pytest.mark.parametrize("refused", ["", "identity", "br"])
def test_who_takes_no_compression_gets_none(refused: str) -> None:
    plain = ask(POST)[0].content
    answer, queries = ask(POST, accept_encoding=refused)
    assert (answer.content, queries) == (plain, 1)
    assert "Content-Encoding" not in answer.headers


# --- As new as what was committed -----------------------------------------------------------------


def _post() -> BlogPage:
    return BlogPage.objects.get(slug=POST.split("/")[2])


def a_menu_link() -> None:
    link = NavigationLink.objects.all()[0]
    link.label = "Another way"
    link.save()


def settings_by_a_query() -> None:
    SiteSettings.objects.update(phone="+1 555 0100", name="Another clinic")


def the_title_of_a_page_in_the_menu() -> None:
    about = Page.objects.get(slug="about").specific
    about.title = "Who we are today"
    about.save_revision().publish()


def a_text_of_the_disclaimer() -> None:
    chosen = _post().chosen_disclaimer
    assert isinstance(chosen, Disclaimer)
    builders.publish_version(chosen, "<p>Another text for everybody.</p>")


def an_author() -> None:
    person = Person.objects.all()[0]
    person.name = "Another Name"
    person.save()


def a_category() -> None:
    for category in Category.objects.all():
        category.name = f"Another {category.name}"
        category.save()


def a_treatment() -> None:
    treatment = Treatment.objects.all()[0]
    treatment.name = "Another treatment"
    treatment.save()


def a_picture() -> None:
    image: Any = _post().hero_image
    image.credit = "Another painter"
    image.save()
    assert CustomImage.objects.filter(credit="Another painter")


def the_blog() -> None:
    index = BlogIndexPage.objects.get()
    index.title = "Another blog"
    index.save_revision().publish()


def the_blog_becomes_private() -> None:
    PageViewRestriction.objects.create(page=BlogIndexPage.objects.get(), restriction_type="login")


def the_blog_moves() -> None:
    index = BlogIndexPage.objects.get()
    index.slug = "journal"
    index.save_revision().publish()


def the_post() -> None:
    post = _post()
    post.subtitle = "Another subtitle"
    post.save_revision().publish()


def the_other_posts_go() -> None:
    for post in BlogPage.objects.exclude(pk=_post().pk):
        post.unpublish()


def a_post_is_hidden_by_a_query() -> None:
    """One that no text leads to: such links are made when something is saved."""
    assert Page.objects.filter(slug="your-first-visit").update(live=False)


def the_post_is_deleted() -> None:
    _post().delete()


def the_front_page() -> None:
    home = HomePage.objects.get()
    home.title = "Another front"
    home.featured_posts.all().delete()
    home.save_revision().publish()


CHANGES: list[Callable[[], None]] = [
    *(a_menu_link, settings_by_a_query, the_title_of_a_page_in_the_menu),
    *(a_text_of_the_disclaimer, an_author, a_category, a_treatment, a_picture),
    *(the_blog, the_post, the_front_page, a_post_is_hidden_by_a_query, the_other_posts_go),
    *(the_post_is_deleted, the_blog_moves, the_blog_becomes_private),
]


def test_after_each_change_every_page_is_the_one_that_is_made_now() -> None:
    addresses = [POST, *STANDING, *MADE_EACH_TIME, "/treatments/ketamine/"]
    before = {path: read(path).content for path in addresses}
    for change in CHANGES:
        change()
        build_ahead()
        after = {}
        for path in addresses:
            now, again, made = read(path), read(path), made_now(path)
            told = f"{path} after {change.__name__}"
            assert (now.status_code, now.content) == (made.status_code, made.content), told
            assert again.content == made.content, told
            after[path] = again.content
        assert after != before, change.__name__
        before = after


@pytest.mark.parametrize("when", ["next review", "expiry", "new year"])
def test_what_the_clock_changes_is_changed(when: str) -> None:
    addresses = POST, *STANDING, *MADE_EACH_TIME
    post = _post()
    assert post.next_review_due
    moment = {
        "next review": datetime.combine(
            post.next_review_due + timedelta(days=1), datetime.min.time()
        ),
        "expiry": timezone.now() + timedelta(hours=1),
        "new year": datetime(timezone.localdate().year + 1, 1, 1),
    }[when]
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    if when == "expiry":
        post.expire_at = moment
        post.save_revision().publish()
        build_ahead()
    with time_machine.travel(moment - timedelta(seconds=5), tick=False):
        before = {path: read(path) for path in addresses}
        assert before[POST].status_code == 200
        for path in addresses:
            assert read(path).content == made_now(path).content, path
    with time_machine.travel(moment, tick=False):
        for path in addresses:
            now, made = read(path), made_now(path)
            assert (now.status_code, now.content) == (made.status_code, made.content), path
        assert read(POST).content != before[POST].content
        for path in ("/blog/", "/") if when != "next review" else ():
            assert read(path).content != before[path].content


def test_a_list_is_kept_until_the_next_text_of_any_disclaimer_begins() -> None:
    moment = timezone.now() + timedelta(minutes=5)
    builders.publish_version(
        builders.make_disclaimer("Nobody's yet"), "<p>Then.</p>", effective_from=moment
    )
    ask("/blog/")
    assert ask("/blog/")[1] == 1
    (kept,) = KEPT._kept.values()
    assert kept.holding.until == moment


def test_a_page_with_an_address_of_other_letters_is_kept(
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        builders.make_post(BlogIndexPage.objects.get(), "Übelkeit", slug="übelkeit-日本")
    assert PageHTML.objects.filter(live__slug="übelkeit-日本").exists()
    ask("/about/")
    answer, queries = ask("/blog/übelkeit-日本/")
    assert (answer.status_code, queries) == (200, 1)
    assert not KEPT._kept


def test_what_changes_while_a_page_is_made_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    get_context = BlogPage.get_context

    def and_change(page: BlogPage, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = get_context(page, request, *args, **kwargs)
        SiteSettings.objects.update(phone="+1 555 0199")
        return context

    PageHTML.objects.all().delete()
    with monkeypatch.context() as patched:
        patched.setattr(BlogPage, "get_context", and_change)
        ask(POST)
    assert not PageHTML.objects.exists()


def test_a_page_of_another_program_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    ask(POST)
    assert ask(POST)[1] == 1
    monkeypatch.setattr(html, "fingerprint", lambda: "another")
    assert ask(POST)[1] > 1
    assert ask(POST)[1] == 1


# --- Whose page it is -----------------------------------------------------------------------------


def test_who_is_signed_in_gets_their_own_page_and_leaves_none_behind() -> None:
    PageHTML.objects.all().delete()
    editor = Client()
    editor.force_login(User.objects.create_superuser("editor"))
    for path in (POST, "/blog/"):
        own, _ = ask(path, editor)
        assert b"wagtail-userbar" in own.content
        assert "ETag" not in own.headers
        assert not PageHTML.objects.exists()
        assert not KEPT._kept
        plain, _ = ask(path)
        assert b"wagtail-userbar" not in plain.content
        assert b"wagtail-userbar" in ask(path, editor)[0].content
        PageHTML.objects.all().delete()
        KEPT.forget()


def test_what_was_asked_for_by_another_address_is_not_kept(settings: LazySettings) -> None:
    PageHTML.objects.all().delete()
    settings.ALLOWED_HOSTS = ["testserver", "elsewhere.example"]
    for path in (POST, "/blog/"):
        Client(HTTP_HOST="elsewhere.example").get(path)
        Client().get(path, secure=True)
    Client().get(f"{POST}?q=<b>qzx</b>")
    assert not PageHTML.objects.exists()
    assert [key for key in KEPT._kept if "qzx" not in key] == []
    assert Client(HTTP_HOST="unknown.example").get(POST).status_code == 400
    Client().head(POST)
    assert b"qzx" not in ask(POST)[0].content
    again, queries = ask(f"{POST}?utm_source=qzx")
    assert queries == 1
    assert b"qzx" not in again.content


def test_with_two_sites_no_page_is_kept_in_the_database() -> None:
    PageHTML.objects.all().delete()
    Site.objects.create(hostname="other.example", root_page=HomePage.objects.get())
    for _ in range(2):
        assert ask(POST)[0].status_code == 200
    assert not PageHTML.objects.exists()


def test_a_page_that_shows_what_draws_no_pulse_is_made_each_time(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def also_users(request: HttpRequest) -> dict[str, Any]:
        return {"users": User.objects.count()}

    get_context = BlogIndexPage.get_context
    monkeypatch.setattr(
        BlogIndexPage,
        "get_context",
        lambda page, request, *args, **kwargs: (
            get_context(page, request, *args, **kwargs) | also_users(request)
        ),
    )
    ask("/blog/")
    assert ask("/blog/")[1] > 1
    ask("/")
    assert ask("/")[1] == 1


def test_a_hook_that_serves_pages_sees_each_request() -> None:
    seen = []
    ask(POST)

    def note(page: Page, request: HttpRequest, *given: Any) -> None:
        seen.append(page.slug)

    with hooks.register_temporarily("before_serve_page", note):
        for _ in range(2):
            ask(POST)
    assert len(seen) == 2


# --- When it is made ------------------------------------------------------------------------------


def test_publishing_makes_the_page(django_capture_on_commit_callbacks: Any) -> None:
    post = _post()
    post.subtitle = "Another subtitle"
    with django_capture_on_commit_callbacks(execute=True):
        post.save_revision().publish()
    KEPT.forget()
    answer, queries = ask(POST)
    assert b"Another subtitle" in answer.content
    assert queries <= 4  # that of the page, and what surrounds all of them


@pytest.mark.parametrize("place", ["blog.models.BlogPage.get_context", "cms.editions.html.prepare"])
def test_a_page_that_cannot_be_made_is_published_all_the_same(
    place: str, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("a template that was changed")

    post = _post()
    post.subtitle = "Another subtitle"
    with monkeypatch.context() as patched:
        patched.setattr(place, fail)
        with django_capture_on_commit_callbacks(execute=True):
            post.save_revision().publish()
    assert b"Another subtitle" in ask(POST)[0].content


def test_a_draft_makes_none(django_capture_on_commit_callbacks: Any) -> None:
    PageHTML.objects.all().delete()
    post = _post()
    post.subtitle = "A draft"
    with django_capture_on_commit_callbacks(execute=True):
        post.save_revision()
    assert not PageHTML.objects.exists()


def test_a_rebuild_makes_the_pages_of_another_program(
    addresses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "fingerprint", lambda: "another")
    call_command("rebuild_editions", verbosity=0)
    prepared = LivePage.objects.filter(type__in=["blog.BlogPage", "home.StandardPage"])
    assert PageHTML.objects.count() == prepared.count()
    for live in prepared:
        assert ask(live.path)[1] <= 4, live.path


@pytest.mark.parametrize("error", [OperationalError("is locked"), IntegrityError("is deleted")])
def test_a_page_that_cannot_be_kept_is_shown_all_the_same(error: DatabaseError) -> None:
    PageHTML.objects.all().delete()
    with patch.object(PageHTML.objects, "bulk_create", side_effect=error):
        assert ask(POST)[0].status_code == 200
    assert not PageHTML.objects.exists()
    assert ask(POST)[0].status_code == 200
    assert PageHTML.objects.exists()


def test_nothing_is_kept_where_it_is_switched_off(settings: LazySettings) -> None:
    PageHTML.objects.all().delete()
    settings.KEPT_PAGES = False
    for path in (POST, "/blog/"):
        assert ask(path)[0].headers["ETag"]
        assert ask(path)[1] > 1
    assert not PageHTML.objects.exists()
    assert not KEPT._kept
