"""Keeping files so that a full disk leaves no half of one behind."""

import os
from contextlib import suppress
from tempfile import NamedTemporaryFile

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class WholeFile(File):
    """A file that stands complete under `path`, from where it can be moved into place."""

    def __init__(self, path: str) -> None:
        super().__init__(None)
        self.path = path

    def temporary_file_path(self) -> str:
        """Where the bytes are (Django moves a file that has this method)."""
        return self.path


class WholeFileStorage(FileSystemStorage):
    """The local media folder. A name appears in it with all of its bytes or not at all."""

    def _save(self, name: str, content: File) -> str:
        os.makedirs(self.location, exist_ok=True)
        # Beside the target, because only within one file system a move cannot fail half-way.
        with NamedTemporaryFile(dir=self.location, prefix=".arriving-", delete=False) as arriving:
            try:
                for chunk in content.chunks():
                    arriving.write(chunk)
                arriving.flush()
                # The stubs leave out the method that storages are told to override.
                return super()._save(name, WholeFile(arriving.name))  # type: ignore[misc]
            except BaseException:
                with suppress(FileNotFoundError):
                    os.unlink(arriving.name)
                raise
