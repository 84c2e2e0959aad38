"""The TypeScript client: its types are those of the API, and it reads a running site."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests import builders
from tests.conftest import plant_root
from tests.npm import npm

CLIENT = Path(settings.BASE_DIR) / "clients" / "typescript"
LEFT = shutil.ignore_patterns("node_modules", "dist")

# Which database answers makes no difference to it.
pytestmark = [pytest.mark.needs("node", "sqlite"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def client_copy(tmp_path: Path) -> Path:
    """The client as a newcomer gets it, with the API's description where it looks for it."""
    copy = tmp_path / "clients" / "typescript"
    shutil.copytree(CLIENT, copy, ignore=LEFT)
    snapshots = tmp_path / "tests" / "snapshots"
    snapshots.mkdir(parents=True)
    shutil.copy(Path(settings.BASE_DIR) / "tests" / "snapshots" / "openapi.json", snapshots)
    return copy


def test_the_client_is_what_the_api_says_and_reads_a_running_site(
    client_copy: Path, live_server: Any
) -> None:
    plant_root()
    index = builders.make_site()
    for number in range(3):
        builders.make_post(
            index,
            f"Post {number}",
            body=builders.body(builders.paragraph("Some text."), ("route", builders.route())),
        )
    npm(client_copy, "ci")
    npm(client_copy, "run", "check")
    said = npm(client_copy, "test", CAREROUTE_URL=live_server.url)
    assert "# fail 0" in said and "# skipped 0" in said
