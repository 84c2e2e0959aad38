"""What the blog adds to Wagtail's admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from blog.admin.dashboard import add_panels
from blog.admin.disclaimer_versions import DisclaimerVersionViewSet
from blog.admin.disclaimers import arrange_actions
from blog.admin.icons import add_icons
from blog.admin.menu import SharedContentGroup
from blog.admin.posts import posts_viewset

register_snippet(SharedContentGroup)
register_snippet(DisclaimerVersionViewSet)
hooks.register("register_icons", add_icons)
hooks.register("construct_snippet_action_menu", arrange_actions)
hooks.register("register_admin_viewset", lambda: posts_viewset)
hooks.register("construct_homepage_panels", add_panels)
