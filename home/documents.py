"""What the front page shows beyond its own fields."""

from __future__ import annotations

from wagtail.models import Page

from blog.api.fields import IntroValues


class HomeValues(IntroValues):
    """The front page."""

    def featured_posts(self) -> list[Page]:
        """The chosen posts, in their order."""
        return [row.post for row in self.instance.featured_posts.all()]
