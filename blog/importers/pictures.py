"""Pictures of imported posts: files beside the source are taken in, everything else is not."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from wagtail.utils.file import hash_filelike

from blog.importers.document import ImportedDocument
from blog.importers.elements import CAPTION_LENGTH, Passage, Picture, Text
from blog.importers.lines import Line
from blog.importers.spans import Span, safe_address
from cms.images.models import CustomImage

MAX_BYTES = 30 * 1024 * 1024


class PictureLibrary:
    """Takes the pictures of one document into the image library. `added` are the new ones."""

    def __init__(self, source: Path, root: Path) -> None:
        self.folder = source.parent
        self.root = root.resolve()
        self.added: list[CustomImage] = []

    def take(self, document: ImportedDocument) -> dict[int, CustomImage]:
        """The images of the body by the index of their block.

        A picture that cannot be taken becomes a paragraph with its words and its address, and its
        line is `unplaced`. Lines are settled anew.
        """
        images: dict[int, CustomImage] = {}
        for index, element in enumerate(document.body):
            if not isinstance(element, Picture):
                continue
            try:
                images[index] = self._image(element)
            except ValueError as refusal:
                document.body[index] = _as_text(element, str(refusal))
            except ValidationError as refusal:
                document.body[index] = _as_text(element, " ".join(refusal.messages))
        document.settle()
        return images

    def discard(self) -> None:
        """Delete the files of the new images, whose rows were rolled back."""
        for image in self.added:
            image.file.storage.delete(image.file.name)
        self.added.clear()

    def _image(self, picture: Picture) -> CustomImage:
        path = self._path(picture.address)
        if picture.caption and len(picture.caption.text) > CAPTION_LENGTH:
            raise ValueError(f"its caption is longer than {CAPTION_LENGTH} characters")
        if path.stat().st_size > MAX_BYTES:
            raise ValueError("the picture's file is too large")
        data = path.read_bytes()
        title = picture.file_name[:255]
        digest = hash_filelike(BytesIO(data))
        known = CustomImage.objects.filter(file_hash=digest, title=title).first()
        if known:
            return known
        image = CustomImage(title=title, file=ImageFile(BytesIO(data), name=path.name))
        image.save()
        self.added.append(image)
        return image

    def _path(self, address: str) -> Path:
        """The file of a relative address, inside the folder that is imported."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or address.startswith(("/", "\\")):
            raise ValueError("only pictures beside the file are imported")
        path = (self.folder / unquote(parts.path)).resolve()
        if not path.is_relative_to(self.root):
            raise ValueError("the picture is outside the folder that is imported")
        if not path.is_file():
            raise ValueError("there is no such picture beside the file")
        return path


def _as_text(picture: Picture, reason: str) -> Text:
    address = safe_address(picture.address)
    words = picture.alt or ("" if address else picture.file_name[:CAPTION_LENGTH])
    spans = [Span(words)] if words else []
    if address:
        spans += [Span(" ")] * bool(spans) + [Span(address, href=address)]
    remark = f"the picture is not in the library: {reason}"
    lines: list[Line] = []
    if picture.line:
        picture.line.text = " ".join(filter(None, [words, address]))
        picture.line.keep(remark)
        lines = [picture.line]
    elif picture.shares:
        picture.shares.note(remark)
    caption = [picture.caption] if picture.caption else []
    return Text([Passage(spans, lines), *caption], None if picture.line else picture.shares)
