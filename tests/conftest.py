"""What every test may ask for. The database is SQLite in memory, or the one of DATABASE_URL."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from wagtail.models import Page, Site


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path, settings: LazySettings) -> Path:
    """A media folder of the test's own, so that no test sees another's files."""
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = str(folder)
    return folder


@pytest.fixture
def root_page(db: None) -> Page:
    """The root of the page tree."""
    return Page.get_first_root_node()


@pytest.fixture
def site(root_page: Page) -> Site:
    """The one site, at http://testserver/, whose pages begin below the root of the tree."""
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "port": 80, "root_page": root_page},
    )
    return site
