"""Reading pictures from bytes that anyone may have made: the header first, then one clean decode.

Everything that opens an uploaded picture goes through here, so that no width, frame count or
compressed text is believed before it is bounded, and nothing but pixels leaves.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from PIL import ExifTags, Image, ImageCms, ImageFile

Transpose = Image.Transpose

# File name extension → the only Pillow format that may stand behind it. SVG is a program, not a
# picture, and is not here; nor are the formats that no camera or browser needs.
FORMATS = {
    "avif": "AVIF",
    "gif": "GIF",
    "heic": "HEIF",
    "jpeg": "JPEG",
    "jpg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
}
WILLOW_NAMES = {"HEIF": "heic"}

# EXIF 2.32, tag 0x0112: how the camera was held → what puts the picture upright.
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
SIDEWAYS = {5, 6, 7, 8}

# A decoded picture may take some hundred megabytes, so each process holds one at a time.
one_decode = threading.Lock()


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself before any pixel is decoded; width and height are upright."""

    format: str
    width: int
    height: int
    frames: int

    @property
    def pixels(self) -> int:
        """Pixels of all frames together."""
        return self.width * self.height * self.frames


def read_header(file: IO[bytes]) -> Header:
    """Read format, size and frame count without decoding; `file` is left at its beginning.

    Raises whatever Pillow raises on bytes it cannot read, its decompression bomb errors included.
    """
    try:
        image = _open(file)
        width, height = image.size
        if _orientation(image) in SIDEWAYS:
            width, height = height, width
        # A photograph with a depth map or preview behind it (MPO) has one picture to show.
        is_photograph = image.format == "MPO"
        return Header(
            format="JPEG" if is_photograph else str(image.format),
            width=width,
            height=height,
            frames=1 if is_photograph else getattr(image, "n_frames", 1),
        )
    finally:
        file.seek(0)


@contextmanager
def decoded(file: IO[bytes]) -> Iterator[tuple[Image.Image, str]]:
    """The picture's pixels (upright, sRGB, without metadata) and its format as Willow names it.

    Animations give their first frame. Call `read_header` and bound the size first. Other decodes
    of this process wait until the block ends, when the pixels are given up: whoever waits finds
    the memory free. Raises what Pillow raises on damaged files.
    """
    with one_decode:
        image, format = _clean(file)
        try:
            yield image, format
        finally:
            image.close()


def _open(file: IO[bytes]) -> Image.Image:
    file.seek(0)
    return Image.open(file, formats=sorted(set(FORMATS.values())))


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 (upright) where there is none or it cannot be read."""
    # `getexif` would decode a whole PNG in search of a late chunk; the header's bytes suffice.
    with suppress(Exception):  # a broken note about the picture is no fault of the picture
        exif = Image.Exif()
        exif.load(image.info["exif"])
        return int(exif[ExifTags.Base.Orientation])
    return 1


def _clean(file: IO[bytes]) -> tuple[Image.Image, str]:
    image = _open(file)
    format = "JPEG" if image.format == "MPO" else str(image.format)
    orientation = _orientation(image)
    image.load()
    image = _in_srgb(image)
    if orientation in UPRIGHT:
        image = image.transpose(UPRIGHT[orientation])
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    if isinstance(image, ImageFile.ImageFile):
        image = image.copy()  # the pixels alone, without file and decoder
    # Encoders write back what they find here: EXIF, XMP, profile, comment, PNG texts.
    image.info = {}
    return image, WILLOW_NAMES.get(format, format.lower())


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture as 8 bit L, RGB or RGBA in sRGB, whatever profile it came with."""
    profile = image.info.get("icc_profile")
    target = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode.startswith("I"):  # 16 bit grey; `convert` alone would clip at 255
        return image.point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in ("1", "L"):
        target = "RGBA" if image.has_transparency_data else "L"
    if image.mode not in ("L", "RGB", "RGBA", "CMYK") or (
        image.mode != target and image.mode != "CMYK"
    ):
        image = image.convert(target)
    if profile:
        # A damaged or unfitting profile is worth less than the picture: show it as it is.
        with suppress(OSError, ValueError, TypeError, ImageCms.PyCMSError):
            return _converted(image, profile, target)
    return image if image.mode == target else image.convert(target)


def _converted(image: Image.Image, profile: bytes, target: str) -> Image.Image:
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    if image.mode == target and ImageCms.getProfileDescription(source).startswith("sRGB"):
        return image
    converted = ImageCms.profileToProfile(
        image,
        source,
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB" if target == "L" else target,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    return converted or image  # only a conversion in place gives nothing back
