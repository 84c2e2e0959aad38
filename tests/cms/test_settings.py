"""Settings that keep the site safe, seen from outside wherever that is possible."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AbstractUser
from django.core.cache import caches
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from cms.settings.services import cache, database

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {
    "SECRET_KEY": "k9_a-long-secret-of-many-different-letters-0123456789-xyz",
    "ALLOWED_HOSTS": "example.org",
    "BASE_URL": "https://example.org",
}


def check_deploy(**environment: str) -> subprocess.CompletedProcess[str]:
    """`manage.py check --deploy` under production settings with only this environment."""
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", sorted(NEEDED))
def test_production_refuses_to_start_without(missing: str) -> None:
    result = check_deploy(**{name: value for name, value in NEEDED.items() if name != missing})
    assert result.returncode != 0
    last_line = result.stderr.strip().splitlines()[-1]
    assert last_line.endswith(f"which are not set: {missing}")


def test_production_names_everything_that_is_missing_at_once() -> None:
    assert "SECRET_KEY, ALLOWED_HOSTS, BASE_URL" in check_deploy().stderr


@pytest.mark.parametrize(
    ("name", "value"), [("ALLOWED_HOSTS", "*"), ("BASE_URL", "http://example.org")]
)
def test_production_refuses_what_would_be_unsafe(name: str, value: str) -> None:
    result = check_deploy(**{**NEEDED, name: value})
    assert result.returncode != 0
    assert name in result.stderr.strip().splitlines()[-1]


def test_deployment_check_finds_nothing_under_production() -> None:
    result = check_deploy(**NEEDED)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout + result.stderr


@pytest.mark.django_db
def test_sqlite_runs_with_its_pragmas_in_force(tmp_path: Path) -> None:
    config = database("", default=tmp_path / "db.sqlite3", pool_size=0, statement_timeout=0)
    wrapper = DatabaseWrapper(
        {"AUTOCOMMIT": True, "TIME_ZONE": None, "CONN_HEALTH_CHECKS": False, **config}
    )
    try:
        with wrapper.cursor() as cursor:
            found = {
                name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
    finally:
        wrapper.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
        "busy_timeout": 20000,
    }
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert config["ATOMIC_REQUESTS"] is False


def test_postgresql_gets_time_limits_and_a_pool() -> None:
    config = database("postgres://u:p@db/name", default="", pool_size=8, statement_timeout=5000)
    assert "statement_timeout=5000" in config["OPTIONS"]["options"]
    assert config["OPTIONS"]["pool"]["max_size"] == 8
    assert config["CONN_MAX_AGE"] == 0


def test_default_cache_is_shared_by_all_processes() -> None:
    assert cache("")["BACKEND"].endswith("ReadersCache")


def test_an_unreachable_redis_is_an_empty_cache() -> None:
    assert cache("redis://127.0.0.1:1/0")["OPTIONS"]["IGNORE_EXCEPTIONS"] is True


@pytest.mark.django_db
def test_public_answers_allow_nothing_inline(client: Client, site: Site) -> None:
    response = client.get("/no-such-page/")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.django_db
def test_the_admin_may_run_the_inline_scripts_of_its_editor(client: Client) -> None:
    policy = client.get(reverse("wagtailadmin_login")).headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "img-src 'self' blob: data:" in policy
    assert "unsafe-eval" not in policy


@pytest.mark.django_db
def test_ten_wrong_passwords_lock_one_name_at_one_address(
    client: Client, admin_user: AbstractUser
) -> None:
    login = reverse("wagtailadmin_login")
    wrong = {"username": "admin", "password": "wrong"}
    right = {"username": "admin", "password": "password"}

    statuses = [client.post(login, wrong).status_code for _ in range(10)]
    assert set(statuses[:9]) == {200}
    assert statuses[9] == 429
    assert client.post(login, right).status_code == 429
    elsewhere = client.post(login, right, REMOTE_ADDR="203.0.113.7")
    assert elsewhere.status_code == 302


@pytest.mark.django_db
def test_migrate_makes_the_table_of_the_default_cache(settings: LazySettings) -> None:
    settings.CACHES = {"default": cache("")}
    caches["default"].set("moon", "full")
    assert caches["default"].get("moon") == "full"
