"""The app of the blog's content."""

from django.apps import AppConfig


class BlogConfig(AppConfig):
    """Posts, the things they share, and the blocks they are made of."""

    name = "blog"
    verbose_name = "Blog"
