"""Links in texts lead only where readers may go, and are looked up together."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import RequestFactory
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction
from wagtail.rich_text import expand_db_html

from blog.models import BlogIndexPage
from blog.post_view import PostView
from cms.rich_text import PublicLinks
from tests import builders

pytestmark = pytest.mark.rendering


@pytest.fixture
def index(kept_blog: None, db: None) -> Any:
    return BlogIndexPage.objects.get()


def link_to(thing: Any, kind: str = "page") -> str:
    return f'<p><a linktype="{kind}" id="{thing.pk}">words</a></p>'


def test_a_link_to_a_public_page_has_its_address(index: Any) -> None:
    text = link_to(builders.make_post(index, "Open"))
    for html in (expand_db_html(text), PublicLinks([text]).expand(text)):
        assert html == '<p><a href="/blog/open/">words</a></p>'


@pytest.mark.parametrize("hide", ["draft", "private", "below a private page", "deleted"])
def test_a_link_to_a_hidden_page_keeps_its_words_only(index: Any, hide: str) -> None:
    page = builders.make_post(index, "Canary")
    if hide == "draft":
        page.unpublish()
    elif hide == "deleted":
        page.delete()
        page.pk = 99999
    else:
        where = page if hide == "private" else index
        PageViewRestriction.objects.create(page=where, restriction_type="login")
    text = link_to(page)
    for html in (expand_db_html(text), PublicLinks([text]).expand(text)):
        assert html == "<p><a>words</a></p>"


def test_a_document_of_a_private_collection_is_not_linked(index: Any) -> None:
    private = Collection.get_first_root_node().add_child(instance=Collection(name="Private"))
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    Document = get_document_model()
    file = ContentFile(b"text", "canary.txt")
    hidden = Document.objects.create(title="a", file=file, collection=private)
    shown = Document.objects.create(title="b", file=ContentFile(b"text", "open.txt"))
    for text in (link_to(hidden, "document"),):
        assert expand_db_html(text) == PublicLinks([text]).expand(text) == "<p><a>words</a></p>"
    text = link_to(shown, "document")
    assert shown.url in PublicLinks([text]).expand(text)


@pytest.mark.parametrize(
    "text",
    [
        '<a linktype="page" id="x">a</a>',
        '<a linktype="page">a</a>',
        '<a linktype="odd" id="1">a</a>',
    ],
)
def test_a_broken_link_keeps_its_words(db: None, text: str) -> None:
    assert PublicLinks([text]).expand(text) == expand_db_html(text) == "<a>a</a>"


def test_all_links_of_a_post_cost_one_query(index: Any, django_assert_num_queries: Any) -> None:
    targets = [builders.make_post(index, f"Target {number}") for number in range(5)]
    text = "".join(link_to(page) for page in targets)
    action = ("call_to_action", {"heading": "Go", "label": "Go", "page": targets[0].pk})
    post = builders.make_post(
        index, body=builders.body(*[builders.paragraph(text) for _ in range(3)], action)
    )
    request = RequestFactory().get("/")
    view = PostView(post, request)
    assert view.disclaimer and view.authors
    targets[0].get_url(request)  # the addresses of sites are kept for the request
    view.links.page_url(0)
    with django_assert_num_queries(1):
        for page in targets:
            assert view.links.page_url(page.pk) == page.url
