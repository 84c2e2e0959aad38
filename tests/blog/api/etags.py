"""A site with everything, and the ETag of every endpoint."""

from __future__ import annotations

from django.test import Client
from wagtail.models import Page

from cms.api.content import content_api
from cms.editions.rebuild import rebuild
from tests import builders
from tests.conftest import plant_root
from tests.e2e.everything import make_everything

API = "/api/content/v1/"


def etags() -> dict[str, str]:
    """Each ETag by its path, and how much a rebuild would write."""
    client = Client()
    found = {}
    for path in addresses():
        response = client.get(API + path)
        assert response.status_code == 200, (path, response.content)
        found[path] = response.headers["ETag"]
    return {**found, "rebuild": str(rebuild(lambda line: None, check_only=True).total)}


def fill() -> None:
    """One post of every block, and all that it names."""
    plant_root()
    Page.objects.filter(depth=2).delete()
    make_everything(builders.make_site())


def addresses() -> list[str]:
    lists = [
        path.removeprefix(API)
        for path in content_api.get_openapi_schema()["paths"]
        if "{" not in path and not path.endswith(("pages/", "search/"))
    ]
    single = ["posts/everything/", "treatments/ketamine/", "people/dana/", "tags/mood/"]
    return [*lists, *single, "pages/?path=/", "pages/?path=/blog/everything/", "openapi.json"]
