"""F17 and storage: under which names files are kept, and that none is left behind."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from cms.images.models import CustomImage
from cms.storage import WholeFileStorage
from tests.cms.images.conftest import StoreImage
from tests.cms.images.crafted import encoded


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_original_gets_a_name_that_cannot_be_guessed(store_image: StoreImage) -> None:
    first = store_image(encoded("PNG"), "../knee/\r\nX-\u202egnp" + 300 * "a" + ".png")
    second = store_image(encoded("PNG"), "knee.png")
    assert len(first.file.name) <= 100
    assert first.file.name.startswith("original_images/")
    assert first.file.name.isascii()
    token = second.filename.split(".")[1]
    assert second.filename == f"knee.{token}.png"
    assert len(token) == 16
    assert token not in second.get_rendition("width-100").file.name


def test_no_file_stays_when_its_row_cannot_be_saved(
    store_image: StoreImage, media_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(CustomImage, "_do_insert", fail)
    with pytest.raises(DatabaseError):
        store_image(encoded("PNG"))
    assert files_under(media_folder) == []


class FailingFile(ContentFile):
    """Gives half of its bytes, and then the disk is full."""

    def chunks(self, chunk_size: int | None = None) -> Any:
        yield self.read(10)
        raise OSError(28, "No space left on device")


def test_no_half_file_stays_when_the_disk_is_full(media_folder: Path) -> None:
    storage = WholeFileStorage(location=str(media_folder))
    with pytest.raises(OSError, match="No space"):
        storage.save("images/a.png", FailingFile(encoded("PNG")))
    assert files_under(media_folder) == []
    assert storage.save("images/a.png", ContentFile(b"whole")) == "images/a.png"
    assert storage.save("images/a.png", ContentFile(b"other")) != "images/a.png"
    assert sorted(path.read_bytes() for path in files_under(media_folder)) == [b"other", b"whole"]


@pytest.mark.parametrize("name", ["page.html", "run.exe", "drawing.svg", "no-extension"])
def test_documents_of_other_kinds_are_refused(
    name: str, admin_client: Client, settings: LazySettings
) -> None:
    document = SimpleUploadedFile(name, b"<script>alert(1)</script>")
    response = admin_client.post(
        reverse("wagtaildocs:add"), {"title": "Document", "file": document}
    )
    assert response.status_code == 200
    assert "is not allowed" in response.content.decode()
    assert settings.WAGTAILDOCS_SERVE_METHOD == "serve_view"
