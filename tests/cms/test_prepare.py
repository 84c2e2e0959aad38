"""What `script/server` does before it serves."""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from wagtail.models import Site

from cms.management.commands.prepare import Command, align_site, ensure_login


def can_sign_in(password: str) -> bool:
    request = RequestFactory().post("/admin/login/")
    return authenticate(request, username="editor", password=password) is not None


def test_is_refused_where_settings_allow_no_demo() -> None:
    with pytest.raises(CommandError, match="one's own machine"):
        call_command("prepare")


@pytest.mark.django_db
def test_login_stays_the_same_from_run_to_run(tmp_path: Path) -> None:
    file = tmp_path / "login.json"
    password = ensure_login(file)
    assert can_sign_in(password)
    assert ensure_login(file) == password
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_a_new_database_gets_the_login_already_known(tmp_path: Path) -> None:
    file = tmp_path / "login.json"
    password = ensure_login(file)
    get_user_model().objects.all().delete()
    assert ensure_login(file) == password
    assert can_sign_in(password)


@pytest.mark.django_db
def test_a_password_that_the_editor_changed_stays(tmp_path: Path) -> None:
    file = tmp_path / "login.json"
    ensure_login(file)
    user = get_user_model().objects.get(username="editor")
    user.set_password("their own choice")
    user.save()
    ensure_login(file)
    assert can_sign_in("their own choice")


@pytest.mark.django_db
def test_a_lost_note_makes_a_new_password(tmp_path: Path) -> None:
    file = tmp_path / "login.json"
    ensure_login(file)
    file.unlink()
    assert can_sign_in(ensure_login(file))


@pytest.mark.django_db
def test_links_follow_the_port_but_a_name_of_ones_own_stays(
    site: Site,
) -> None:
    site.hostname = "localhost"
    site.save()
    align_site("http://127.0.0.1:8123")
    site.refresh_from_db()
    assert site.root_url == "http://127.0.0.1:8123"

    site.hostname, site.port = "clinic.example", 443
    site.save()
    align_site("http://127.0.0.1:8000")
    site.refresh_from_db()
    assert site.root_url == "https://clinic.example"


@pytest.mark.needs("sqlite")
@pytest.mark.parametrize(
    "mend",
    [partial(call_command, "migrate", "--no-input", skip_checks=False), Command()._migrate],
    ids=["migrate", "prepare"],
)
def test_what_the_database_no_longer_does_by_itself_it_does_again(
    mend: Callable[[], None], database_file: Path
) -> None:
    """Without a migration to run: a new version may only have other triggers."""
    with sqlite3.connect(database_file) as database:
        missing = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            if "wagtailsearch" not in name  # those are of a migration
        ]
        for name in missing:
            database.execute(f"DROP TRIGGER {name}")
    mend()
    with sqlite3.connect(database_file) as database:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        assert {name for (name,) in found} >= set(missing)
        assert len(missing) > 100
