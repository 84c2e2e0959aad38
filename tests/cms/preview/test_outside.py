"""The admin's preview shows the template, or the front-end of PREVIEW_URL."""

from __future__ import annotations

from typing import Any

import pytest
from csp.constants import SELF
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core import checks
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text

from blog.models import BlogIndexPage, BlogPage, Disclaimer, DisclaimerVersion
from cms.preview.models import Preview
from cms.settings.services import origins
from tests.cms.preview.conftest import ask
from tests.processes import run_python

pytestmark = pytest.mark.django_db

FRONT = "https://front.example"
PANEL = {"in_preview_panel": "true"}


@pytest.fixture
def desk(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def outside(settings: LazySettings) -> None:
    settings.PREVIEW_URL = f"{FRONT}/preview/#{{token}}"


def token_in(answer: Any) -> str:
    """The token in the address that a preview leads to."""
    assert answer.status_code == 302, answer.content
    address, _, token = answer.headers["Location"].partition("#")
    assert address == f"{FRONT}/preview/"
    return str(token)


def panel_of(page: Page) -> str:
    return reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])


def typed(desk: Client, place: str, **fields: Any) -> Client:
    """The panel has sent what stands in the form; the other fields are empty."""
    relations = ("page_authors", "page_references", "related_posts", "comments")
    counts = {f"{name}-{kind}_FORMS": 0 for name in relations for kind in ("TOTAL", "INITIAL")}
    form = {"title": "Typed", "slug": "first", "intro": "null", "body-count": 0}
    posted = desk.post(place, {**form, **counts, "comments_state": "off", **fields})
    assert posted.json() == {"is_valid": True, "is_available": True}
    return desk


def test_without_a_front_end_the_template_is_shown(desk: Client, post: BlogPage) -> None:
    shown = typed(desk, panel_of(post)).get(panel_of(post), PANEL)
    assert shown.status_code == 200 and b"Typed" in shown.content
    assert not Preview.objects.exists()
    assert [name for name, _ in post.preview_modes] == ["", "card"]


def test_with_one_the_panel_leads_there(desk: Client, post: BlogPage, outside: None) -> None:
    first = token_in(typed(desk, panel_of(post)).get(panel_of(post), PANEL))
    assert ask(first).json()["title"] == "Typed"
    typed(desk, panel_of(post), title="Typed on")
    assert token_in(desk.get(panel_of(post), PANEL)) == first
    assert ask(first).json()["title"] == "Typed on"
    assert Preview.objects.get().created_by.username == "ada"  # type: ignore[union-attr]


def test_the_template_stays_a_mode(desk: Client, post: BlogPage, outside: None) -> None:
    panel = panel_of(post)
    shown = typed(desk, panel).get(panel, {**PANEL, "mode": "template"})
    assert shown.status_code == 200 and b"Typed" in shown.content
    assert not Preview.objects.exists()


def test_each_editor_and_each_page_has_a_token_of_its_own(
    desk: Client, post: BlogPage, outside: None
) -> None:
    other = Client()
    other.force_login(User.objects.create_superuser("grace"))
    tokens = {
        token_in(typed(client, panel_of(page), slug=page.slug).get(panel_of(page), PANEL))
        for client, page in [(desk, post), (other, post), (desk, post.get_parent())]
    }
    assert len(tokens) == 3


def test_old_revisions_and_drafts_are_shown_there_too(
    desk: Client, post: BlogPage, outside: None
) -> None:
    old = post.revisions.earliest("pk")
    view = reverse("wagtailadmin_pages:revisions_view", args=[post.pk, old.pk])
    editing = token_in(typed(desk, panel_of(post)).get(panel_of(post), PANEL))
    assert ask(token_in(desk.get(view))).json()["title"] == "As published"
    draft = reverse("wagtailadmin_pages:view_draft", args=[post.pk])
    assert ask(token_in(desk.get(draft))).json()["title"] == "As drafted"
    assert ask(editing).json()["title"] == "Typed"


def test_a_new_page(desk: Client, blog: BlogIndexPage, outside: None) -> None:
    parent = blog.get_parent()
    place = reverse("wagtailadmin_pages:preview_on_add", args=["home", "standardpage", parent.pk])
    typed(desk, place, title="Just begun", slug="begun")
    document = ask(token_in(desk.get(place, PANEL))).json()
    assert (document["title"], document["path"], document["id"]) == ("Just begun", "/begun/", 0)


def test_disclaimers_saved_and_new(desk: Client, blog: BlogIndexPage, outside: None) -> None:
    disclaimer = Disclaimer.objects.get()
    version = DisclaimerVersion(disclaimer=disclaimer, text="<p>Drafted.</p>")
    version.save()
    name = DisclaimerVersion.snippet_viewset.get_url_name
    saved = reverse(name("preview_on_edit"), args=[version.pk])
    new = reverse(name("preview_on_add")) + f"?disclaimer={disclaimer.pk}&jurisdiction="
    for place in (saved, new):
        typed(desk, place, title="Please note", text=rich_text("<p>Typed.</p>"))
        document = ask(token_in(desk.get(place))).json()
        assert document["type"] == "blog.DisclaimerVersion"
        assert document["disclaimer"]["title"] == "Please note"
        assert document["disclaimer"]["text"] == "Typed."


# --- What lets the front-end in -------------------------------------------------------------------


def test_the_admin_frames_that_origin_and_no_other() -> None:
    code = (
        "import os; os.environ['PREVIEW_URL'] = 'https://front.example/a?t={token}'; "
        "from cms.settings import base; print(base.ADMIN_CONTENT_SECURITY_POLICY['frame-src'])"
    )
    told = run_python("-c", code, settings_module="cms.settings.test")
    assert told.stdout.strip() == str([SELF, FRONT]), told.stderr
    assert origins("") == []


def test_the_user_bar_is_for_the_front_end_alone(blog: BlogIndexPage, outside: None) -> None:
    bar = Client().get("/preview/userbar/")
    assert bar.status_code == 200
    assert bar.headers["Access-Control-Allow-Origin"] == FRONT
    markup = bar.content.decode()
    assert '"allowedOrigins": ["\\u003Csame_origin\\u003E", "http://testserver"' in markup
    assert f'"{FRONT}"' in markup
    assert 'href="/static/' not in markup and 'src="/static/' not in markup


def test_there_is_none_without_a_front_end(blog: BlogIndexPage) -> None:
    assert Client().get("/preview/userbar/").status_code == 404


@pytest.mark.parametrize(
    ("url", "is_good"),
    [
        ("", True),
        ("https://front.example/preview/#{token}", True),
        ("http://127.0.0.1:4321/preview?token={token}", True),
        ("https://front.example/preview/", False),
        ("/preview/{token}", False),
        ("javascript:{token}", False),
        ("https://{token}.example/", False),
    ],
)
def test_the_setting_is_checked(settings: LazySettings, url: str, is_good: bool) -> None:
    settings.PREVIEW_URL = url
    found = [each.id for each in checks.run_checks() if each.id == "preview.E001"]
    assert found == ([] if is_good else ["preview.E001"])
