"""What the blog adds to Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from blog.viewsets import ContentViewSetGroup

register_snippet(ContentViewSetGroup)
