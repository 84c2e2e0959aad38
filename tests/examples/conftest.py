"""The example front-end beside a running server."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from pytest_django.live_server_helper import LiveServer

from tests.e2e.conftest import chromium as chromium
from tests.e2e.conftest import door_of_the_server as door_of_the_server
from tests.examples.eleventy import Example


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    return Example(tmp_path_factory.mktemp("example"))


@pytest.fixture
def server(transactional_db: None, live_server: LiveServer, settings: LazySettings) -> LiveServer:
    settings.BASE_URL = live_server.url
    return live_server
