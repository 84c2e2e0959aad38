"""What the first screen says: the posts whose medical review is due."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from blog.admin.post_filters import DUE_SOON
from blog.admin.post_rows import review_in_words
from blog.models import BlogPage

SHOWN = 5


class ReviewsPanel(Component):
    """The public posts to check again within 60 days, the longest past due first."""

    name = "reviews"
    template_name = "blog/admin/reviews_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(
            user, "change"
        )
        due = BlogPage.objects.live().filter(
            next_review_due__lte=timezone.localdate() + DUE_SOON, pk__in=editable.values("pk")
        )
        posts = list(due.defer_streamfields().order_by("next_review_due")[: SHOWN + 1])
        return {
            "posts": [{"post": post, "review": review_in_words(post)} for post in posts[:SHOWN]],
            "more_url": reverse("posts:index") + "?ordering=next_review_due"
            if len(posts) > SHOWN
            else "",
        }


def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    """A `construct_homepage_panels` hook."""
    panels.append(ReviewsPanel())
