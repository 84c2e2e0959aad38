"""The letters of social cards, and which of them there are.

Pillow has no list of a font's letters; a letter that a font lacks is drawn as one box, always the
same.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from PIL import ImageFont, features

FOLDER = Path(__file__).with_name("fonts")
# Each has Latin letters too, so that one face draws a whole text.
OTHERS = ("NotoSerifHebrew-SemiBold", "NotoNaskhArabic-SemiBold")
TITLE = ("Literata-SemiBold", *OTHERS)
SMALL = ("NotoSans-SemiBold", *OTHERS)

RIGHT_TO_LEFT = {"R", "AL"}
# In no font, and drawn by none.
UNSEEN = {"Cf", "Zs"}
MISSING = "\uffff"
SAMPLE = 32


@cache
def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FOLDER / f"{name}.ttf", size)


def face_for(text: str, names: tuple[str, ...]) -> str | None:
    """The first face that has all letters of `text`; None where none has."""
    letters = {letter for letter in text if unicodedata.category(letter) not in UNSEEN}
    return next((name for name in names if all(_has(name, each) for each in letters)), None)


def can_draw(text: str, names: tuple[str, ...]) -> bool:
    """Whether one of the faces has the letters of `text`, and there is what puts them in order."""
    if needs_order(text) and not can_order():
        return False
    return face_for(text, names) is not None


def can_order() -> bool:
    """Whether Pillow found the libraries that order and join letters, which it does not bring."""
    return bool(features.check("raqm") and features.check("fribidi"))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction goes from right to left."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in RIGHT_TO_LEFT for kind in kinds if kind in {"L", *RIGHT_TO_LEFT}), False)


def needs_order(text: str) -> bool:
    """Whether letters stand otherwise than one after the other, or some are not to be seen."""
    return any(
        unicodedata.bidirectional(letter) in RIGHT_TO_LEFT or unicodedata.category(letter) == "Cf"
        for letter in text
    )


@cache
def _has(name: str, letter: str) -> bool:
    return _shape(name, letter) != _box(name)


@cache
def _box(name: str) -> bytes:
    return _shape(name, MISSING)


def _shape(name: str, letter: str) -> bytes:
    mask, offset = _plain_face(name).getmask2(letter)
    return bytes(mask) + repr((mask.size, offset)).encode()


@cache
def _plain_face(name: str) -> ImageFont.FreeTypeFont:
    """A face that draws letters one by one, as they are."""
    layout = ImageFont.Layout.BASIC
    return ImageFont.truetype(FOLDER / f"{name}.ttf", SAMPLE, layout_engine=layout)
