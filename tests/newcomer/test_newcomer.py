"""A page type or block that nobody knew appears in store, API and description by being there."""

from __future__ import annotations

import pytest

from tests.processes import run_python, run_tests

# It always runs on SQLite: a second run would prove nothing more.
pytestmark = pytest.mark.needs("sqlite")

UNTYPED = "tests.newcomer.untyped.settings"
MISTAKES = {
    "untyped.OraclePage.body": "leaves its type open",
    "untyped.MutePage.body": "Nothing says what a tests.newcomer.untyped.models.MuteBlock shows",
    "untyped.LoosePage.anything": "JSONField",
    "untyped.MistypedPage.bodi": "has no 'bodi'",
    "untyped.NamesakePage.body": "Two schemas are named",
}


def test_a_newcomer_is_served_like_everything_else() -> None:
    run_tests("tests/newcomer/in_its_site.py", settings_module="tests.newcomer.settings")


def test_what_cannot_be_typed_is_named_before_anything_is_served() -> None:
    checked = run_python("manage.py", "check", settings_module=UNTYPED)
    assert checked.returncode != 0
    errors = [line for line in checked.stderr.splitlines() if "content_api.E001" in line]
    assert "Traceback" not in checked.stderr
    assert len(errors) == len(MISTAKES)
    for place, mistake in MISTAKES.items():
        [error] = [line for line in errors if f"{place}: " in line]
        assert mistake in error


def test_a_server_does_not_start_with_it() -> None:
    started = run_python("-c", "import cms.wsgi", settings_module=UNTYPED)
    assert started.returncode != 0
    assert "untyped." in started.stderr.splitlines()[-1]
    assert run_python("-c", "import cms.wsgi", settings_module="cms.settings.test").returncode == 0
