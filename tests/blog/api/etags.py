"""Prints the ETag of every endpoint as JSON: `etags.py fill` makes a site first.

Run by `test_etags.py`, with DATABASE_URL naming a migrated database in a file.
"""

from __future__ import annotations

import json
import sys

import django

API = "/api/content/v1/"


def main() -> None:
    """Fill the site if asked, then say each ETag, and how much a rebuild would write."""
    django.setup()
    from django.test import Client

    from cms.editions.rebuild import rebuild

    if sys.argv[1:] == ["fill"]:
        fill()
    client = Client()
    found = {}
    for path in addresses():
        response = client.get(API + path)
        assert response.status_code == 200, (path, response.content)
        found[path] = response.headers["ETag"]
    found["rebuild"] = str(rebuild(lambda line: None, check_only=True).total)
    sys.stdout.write(json.dumps(found))


def fill() -> None:
    """One post of every block, and all that it names."""
    from wagtail.models import Page

    from tests import builders
    from tests.conftest import plant_root
    from tests.e2e.everything import make_everything

    plant_root()
    Page.objects.filter(depth=2).delete()
    make_everything(builders.make_site())


def addresses() -> list[str]:
    from cms.api.content import content_api

    lists = [
        path.removeprefix(API)
        for path in content_api.get_openapi_schema()["paths"]
        if "{" not in path and not path.endswith(("pages/", "search/"))
    ]
    single = ["posts/everything/", "treatments/ketamine/", "people/dana/", "tags/mood/"]
    return [*lists, *single, "pages/?path=/", "pages/?path=/blog/everything/", "openapi.json"]


if __name__ == "__main__":
    main()
