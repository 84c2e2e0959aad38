"""What every test may ask for. The database is SQLite in memory, or the one of DATABASE_URL."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import LazySettings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import override_settings
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker
from wagtail.models import Locale, Page, Site

from cms.api.kept import KEPT
from cms.editions import guards
from cms.editions.pulse import COUNTS
from cms.editions.store import build_ahead
from tests.browser import browser_of_tests
from tests.migrated import Migrated, drop_test_database

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/15")

# Those that take longest, the longest first. Workers take whole modules, so that
# what a module's tests share is made once.
LONGEST = [
    "blog/api/test_fuzz.py",
    "blog/api/test_answers.py",
    "examples/test_eleventy.py",
    "cms/editions/freshness/test_freshness.py",
    "examples/test_in_a_browser.py",
    "examples/test_bit_by_bit.py",
    "canary/test_canary.py",
    "e2e/test_editor_features.py",
    "e2e/test_previews.py",
    "home/test_kept_pages.py",
    "cms/editions/test_store.py",
    "e2e/test_accessibility.py",
    "e2e/test_editors_guide.py",
    "e2e/test_budgets.py",
    "cms/images/test_uploads.py",
    "clients/test_typescript.py",
    "blog/test_generation.py",
    "cms/preview/test_tokens.py",
    "cms/editions/test_ways_in.py",
    "cms/editions/test_conflicts.py",
    "e2e/test_plain.py",
    "blog/test_search_page.py",
    "blog/importers/test_import_posts.py",
    "newcomer/test_newcomer.py",
    "cms/editions/test_published.py",
    "e2e/test_reading.py",
    "cms/images/test_renditions.py",
    "cms/editions/test_ways_of_editions.py",
    "architecture/test_floor.py",
    "blog/importers/test_accounts.py",
]

# The same examples in every run: a failure that comes and goes helps nobody.
hypothesis_settings.register_profile("careroute", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("careroute")


def what_is_missing(thing: str) -> str | None:
    """Why a test that needs `thing` cannot run here; None when it can."""
    if thing == "browser":
        return None if browser_of_tests() else "no Chromium was found"
    if thing == "curl":
        return None if shutil.which("curl") else "there is no curl"
    if thing == "node":
        return None if shutil.which("npm") else "there is no Node with npm"
    if thing == "redis":
        try:
            redis.Redis.from_url(REDIS_URL, socket_connect_timeout=1).ping()
        except redis.RedisError:
            return f"no Redis answers at {REDIS_URL}"
        return None
    if thing in ("postgresql", "sqlite"):
        return None if connection.vendor == thing else f"the database of this run is not {thing}"
    raise ValueError(f"@pytest.mark.needs does not know {thing!r}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what cannot run here; fail it where everything is required (CI=true).

    TEST_WITHOUT names what even then may be missing, because another run covers it.
    """
    excused = os.environ.get("TEST_WITHOUT", "").split()
    for mark in item.iter_markers("needs"):
        for thing in mark.args:
            reason = what_is_missing(thing)
            if reason and os.environ.get("CI") == "true" and thing not in excused:
                pytest.fail(f"needs {thing}: {reason}", pytrace=False)
            if reason:
                pytest.skip(f"needs {thing}: {reason}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that nobody waits for it in the end.

    With TEST_ONLY=database, leave out what no database changes: another run covers it.
    """
    items.sort(key=_turn)
    if os.environ.get("TEST_ONLY") != "database":
        return
    chosen = [item for item in items if _asks_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


def _turn(item: pytest.Item) -> int:
    module = item.nodeid.partition("::")[0].removeprefix("tests/")
    return LONGEST.index(module) if module in LONGEST else len(LONGEST)


def _asks_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("rendering"):
        return False
    fixtures = getattr(item, "fixturenames", ())
    return "django_db_setup" in fixtures or item.get_closest_marker("django_db") is not None


@pytest.fixture(autouse=True, scope="session")
def editions_may_be_emptied() -> Iterator[None]:
    """Tests that commit empty the database afterwards, which the editions' guards would refuse.

    PostgreSQL takes ten times longer to truncate all tables than to delete the few rows in them.
    """
    flush = BaseDatabaseOperations.execute_sql_flush

    def without_guards(operations: Any, sql_list: Iterable[str]) -> None:
        with guards.lifted(operations.connection.alias):
            flush(operations, sql_list)

    def deletions(operations: Any, style: Any, tables: Iterable[str], **options: bool) -> list[str]:
        return [f"DELETE FROM {operations.quote_name(table)}" for table in tables]  # noqa: S608

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", without_guards)
        if connection.vendor == "postgresql":
            patch.setattr(type(connection.ops), "sql_flush", deletions)
        yield


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path, settings: LazySettings) -> Path:
    """A media folder of the test's own, so that no test sees another's files."""
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = str(folder)
    return folder


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    forget()


def forget() -> None:
    """What a test wrote is taken back without being said, so what was kept of it goes too."""
    COUNTS.forget()
    KEPT.forget()
    cache.clear()


def plant_root() -> Page:
    """The root of the page tree, made anew after a test that emptied the database."""
    Locale.objects.get_or_create(language_code="en")
    return Page.get_first_root_node() or Page.add_root(title="Root", slug="root")


@pytest.fixture
def root_page(db: None) -> Page:
    return plant_root()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A test database begins as a copy of a migrated one; what is left to migrate is migrated."""
    return True


@pytest.fixture(scope="session")
def migrated(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> Migrated:
    folder = request.config.rootpath / ".pytest_cache" / "migrated"
    folder.mkdir(parents=True, exist_ok=True)
    return Migrated(folder)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    migrated: Migrated, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        migrated.take_turn()
        migrated.copy_to_test_database()


@pytest.fixture(scope="session")
def django_db_setup(
    migrated: Migrated, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock():
        migrated.keep_test_database()
        migrated.end_turn()
    yield
    with django_db_blocker.unblock():
        drop_test_database()


@pytest.fixture
def migrated_file(migrated: Migrated, django_db_setup: None, tmp_path: Path) -> Path:
    """A database of SQLite in a file, for other processes: migrating another takes long."""
    return Path(shutil.copy(migrated.file, tmp_path / "migrated.sqlite3"))


@pytest.fixture
def database_file(migrated_file: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """The same, which the test itself uses too, in place of its database in memory."""
    usual = connections["default"]
    connections["default"] = usual.copy()
    connections["default"].settings_dict["NAME"] = str(migrated_file)
    ContentType.objects.clear_cache()  # they have other ids in each database
    try:
        with django_db_blocker.unblock():
            yield migrated_file
    finally:
        connections["default"].close()
        connections["default"] = usual
        ContentType.objects.clear_cache()


@pytest.fixture(scope="module")
def kept_root(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Page]:
    """The root of the page tree for rows that all tests of a module read, made once for them.

    What a module's fixtures write after asking for it stays until the module's last test; what a
    test writes goes when the test ends. So a test's own fixtures should fetch what they hand out,
    and no test of the module may commit.
    """
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("media"))),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        # Each test closes the connection in the end, which would end this transaction too.
        patch.setattr(connection, "close", lambda: None)
        yield plant_root()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def kept_blog(kept_root: Page) -> None:
    """A site with a blog for all tests of a module; `BlogIndexPage.objects.get()` finds it."""
    from tests.builders import make_site  # the floor is tested without a blog

    make_site()
    build_ahead()  # as if this were committed: nothing is stale when a test begins


@pytest.fixture
def site(root_page: Page) -> Site:
    """The one site, at http://testserver/, whose pages begin below the root of the tree."""
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "port": 80, "root_page": root_page},
    )
    return site
