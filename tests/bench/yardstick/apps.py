"""Has stock Wagtail's API show of a post what there is to show."""

from django.apps import AppConfig


class Yardstick(AppConfig):
    name = "tests.bench.yardstick"

    def ready(self) -> None:
        from wagtail.api import APIField

        from blog.models import BlogPage

        BlogPage.api_fields = [
            APIField(name)
            for name in (
                *("subtitle", "intro", "hero_image", "body", "reviewer", "last_reviewed"),
                *("next_review_due", "category", "tags", "treatments", "disclaimer"),
            )
        ]
