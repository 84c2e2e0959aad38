"""Addresses: the admin, files, and last the page tree, which answers everything else."""

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.api.content import content_api
from cms.api.documents import typed_page_types
from cms.delivery.media import serve_rendition
from cms.delivery.shared_passwords import no_shared_passwords
from cms.discovery.robots import robots
from cms.discovery.sitemaps import sitemap, sitemap_part
from cms.preview.drafts import draft_types
from cms.preview.userbar import preview_userbar
from cms.preview.views import reviewed_draft

# Here and not in an app's ready(): by now every app has registered its blocks and page types.
content_api.add_router("", "cms.api.router.router")
if typed_page_types():  # else there is nothing to find
    content_api.add_router("", "cms.api.search_router.router")
if draft_types():
    content_api.add_router("", "cms.preview.router.router")

# A file below a page (`index.md`): the page decides whether it has one.
FILE_BELOW_A_PAGE = r"^((?:[\w\-]+/)*[\w\-]+\.[a-z]+)$"


def mounted_urls() -> list[str]:
    """The URLconfs that installed apps bring along: `public_urls` of their AppConfig."""
    configs = apps.get_app_configs()
    return [config.public_urls for config in configs if hasattr(config, "public_urls")]


urlpatterns = [
    path(settings.ADMIN_PATH, include(wagtailadmin_urls)),
    path(
        "documents/authenticate_with_password/<path:asked>",
        no_shared_passwords,
        name="no_collection_passwords",
    ),
    path("documents/", include(wagtaildocs_urls)),
    path("api/content/v1/", content_api.urls),
    path("robots.txt", require_safe(robots), name="robots"),
    path("sitemap.xml", require_safe(sitemap), name="sitemap"),
    path(
        "sitemap-<slug:section>-<int:number>.xml", require_safe(sitemap_part), name="sitemap_part"
    ),
    path("preview/userbar/", preview_userbar, name="preview_userbar"),
    re_path(r"^preview/(?P<token>.+?)/?$", reviewed_draft, name="reviewed_draft"),
    path("media/images/<str:name>", require_safe(serve_rendition), name="rendition"),
    # Pages in another language than the site's own begin with its code: /de/…
    *i18n_patterns(
        *(path("", include(urls)) for urls in mounted_urls()),
        re_path(FILE_BELOW_A_PAGE, require_safe(wagtail_views.serve), name="page_file"),
        path(
            "_util/authenticate_with_password/<path:asked>",
            no_shared_passwords,
            name="no_page_passwords",
        ),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
