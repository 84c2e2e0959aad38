"""A text on its way: written, reviewed, published, each step by whoever may take it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import TaskState
from wagtail.test.utils.form_data import rich_text

from blog.models import BlogIndexPage, BlogPage, Disclaimer, DisclaimerVersion, SiteSettings
from blog.publishing.roles import PUBLISHERS, REVIEWERS, WRITERS
from tests.builders import body, draft_post, make_disclaimer, make_post, paragraph
from tests.cms.editions.forms import form_of

VERSIONS = "/admin/snippets/blog/disclaimerversion/"


@pytest.fixture
def post(blog: BlogIndexPage) -> BlogPage:
    return draft_post(blog, "On its way", body=body(paragraph("Text.")))


def save(client: Client, page: BlogPage, action: str = "") -> Any:
    url = f"/admin/pages/{page.pk}/edit/"
    fields = form_of(client, url) | ({f"action-{action}": "1"} if action else {})
    answer = client.post(url, fields)
    page.refresh_from_db()
    return answer


def step(thing: Any) -> str:
    """The step of the workflow at which it waits."""
    return str(type(thing).objects.get(pk=thing.pk).current_workflow_task.name)


def approve(client: Client, thing: Any) -> Any:
    """Approve the step at which `thing` waits, as the button in the editor does."""
    state = TaskState.objects.get(status="in_progress")
    if isinstance(thing, DisclaimerVersion):
        url = f"{VERSIONS}workflow/action/{thing.pk}/approve/{state.pk}/"
    else:
        url = f"/admin/pages/workflow/action/{thing.pk}/approve/{state.pk}/"
    answer = client.post(url, {"comment": ""})
    thing.refresh_from_db()
    return answer


def test_a_post_goes_from_writer_to_reviewer_to_publisher(
    post: BlogPage, writer: Client, reviewer: Client, publisher: Client
) -> None:
    save(writer, post, "submit")
    assert step(post) == "Medical approval"
    approve(writer, post)
    assert step(post) == "Medical approval", "a writer approves nothing"
    approve(publisher, post)
    assert step(post) == "Medical approval", "nor does a publisher here"
    approve(reviewer, post)
    assert step(post) == "Publication"
    assert not post.live
    approve(reviewer, post)
    assert not post.live, "a reviewer does not publish"
    approve(publisher, post)
    assert post.live
    assert post.is_published()


def test_only_publishers_publish_directly(
    post: BlogPage, writer: Client, reviewer: Client, publisher: Client
) -> None:
    for client in (writer, reviewer):
        save(client, post, "publish")
        assert not post.live
        assert "action-publish" not in client.get(f"/admin/pages/{post.pk}/edit/").content.decode()
    save(publisher, post, "publish")
    assert post.is_published()


def test_a_writer_changes_the_drafts_of_others_but_not_what_readers_see(
    blog: BlogIndexPage, writer: Client
) -> None:
    public = make_post(blog, "Public")
    url = f"/admin/pages/{public.pk}/edit/"
    writer.post(url, form_of(writer, url) | {"title": "Suggested"})
    public.refresh_from_db()
    assert public.title == "Public"
    assert public.get_latest_revision_as_object().title == "Suggested"


def test_only_publishers_take_a_post_back(
    blog: BlogIndexPage, writer: Client, reviewer: Client, publisher: Client
) -> None:
    public = make_post(blog, "Public")
    for client in (writer, reviewer, publisher):
        assert public.is_published()
        client.post(f"/admin/pages/{public.pk}/unpublish/")
        public.refresh_from_db()
    assert not public.live


def test_a_disclaimer_goes_the_same_way(
    blog: BlogIndexPage, reviewer: Client, publisher: Client
) -> None:
    disclaimer = make_disclaimer("General", "<p>First.</p>")
    url = f"{VERSIONS}add/?disclaimer={disclaimer.pk}"
    text = rich_text("<p>Second.</p>", editor="default")
    fields = {"title": "Second", "text": text, "jurisdiction": "", "effective_from": ""}
    reviewer.post(url, fields | {"action-submit": "action-submit"})
    version = disclaimer.versions.get(number=2)
    approve(reviewer, version)
    assert step(version) == "Publication"
    assert not version.live
    approve(publisher, version)
    assert disclaimer.in_force() == version


@pytest.mark.parametrize(
    ("group", "may"),
    [(WRITERS, False), (REVIEWERS, False), (PUBLISHERS, True)],
)
def test_who_may_change_the_site(
    sign_in: Callable[[str], Client], blog: BlogIndexPage, group: str, may: bool
) -> None:
    pk = SiteSettings.objects.get().site_id
    answer = sign_in(group).get(f"/admin/settings/blog/sitesettings/{pk}/")
    assert (answer.status_code == 200) is may


@pytest.mark.parametrize(
    ("group", "statuses"),
    [
        (WRITERS, {"person": 302, "disclaimer": 302, "reference": 200}),
        (REVIEWERS, {"person": 200, "disclaimer": 200, "reference": 200}),
        (PUBLISHERS, {"person": 200, "disclaimer": 200, "reference": 200}),
    ],
)
def test_who_may_add_what_posts_share(
    sign_in: Callable[[str], Client], group: str, statuses: dict[str, int]
) -> None:
    client = sign_in(group)
    found = {kind: client.get(f"/admin/snippets/blog/{kind}/add/").status_code for kind in statuses}
    assert found == statuses


@pytest.mark.parametrize("group", [WRITERS, REVIEWERS, PUBLISHERS])
def test_everybody_may_read_the_disclaimers_history(
    sign_in: Callable[[str], Client], blog: BlogIndexPage, group: str
) -> None:
    assert sign_in(group).get("/admin/snippets/blog/disclaimer/").status_code == 200


def test_the_unfinished_draft_of_a_disclaimer_can_be_deleted_by_a_publisher(
    blog: BlogIndexPage, publisher: Client, reviewer: Client
) -> None:
    disclaimer = Disclaimer.objects.create(name="Mistake")
    draft = DisclaimerVersion(disclaimer=disclaimer, text="<p>Draft.</p>")
    draft.save()
    reviewer.post(f"{VERSIONS}delete/{draft.pk}/")
    assert disclaimer.versions.exists()
    answer = publisher.post(f"{VERSIONS}delete/{draft.pk}/")
    assert answer.headers["Location"] == f"/admin/snippets/blog/disclaimer/edit/{disclaimer.pk}/"
    assert not disclaimer.versions.exists()
