"""The first screen: what is to be checked again."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from blog.models import BlogIndexPage
from tests.builders import draft_post, make_post


def test_the_dashboard_lists_posts_to_review_the_longest_overdue_first(
    blog: BlogIndexPage, writer: Client
) -> None:
    today = timezone.localdate()
    for title, days in (("Soon", 30), ("Overdue", -9), ("Much later", 90)):
        make_post(blog, title, next_review_due=today + timedelta(days=days))
    draft_post(blog, "Not public", next_review_due=today)
    shown = writer.get("/admin/").content.decode()
    panel = shown[shown.index('id="posts-to-review') :].partition("</table>")[0]
    assert panel.index("Overdue") < panel.index("Soon")
    assert "Past due since" in panel
    assert "Much later" not in panel
    assert "Not public" not in panel


def test_it_shows_five_and_leads_to_the_rest(blog: BlogIndexPage, writer: Client) -> None:
    for number in range(6):
        make_post(blog, f"Post {number}", next_review_due=timezone.localdate())
    shown = writer.get("/admin/").content.decode()
    assert "All posts by their next review" in shown


def test_it_is_silent_when_nothing_is_due(blog: BlogIndexPage, writer: Client) -> None:
    assert "posts-to-review" not in writer.get("/admin/").content.decode()
