"""What language models are told: public posts by category, their Markdown, and the notice."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from markdown_it import MarkdownIt

from blog.models import BlogIndexPage, SiteSettings
from tests import builders
from tests.cost import cost

LINK = re.compile(r"\]\((\S+?)\)")


@pytest.fixture
def blog(kept_blog: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


def read(client: Client) -> str:
    response = client.get("/llms.txt")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode()


def test_it_says_who_this_is_and_what_holds_for_all(client: Client, blog: BlogIndexPage) -> None:
    SiteSettings.objects.update(tagline="Care, explained")
    text = read(client)
    assert text.startswith("# Larkfield\n\n> Care, explained\n\n")
    assert "its own disclaimer" in text
    assert "**Disclaimer**\n\nNot advice for you." in text


def test_posts_stand_under_their_categories_by_their_markdown(
    client: Client, blog: BlogIndexPage
) -> None:
    pain, mind = builders.make_category("Pain"), builders.make_category("Mind")
    builders.make_post(blog, "Needles", category=pain, search_description="What they are.")
    builders.make_post(blog, "Calm", category=mind)
    text = read(client)
    pain_part = text.partition("## Pain\n\n")[2].split("\n\n")[0]
    assert pain_part == "- [Needles](http://testserver/blog/needles/index.md): What they are."
    assert text.index("## Mind") < text.index("## Pain")
    for url in LINK.findall(text):
        assert client.get(urlsplit(url).path).status_code == 200, url


def test_hostile_titles_stay_titles(client: Client, blog: BlogIndexPage) -> None:
    builders.make_post(blog, "A](http://evil.example/) # <b> `x`\n## Heading", slug="hostile")
    rendered = MarkdownIt("commonmark").render(read(client))
    assert "<b>" not in rendered and 'href="http://evil.example' not in rendered
    assert "<h2>Heading" not in rendered


def test_nothing_hidden_is_there(client: Client, blog: BlogIndexPage) -> None:
    builders.draft_post(blog, "Draft", category=builders.make_category("Unused"))
    gone = builders.make_post(blog, "Gone")
    assert "Gone" in read(client)
    gone.unpublish()
    text = read(client)
    assert not re.search("Draft|Gone|Unused", text)


def test_it_travels_like_other_public_answers(client: Client, blog: BlogIndexPage) -> None:
    first = client.get("/llms.txt")
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get("/llms.txt", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


def test_it_costs_the_same_for_any_number_of_posts(client: Client, blog: BlogIndexPage) -> None:
    builders.make_post(blog)
    few = cost(lambda: client.get("/llms.txt"))
    for _ in range(4):
        builders.make_post(blog, category=builders.make_category())
    assert cost(lambda: client.get("/llms.txt")) == few
