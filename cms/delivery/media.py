"""Pictures for readers, where no web server or object storage serves them."""

import re

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest

# Wagtail keeps renditions flat in `images/`. Nothing else of the media folder has an address:
# originals hold what the camera wrote into them, and documents have a view that asks for rights.
RENDITION_NAME = re.compile(r"[^/\\\x00]+\.(?:avif|gif|jpe?g|png|webp)")
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp"}
ONE_YEAR = 365 * 24 * 60 * 60


def serve_rendition(request: HttpRequest, name: str) -> FileResponse:
    """The rendition file `name` (no folders), for a year; 404 for anything else."""
    if not RENDITION_NAME.fullmatch(name):
        raise Http404
    try:
        file = storages["default"].open(f"images/{name}")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise Http404 from error
    response = FileResponse(file, content_type=CONTENT_TYPES.get(name.rsplit(".", 1)[-1].lower()))
    response["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    return response
