"""What a picture must satisfy before it is stored, in whatever way it comes.

The limits are checked from cheap to dear: name, bytes, header, and last one full decode, which
finds truncated files and everything else that would later fail in front of a reader. The header
bounds the decode (25 million pixels: some 400 MB at worst, one at a time in each process), except
in AVIF and HEIC, which are tried in a process of their own first (`trial`).
"""

import os
import subprocess  # runs one script of ours, without a shell
import sys
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from PIL import Image

from cms.images.pictures import FORMATS, Header, decoded, one_decode, read_header

MAX_SIDE = 12_000
# A baseline JPEG has one scan and a progressive one about ten; each costs a pass over all pixels.
MAX_JPEG_SCANS = 100
START_OF_SCAN = b"\xff\xda"

TRIAL = Path(__file__).with_name("trial.py")
TRIAL_SECONDS = 30

CURE = "Open it in an image program and export it again as JPEG or PNG, without metadata."


def accepted_extensions() -> list[str]:
    """The file name extensions that editors may upload, sorted."""
    return sorted(set(settings.WAGTAILIMAGES_EXTENSIONS) & FORMATS.keys())


def check_picture(file: File) -> Header:
    """Refuse what is not a sound picture of bounded size; `file` is left at its beginning.

    Raises ValidationError with a message for the editor that names the cure.
    """
    _check_bytes(file)
    header = checked_header(file)
    extension = _extension(file)
    if FORMATS[extension] != header.format:
        raise ValidationError(
            f"This file is named .{extension}, but its content is {header.format}. "
            f"Rename it, or export it again as {FORMATS[extension]}.",
            code="invalid_image_known_format",
        )
    if header.format == "JPEG":
        _check_scans(file)
    try:
        if header.format in ("AVIF", "HEIF"):
            with one_decode:
                _try_elsewhere(file)
        with decoded(file):
            pass
    # Decoders answer hostile bytes with almost any exception.
    except Exception as error:
        raise _unreadable() from error
    finally:
        file.seek(0)
    return header


def checked_header(file: IO[bytes] | File) -> Header:
    """The header of a picture whose size is within the limits, whatever its name and bytes."""
    try:
        header = read_header(file)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels("This picture") from error
    # Decoders answer hostile bytes with almost any exception.
    except Exception as error:
        raise _unreadable() from error
    size = f"{header.width} × {header.height} pixels"
    if header.frames > 1:
        size += f" in {header.frames} frames"
    if header.pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels(f"With {size}, this picture")
    if max(header.width, header.height) > MAX_SIDE:
        raise ValidationError(
            f"This picture has {size}; no side may be longer than {MAX_SIDE} pixels. "
            "Crop it or scale it down.",
            code="side_too_long",
        )
    return header


def _extension(file: File) -> str:
    return os.path.splitext(file.name or "")[1].lower().lstrip(".")


def _check_bytes(file: File) -> None:
    names = ", ".join(accepted_extensions())
    if _extension(file) not in accepted_extensions():
        raise ValidationError(
            f"This kind of file is not accepted. Save the picture as one of: {names}.",
            code="invalid_image_extension",
        )
    if not file.size:
        raise ValidationError(
            "This file is empty. Upload it again, or export it again if it stays empty.",
            code="empty",
        )
    if file.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        allowed = filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        raise ValidationError(
            f"This file is too big ({filesizeformat(file.size)}); at most {allowed} are accepted. "
            "Scale the picture down or compress it more.",
            code="file_too_large",
        )


def _check_scans(file: File) -> None:
    """Refuse a JPEG of many thousand scans, which would decode for minutes."""
    # In compressed data 0xFF is always followed by 0x00, so the marker cannot occur by chance.
    scans = file.read().count(START_OF_SCAN)
    file.seek(0)
    if scans > MAX_JPEG_SCANS:
        raise _unreadable()


def _try_elsewhere(file: File) -> None:
    """Decode in a process that may take only so much; SubprocessError where it fails there."""
    # The command is our own script; the hostile bytes go to its standard input.
    subprocess.run(  # noqa: S603
        [sys.executable, "-I", str(TRIAL)],
        input=file.read(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=TRIAL_SECONDS,
        check=True,
    )


def _too_many_pixels(subject: str) -> ValidationError:
    million = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(
        f"{subject} is larger than {million} million pixels, all frames counted. "
        "Scale it down; 2,000 pixels on its longer side are plenty.",
        code="file_too_many_pixels",
    )


def _unreadable() -> ValidationError:
    return ValidationError(
        f"This file cannot be read as a picture; it may be damaged. {CURE}", code="invalid_image"
    )
