"""One noun a file. This list is what migrations and the rest of the project see."""

from blog.models.category import Category
from blog.models.disclaimer import Disclaimer
from blog.models.disclaimer_version import DisclaimerVersion
from blog.models.import_record import ImportRecord
from blog.models.index import BlogIndexPage
from blog.models.person import Person, PersonLink
from blog.models.post import BlogPage
from blog.models.post_rows import (
    BlogPageAuthor,
    BlogPageReference,
    BlogPageRelatedPost,
    BlogPageTag,
)
from blog.models.reference import Reference
from blog.models.route_entry import RouteEntry
from blog.models.site import NavigationLink, SiteSettings, SocialProfile
from blog.models.treatment import Treatment, TreatmentStatus

__all__ = [
    "BlogIndexPage",
    "BlogPage",
    "BlogPageAuthor",
    "BlogPageReference",
    "BlogPageRelatedPost",
    "BlogPageTag",
    "Category",
    "Disclaimer",
    "DisclaimerVersion",
    "ImportRecord",
    "NavigationLink",
    "Person",
    "PersonLink",
    "Reference",
    "RouteEntry",
    "SiteSettings",
    "SocialProfile",
    "Treatment",
    "TreatmentStatus",
]
