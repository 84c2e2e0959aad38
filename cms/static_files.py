"""Collected static files: a style sheet that is made of others travels as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);\n', re.MULTILINE)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also puts what a sheet imports from its own folder in its place.

    A browser would ask for the sheet first and for what it imports only then.
    """

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        for name in [] if dry_run else list(paths):
            if name.endswith(".css") and (whole := _with_imports(name)):
                self.delete(name)
                paths[name] = (self, self.save(name, ContentFile(whole)))
        yield from super().post_process(paths, dry_run=dry_run, **options)


def _with_imports(name: str) -> str:
    """The sheet and all that it imports; "" where it imports nothing."""
    source = finders.find(name)
    if not isinstance(source, str):
        return ""
    text = Path(source).read_text()
    folder = Path(source).parent
    whole = IMPORT.sub(lambda found: (folder / found[1]).read_text(), text)
    return whole if whole != text else ""
