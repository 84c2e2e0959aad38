"""The site's front door and its standing pages."""

from home.models.home_page import FeaturedPost, HomePage
from home.models.standard_page import StandardPage

__all__ = ["FeaturedPost", "HomePage", "StandardPage"]
