"""What the floor changes in Wagtail for every kind of content."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from cms.link_handlers import PublicDocumentLinkHandler, PublicPageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def link_only_to_what_is_public(features: FeatureRegistry) -> None:
    """Later than Wagtail's own registration, whose handlers these take the place of."""
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """The admin in the house's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))
