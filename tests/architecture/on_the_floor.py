"""What the floor does by itself. Run by `test_floor.py`, without blog and home."""

from __future__ import annotations

import sys

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from openapi_spec_validator import validate
from wagtail.models import Site

from cms.editions.rebuild import rebuild
from tests.openapi import Contract, described
from tests.untyped import untyped_spots

API = "/api/content/v1/"

pytestmark = pytest.mark.django_db


def test_nothing_above_is_there() -> None:
    assert not {"blog", "home"} & {app.label for app in apps.get_app_configs()}
    assert not [name for name in sys.modules if name.split(".")[0] in ("blog", "home")]


def test_it_passes_its_checks() -> None:
    call_command("check")


def test_its_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_api_describes_what_is_left() -> None:
    document = described()
    validate(document)
    assert untyped_spots(document) == []
    paths = {path.removeprefix(API) for path in document["paths"]}
    assert {"pages/", "redirects/", "changes/"} <= paths
    assert not {"posts/", "routes/", "route-entries/", "people/", "site/"} & paths


@pytest.mark.parametrize(
    ("path", "status"),
    [("pages/?path=/", 404), ("redirects/", 200), ("changes/", 200), ("changes/?limit=0", 422)],
)
def test_it_answers(site: Site, path: str, status: int) -> None:
    response = Client().get(API + path)
    assert response.status_code == status
    operation = API + path.partition("?")[0]
    assert Contract(described()).faults(operation, response.content, status) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [(f"{API}openapi.json", 200), (f"{API}docs/", 200), (f"{API}posts/", 404), ("/x/", 404)],
)
def test_other_addresses_are_there_or_not(site: Site, path: str, status: int) -> None:
    assert Client().get(path).status_code == status


def test_editors_can_sign_in(site: Site, admin_client: Client) -> None:
    assert admin_client.get("/admin/").status_code == 200


def test_an_empty_store_is_as_it_should_be(site: Site) -> None:
    assert rebuild(lambda line: None, check_only=True).total == 0
