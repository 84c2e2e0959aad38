"""Blog and home can be left out: the floor alone migrates, passes its checks and answers."""

from __future__ import annotations

import pytest

from tests.processes import run_tests

pytestmark = pytest.mark.needs("sqlite")

FLOOR = "tests.architecture.floor_settings"
# The floor's own tests that need no content to try it on.
OWN_TESTS = [
    "tests/cms/api/test_block_types.py",
    "tests/cms/api/test_http.py",
    "tests/cms/images/test_files.py",
    "tests/cms/test_markdown.py",
]


def test_the_floor_alone_passes_its_checks_answers_and_passes_its_tests() -> None:
    run_tests("tests/architecture/on_the_floor.py", *OWN_TESTS, settings_module=FLOOR)
