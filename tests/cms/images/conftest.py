"""Pictures in the library."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile

from cms.images.models import CustomImage

StoreImage = Callable[..., CustomImage]


@pytest.fixture(autouse=True)
def no_cached_renditions() -> None:
    """After a test the database gives the same ids again, which the cache knows by other files."""
    cache.clear()


@pytest.fixture
def store_image(db: None) -> StoreImage:
    """Puts bytes into the library, as an importer would, without making renditions."""

    def store(data: bytes, name: str = "picture.png", **fields: object) -> CustomImage:
        return CustomImage.objects.create(
            title="Picture", file=ContentFile(data, name=name), **fields
        )

    return store
