"""What the admin's menu holds besides Wagtail's own entries."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from blog.admin.disclaimers import DisclaimerViewSet
from blog.admin.references import ReferenceViewSet
from blog.admin.snippets import CategoryViewSet, PersonViewSet, TreatmentViewSet


class SharedContentGroup(SnippetViewSetGroup):
    """One menu for everything that posts share."""

    menu_label = _("Shared content")
    menu_icon = "shelf"
    # After pages (100), images (300) and documents (400), before reports (9000).
    menu_order = 500
    items = (
        PersonViewSet,
        CategoryViewSet,
        TreatmentViewSet,
        DisclaimerViewSet,
        ReferenceViewSet,
    )
