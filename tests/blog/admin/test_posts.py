"""The list of posts: its columns, its filters, and a number of queries that stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.admin.menu import admin_menu

from blog.models import BlogIndexPage, Category, Disclaimer, Person, Treatment
from tests.builders import (
    body,
    draft_post,
    make_category,
    make_disclaimer,
    make_person,
    make_post,
    make_treatment,
    route,
)

URL = "/admin/posts/"


def titles(answer: Any) -> set[str]:
    return {post.title for post in answer.context["object_list"]}


@pytest.fixture(scope="module")
def kept_posts(kept_roles: None) -> None:
    blog = BlogIndexPage.objects.get()
    today = timezone.localdate()
    visits = make_category("Visits", disclaimer=make_disclaimer("For visits"))
    make_post(
        blog,
        "By muscle",
        category=make_category("Routes"),
        authors=[make_person("Ada"), make_person("Ben")],
        treatments=[make_treatment("ketamine")],
        body=body(("route", route())),
        next_review_due=today - timedelta(days=3),
    )
    make_post(blog, "First visit", category=visits, next_review_due=today + timedelta(days=59))
    draft_post(
        blog,
        "By mouth",
        category=make_category("Drafted"),
        disclaimer=make_disclaimer("Own"),
        body=body(("route", route("oral", "swallowing"))),
        next_review_due=today + timedelta(days=61),
    )


@pytest.fixture
def blog(kept_posts: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


def test_it_says_of_each_post_what_an_editor_asks(publisher: Client) -> None:
    rows = {post.title: post.row for post in publisher.get(URL).context["object_list"]}
    assert rows["By muscle"].routes == "Intramuscular"
    assert rows["By muscle"].authors == "Ada, Ben"
    assert rows["By muscle"].review.startswith("Past due since")
    assert rows["By muscle"].disclaimer == "Site (the site's)"
    assert not rows["First visit"].review.startswith("Past due")
    assert rows["First visit"].disclaimer == "For visits (the category's)"
    assert rows["By mouth"].routes == "Oral", "of a draft, its latest text says it"
    assert rows["By mouth"].disclaimer == "Own"


def test_it_leads_to_the_form_of_a_new_post(writer: Client) -> None:
    shown = writer.get(URL).content.decode()
    assert "Add post" in shown
    answer = writer.get(f"{URL}choose_parent/", follow=True)
    assert "/add/blog/blogpage/" in answer.redirect_chain[-1][0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"By muscle", "First visit", "By mouth"}),
        ("?review=overdue", {"By muscle"}),
        ("?review=soon", {"First visit"}),
        ("?status=draft", {"By mouth"}),
        ("?status=live", {"By muscle", "First visit"}),
        ("?status=changed", set()),
        ("?route=intramuscular", {"By muscle"}),
        ("?category={Visits}", {"First visit"}),
        ("?treatments={ketamine}", {"By muscle"}),
        ("?page_authors__person={Ada}", {"By muscle"}),
        ("?disclaimer={Site}", {"By muscle"}),
        ("?disclaimer={For visits}", {"First visit"}),
        ("?disclaimer={Own}&disclaimer={Site}", {"By mouth", "By muscle"}),
        ("?q=muscle", {"By muscle"}),
        ("?q=visit&review=soon&disclaimer={For visits}", {"First visit"}),
        ("?q=visit&review=overdue", set()),
        ("?ordering=next_review_due", {"By muscle", "First visit", "By mouth"}),
    ],
)
def test_it_can_be_narrowed(publisher: Client, query: str, found: set[str]) -> None:
    names = {
        thing.name: thing.pk
        for model in (Category, Disclaimer, Person, Treatment)
        for thing in model.objects.all()
    }
    assert titles(publisher.get(URL + query.format_map(names))) == found


def test_it_asks_as_often_for_many_posts_as_for_few(
    publisher: Client, blog: BlogIndexPage, django_assert_num_queries: Any
) -> None:
    publisher.get(URL)
    with CaptureQueriesContext(connection) as few:
        publisher.get(URL)
    for _number in range(3):
        make_post(blog, body=body(("route", route())), treatments=[make_treatment()])
        draft_post(blog, category=make_category(), body=body(("route", route())))
    with django_assert_num_queries(len(few)):
        assert len(titles(publisher.get(URL))) == 9


def test_posts_come_first_in_the_menu(writer: Client, publisher: Client) -> None:
    def menu(client: Client) -> list[str]:
        items = admin_menu.menu_items_for_request(client.get("/admin/").wsgi_request)
        return [str(item.label) for item in sorted(items, key=lambda item: item.order)]

    assert menu(publisher) == [
        *("Posts", "Pages", "Images", "Documents", "Shared content", "Reports", "Settings", "Help"),
    ]
    assert menu(writer)[:5] == ["Posts", "Pages", "Images", "Documents", "Shared content"]
