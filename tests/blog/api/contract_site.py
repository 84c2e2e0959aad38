"""A small site with everything in it that the API can show, and the words to ask for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wagtail.contrib.redirects.models import Redirect

from blog.models import BlogIndexPage
from cms.preview.models import Preview
from home.models import StandardPage
from tests.builders import (
    body,
    make_category,
    make_disclaimer,
    make_person,
    make_post,
    make_reference,
    make_treatment,
    paragraph,
    publish,
    quantity,
    route,
)


def fill(blog: BlogIndexPage) -> dict[str, list[Any]]:
    """Make the content. Returns good values for parameters, by name."""
    source, ketamine = make_reference("A study"), make_treatment("Ketamine")
    ada, ben, pain = make_person("Ada"), make_person("Ben", credentials="MD"), make_category("Pain")
    shared = {"authors": [ada], "category": pain, "tags": ["clinic"], "treatments": [ketamine]}
    onset = quantity("2", "4", source, endpoint="felt_effect")
    both = body(
        ("heading", {"text": "Routes", "level": "h2"}),
        ("route", route(onset=onset, treatment=ketamine.pk)),
        ("route", route("oral", "swallow")),
        paragraph("Words.", source),
    )
    first = make_post(
        blog,
        "First",
        body=both,
        reviewer=ben,
        last_reviewed=date(2026, 1, 2),
        next_review_due=date(2027, 1, 2),
        **shared,
    )
    own = make_disclaimer("Own")
    make_post(blog, "Second", disclaimer=own, body=body(paragraph("Words.", source)), **shared)
    for number in range(3):
        make_post(blog, f"Number {number}", **shared)
    first.slug = "first-again"
    publish(first)
    publish(blog.get_parent().add_child(instance=StandardPage(title="About", slug="about")))
    Redirect.objects.create(old_path="/elsewhere", redirect_link="https://x.example/")
    preview = Preview.of_revision(first.latest_revision, None, timedelta(hours=1))
    return {
        "preview": [preview.token],
        "posts": ["first-again", "second", "first", "number-0"],
        "categories": ["pain"],
        "tags": ["clinic"],
        "people": ["ada", "ben"],
        "treatments": ["ketamine"],
        "disclaimers": ["own", "site"],
        "category": ["pain"],
        "tag": ["clinic"],
        "author": ["ada"],
        "treatment": ["ketamine"],
        "post": ["first-again", "second"],
        "path": ["/", "/blog/", "/blog/second/", "/about/", "/blog/first/", "/elsewhere/"],
        "route": [["oral"], ["oral", "intramuscular"]],
        "locale": ["en"],
        "q": ["words", "first", '"number 1"', "wor", "ketamine -oral"],
        "since": [0, 1, 5],
        "after": [0, 1, 5],
        "limit": [1, 2, 100],
        "offset": [0, 1],
        "published_after": ["2020-01-01T00:00:00Z", "2020-01-01"],
        "published_before": ["2100-01-01T00:00:00Z"],
        "updated_after": ["2020-01-01"],
        "reviewed_before": ["2100-01-01"],
        "onset_lte": ["PT5M", "P1D"],
        "onset_gte": ["PT1S"],
        "duration_lte": ["PT1H"],
        "duration_gte": ["PT1H"],
        "bioavailability_gte": [0, 12.5],
    }
