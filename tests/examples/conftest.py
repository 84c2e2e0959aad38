"""The example front-end beside a running server."""

from __future__ import annotations

import fcntl
import os

import pytest
from django.conf import LazySettings
from pytest_django.live_server_helper import LiveServer

from tests.e2e.conftest import chromium as chromium
from tests.e2e.conftest import door_of_the_server as door_of_the_server
from tests.examples.eleventy import Example, install


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """A copy for each worker of what the first of them installed."""
    own = tmp_path_factory.mktemp("example")
    folder = own.parent.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    installed = folder / "installed"
    with (folder / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not installed.exists():
            install(folder / "half").rename(installed)
    return Example(installed, own / "copy")


@pytest.fixture
def server(transactional_db: None, live_server: LiveServer, settings: LazySettings) -> LiveServer:
    settings.BASE_URL = live_server.url
    return live_server
