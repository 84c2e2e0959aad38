"""A page type or block that nobody knew appears in store, API and description by being there."""

from __future__ import annotations

import sys
from importlib import import_module
from subprocess import CompletedProcess

import pytest

from cms.editions.shape import shapes
from tests.migrated import Migrated
from tests.processes import run_python, run_tests

# It always runs on SQLite: a second run would prove nothing more.
pytestmark = pytest.mark.needs("sqlite")

START = """
import django
from django.core.management import call_command
from django.core.management.base import SystemCheckError
django.setup()
try:
    call_command("check")
except SystemCheckError as error:
    print(error)
import cms.wsgi
"""
MISTAKES = {
    "untyped.OraclePage.body": "leaves its type open",
    "untyped.MutePage.body": "Nothing says what a tests.newcomer.untyped.models.MuteBlock shows",
    "untyped.LoosePage.anything": "JSONField",
    "untyped.MistypedPage.bodi": "has no 'bodi'",
    "untyped.NamesakePage.body": "Two schemas are named",
}


def test_a_newcomer_is_served_like_everything_else(
    migrated: Migrated, django_db_setup: None
) -> None:
    run_tests(
        "tests/newcomer/in_its_site.py",
        settings_module="tests.newcomer.settings",
        MIGRATED=str(migrated.file),
    )


@pytest.fixture(scope="module")
def started() -> CompletedProcess[str]:
    """A server's start with the mistaken app; what the checks say has been printed before."""
    return run_python("-c", START, settings_module="tests.newcomer.untyped.settings")


def test_what_cannot_be_typed_is_named_before_anything_is_served(
    started: CompletedProcess[str],
) -> None:
    errors = [line for line in started.stdout.splitlines() if "content_api.E001" in line]
    assert len(errors) == len(MISTAKES)
    for place, mistake in MISTAKES.items():
        [error] = [line for line in errors if f"{place}: " in line]
        assert mistake in error


def test_a_server_does_not_start_with_it(
    started: CompletedProcess[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert started.returncode != 0
    assert "untyped." in started.stderr.splitlines()[-1]
    assert "cms/wsgi.py" in started.stderr
    monkeypatch.delitem(sys.modules, "cms.wsgi", raising=False)
    shapes.cache_clear()
    import_module("cms.wsgi")
