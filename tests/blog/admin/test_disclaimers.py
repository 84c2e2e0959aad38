"""Disclaimers in the admin: one form to add one, one page for its history, no way to change it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone
from wagtail.models import Site
from wagtail.test.utils.form_data import rich_text

from blog.models import BlogIndexPage, Disclaimer, DisclaimerVersion, SiteSettings
from blog.publishing.roles import PUBLISHERS
from tests.builders import later, make_category, make_disclaimer, publish_version

BASE = "/admin/snippets/blog/disclaimer/"
VERSIONS = "/admin/snippets/blog/disclaimerversion/"


def form(**fields: Any) -> dict[str, Any]:
    text = rich_text("<p>Ask us first.</p>", editor="default")
    return {"title": "Please read this", "text": text, "jurisdiction": "", "effective_from": ""} | (
        fields
    )


def words(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


@pytest.fixture(scope="module")
def kept_disclaimer(kept_roles: None) -> None:
    make_disclaimer("General", "<p>First.</p>")


@pytest.fixture
def disclaimer(kept_disclaimer: None, blog: BlogIndexPage) -> Disclaimer:
    return Disclaimer.objects.get(name="General")


@pytest.fixture
def version(disclaimer: Disclaimer) -> DisclaimerVersion:
    return disclaimer.versions.get()


# --- Adding one --------------------------------------------------------------------------------


def test_one_form_makes_the_disclaimer_and_its_first_draft(reviewer: Client) -> None:
    answer = reviewer.post(f"{BASE}add/", form(name="For travellers", jurisdiction="us"))
    disclaimer = Disclaimer.objects.get(name="For travellers")
    version = disclaimer.versions.get()
    assert answer.headers["Location"] == f"{VERSIONS}edit/{version.pk}/"
    assert (version.number, version.live, version.jurisdiction) == (1, False, "US")
    assert disclaimer.slug == "for-travellers"
    assert "Ask us first." in version.text
    assert reviewer.get(answer.headers["Location"]).status_code == 200


def test_a_publisher_saves_and_publishes_in_one_step(publisher: Client) -> None:
    shown = publisher.get(f"{BASE}add/").content.decode()
    assert "Save and publish" in shown
    answer = publisher.post(f"{BASE}add/", form(name="Now", **{"action-publish": "1"}))
    disclaimer = Disclaimer.objects.get(name="Now")
    assert answer.headers["Location"] == f"{BASE}edit/{disclaimer.pk}/"
    assert disclaimer.in_force() == disclaimer.versions.get()


def test_a_reviewer_cannot_publish_even_by_force(reviewer: Client) -> None:
    assert "Save and publish" not in reviewer.get(f"{BASE}add/").content.decode()
    reviewer.post(f"{BASE}add/", form(name="Forced", **{"action-publish": "1"}))
    assert Disclaimer.objects.get(name="Forced").in_force() is None


def test_a_writer_cannot_add_one(writer: Client) -> None:
    writer.post(f"{BASE}add/", form(name="Mine"))
    assert not Disclaimer.objects.filter(name="Mine").exists()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"jurisdiction": "UK"}, "The United Kingdom is GB"),
        ({"effective_from": "2020-01-01 10:00"}, "This moment has passed"),
        ({"text": "null"}, "This field is required"),
    ],
)
def test_says_what_is_wrong_at_its_field(
    publisher: Client, wrong: dict[str, str], message: str
) -> None:
    answer = publisher.post(f"{BASE}add/", form(name="Wrong", **wrong))
    assert answer.status_code == 200
    assert message in str(answer.context["form"].errors)
    assert not Disclaimer.objects.filter(name="Wrong").exists()


# --- Its history -------------------------------------------------------------------------------


@pytest.mark.usefixtures("kept_sessions")
def test_the_history_says_the_status_of_each_version(disclaimer: Disclaimer) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        publish_version(disclaimer, "<p>Second.</p>")
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        publish_version(disclaimer, "<p>Third.</p>", effective_from=later(days=9))
        DisclaimerVersion(disclaimer=disclaimer, text="<p>Fourth.</p>").save()
        publish_version(disclaimer, "<p>GB.</p>", jurisdiction="GB")
        client = Client()
        client.force_login(User.objects.get(groups__name=PUBLISHERS))
        shown = client.get(f"{BASE}edit/{disclaimer.pk}/")
    text = shown.content.decode()
    for status in ("In force since", "In force from", "Takes effect", "Draft", "United Kingdom"):
        assert status in text
    assert text.count("New version") >= 2
    assert "Compare with version 1" in text


def test_the_history_names_who_published(publisher: Client, blog: BlogIndexPage) -> None:
    publisher.post(f"{BASE}add/", form(name="Signed", **{"action-publish": "1"}))
    pk = Disclaimer.objects.get(name="Signed").pk
    assert "one of Publishers</td>" in publisher.get(f"{BASE}edit/{pk}/").content.decode()


def test_its_queries_do_not_grow_with_its_versions(
    publisher: Client, disclaimer: Disclaimer, django_assert_max_num_queries: Any
) -> None:
    publisher.get(f"{BASE}edit/{disclaimer.pk}/")
    for number in range(12):
        publish_version(disclaimer, f"<p>{number}</p>")
    with django_assert_max_num_queries(30):
        publisher.get(f"{BASE}edit/{disclaimer.pk}/")


def test_the_list_shows_the_text_in_force_and_its_uses(
    publisher: Client, disclaimer: Disclaimer
) -> None:
    make_category(disclaimer=disclaimer)
    Disclaimer.objects.create(name="Empty")
    shown = publisher.get(BASE).content.decode()
    assert "First." in shown
    assert "1 time" in shown
    assert "Nothing in force yet" in shown


def test_two_versions_can_be_compared(publisher: Client, disclaimer: Disclaimer) -> None:
    first = disclaimer.versions.get()
    second = publish_version(disclaimer, "<p>First and more.</p>")
    shown = publisher.get(f"{VERSIONS}compare/{first.pk}/{second.pk}/").content.decode()
    assert '<span class="addition"> and more.</span>' in shown
    other = make_disclaimer("Other").versions.get()
    assert publisher.get(f"{VERSIONS}compare/{other.pk}/{second.pk}/").status_code == 404


def test_versions_have_no_list_of_their_own(publisher: Client, version: DisclaimerVersion) -> None:
    assert publisher.get(VERSIONS).headers["Location"] == BASE
    menu = publisher.get("/admin/").content.decode()
    assert VERSIONS not in menu
    assert BASE in menu


def test_breadcrumbs_lead_through_the_disclaimer(
    publisher: Client, version: DisclaimerVersion
) -> None:
    for page in ("edit", "history", "usage"):
        items = publisher.get(f"{VERSIONS}{page}/{version.pk}/").context["breadcrumbs_items"]
        urls = [str(item["url"]) for item in items]
        assert BASE in urls, page
        assert f"{BASE}edit/{version.disclaimer_id}/" in urls, page
        assert VERSIONS not in urls, page


# --- A new version -----------------------------------------------------------------------------


def test_a_new_version_begins_with_the_latest_text_of_its_jurisdiction(
    reviewer: Client, disclaimer: Disclaimer
) -> None:
    publish_version(disclaimer, "<p>British.</p>", jurisdiction="GB")
    url = f"{VERSIONS}add/?disclaimer={disclaimer.pk}&jurisdiction="
    shown = reviewer.get(url)
    assert shown.context["form"].instance.text == "<p>First.</p>"
    assert disclaimer.versions.count() == 2, "nothing is stored by looking"
    answer = reviewer.post(url, form(title="Newer"))
    added = disclaimer.versions.get(number=3)
    assert answer.headers["Location"] == f"{VERSIONS}edit/{added.pk}/"
    assert (added.live, added.title) == (False, "Newer")
    assert disclaimer.in_force().text == "<p>First.</p>"  # type: ignore[union-attr]


def test_publishing_it_leads_back_to_the_history(publisher: Client, disclaimer: Disclaimer) -> None:
    url = f"{VERSIONS}add/?disclaimer={disclaimer.pk}"
    answer = publisher.post(url, form(**{"action-publish": "action-publish"}))
    assert answer.headers["Location"] == f"{BASE}edit/{disclaimer.pk}/"
    assert disclaimer.in_force() == disclaimer.versions.get(number=2)


def test_it_can_be_previewed_before_it_is_saved(reviewer: Client, disclaimer: Disclaimer) -> None:
    url = f"{VERSIONS}preview/?disclaimer={disclaimer.pk}&jurisdiction="
    assert reviewer.post(url, form()).json() == {"is_valid": True, "is_available": True}
    shown = reviewer.get(f"{url}&in_preview_panel=true").content.decode()
    assert "Ask us first." in shown
    assert "Version 2" in shown


@pytest.mark.parametrize("asked", ["", "?disclaimer=", "?disclaimer=0", "?disclaimer=x"])
def test_a_new_version_of_nothing_is_not_found(reviewer: Client, asked: str) -> None:
    assert reviewer.get(f"{VERSIONS}add/{asked}").status_code == 404


def test_there_is_no_other_clock_in_its_form(publisher: Client, disclaimer: Disclaimer) -> None:
    draft = DisclaimerVersion(disclaimer=disclaimer, text="<p>Draft.</p>")
    draft.save()
    draft.save_revision()
    shown = publisher.get(f"{VERSIONS}edit/{draft.pk}/")
    assert not {"go_live_at", "expire_at"} & set(shown.context["form"].fields)


# --- Once in force -----------------------------------------------------------------------------


def test_a_version_in_force_offers_only_a_new_version(
    publisher: Client, version: DisclaimerVersion
) -> None:
    shown = publisher.get(f"{VERSIONS}edit/{version.pk}/").content.decode()
    assert f"{VERSIONS}add/?disclaimer={version.disclaimer_id}" in shown
    assert "stays as readers saw it" in shown
    for url in ("unpublish", "delete"):
        assert f"{VERSIONS}{url}/{version.pk}/" not in shown
    assert 'name="action-publish"' not in shown


@pytest.mark.parametrize(
    "forced",
    [
        ("post", f"{VERSIONS}edit/%s/"),
        ("post", f"{VERSIONS}unpublish/%s/"),
        ("get", f"{VERSIONS}unpublish/%s/"),
        ("post", f"{VERSIONS}delete/%s/"),
        ("get", f"{VERSIONS}delete/%s/"),
        ("post", "/admin/bulk/blog/disclaimerversion/delete/?id=%s"),
    ],
    ids="{0[0]} {0[1]}".format,
)
def test_what_is_forced_by_address_is_refused_with_the_reason(
    publisher: Client, version: DisclaimerVersion, forced: tuple[str, str]
) -> None:
    before = DisclaimerVersion.objects.filter(pk=version.pk).values().get()
    method, address = forced
    publish = {"action-publish": "action-publish"}
    answer = getattr(publisher, method)(address % version.pk, form(**publish), follow=True)
    assert answer.status_code == 200
    assert "has been in force" in answer.content.decode() or "is locked" in answer.content.decode()
    assert DisclaimerVersion.objects.filter(pk=version.pk).values().get() == before


def test_an_old_revision_cannot_be_brought_back_by_address(
    publisher: Client, version: DisclaimerVersion
) -> None:
    revision = version.revisions.get()
    url = f"{VERSIONS}history/{version.pk}/revisions/{revision.pk}/revert/"
    assert "stays as readers saw it" in publisher.get(url).content.decode()
    publisher.post(f"{VERSIONS}edit/{version.pk}/", form(revision=revision.pk))
    version.refresh_from_db()
    assert version.text == "<p>First.</p>"
    assert version.revisions.count() == 1


def test_deleting_its_disclaimer_is_not_offered_and_refused(
    publisher: Client, version: DisclaimerVersion
) -> None:
    pk = version.disclaimer_id
    assert f"{BASE}delete/{pk}/" not in publisher.get(f"{BASE}edit/{pk}/").content.decode()
    assert "has been in force" in words(publisher.post(f"{BASE}delete/{pk}/"))
    publisher.post(f"/admin/bulk/blog/disclaimer/delete/?id={pk}")
    assert DisclaimerVersion.objects.filter(pk=version.pk).exists()


def test_the_sites_default_cannot_be_left_empty(publisher: Client) -> None:
    site = Site.objects.get()
    url = f"/admin/settings/blog/sitesettings/{site.pk}/"
    answer = publisher.post(url, {"name": "Larkfield", "default_disclaimer": ""})
    assert "default_disclaimer" in answer.context["form"].errors
    assert SiteSettings.for_site(site).default_disclaimer is not None
