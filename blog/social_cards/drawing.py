"""Drawing a social card: paper, the routes, the title, and who says it."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

from blog.social_cards.card import SocialCard
from blog.social_cards.faces import SMALL, TITLE, face, face_for, is_right_to_left
from blog.social_cards.wrapping import wrap

SIZE = WIDTH, HEIGHT = 1200, 630
TYPE = "image/png"

# The light palette of tokens.css.
COLOURS = {
    "paper": "#fbfcfa",
    "ink": "#12211f",
    "ink-soft": "#4b5a57",
    "rule": "#d6e0db",
    "pine": "#00655c",
    "pine-tint": "#e3f1ec",
    "pine-line": "#8fc6ba",
}

LEFT, RIGHT = 96, WIDTH - 72
ROOM = RIGHT - LEFT
BAND = 24
CHIPS_TOP, CHIP_HEIGHT, CHIP_PADDING, CHIP_GAP = 64, 54, 24, 14
CHIP_SIZE, FOOT_SIZE = 28, 28
RULE_TOP, FOOT_TOP = 532, 573
SITE_SIZES = (28, 25, 22, 20)
FOOT_GAP = 48
# Shapes are drawn so many times larger and made smaller: Pillow draws their edges hard.
SMOOTH = 4
COLOURS_IN_FILE = 64

Box = tuple[float, float, float, float]


def draw(card: SocialCard) -> bytes:
    """The card as PNG, `SIZE` pixels. The face of each text must have its letters."""
    drawing = _Drawing(is_right_to_left(card.title))
    if card.routes:
        drawing.chips(card.routes)
    drawing.title(card.title, CHIPS_TOP + CHIP_HEIGHT if card.routes else CHIPS_TOP - 24)
    drawing.foot(card.site, card.reviewed)
    file = BytesIO()
    # A third of the bytes; a card has few colours.
    few = drawing.image.quantize(
        COLOURS_IN_FILE, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    few.save(file, "PNG", compress_level=6)
    return file.getvalue()


class _Drawing:
    """A card being drawn. From right to left, everything stands as in a mirror, but the letters."""

    def __init__(self, mirrored: bool) -> None:
        self.mirrored = mirrored
        self.image = _background(mirrored).copy()
        self._draw = ImageDraw.Draw(self.image)

    def chips(self, labels: tuple[str, ...]) -> None:
        """As many as fit on a line, then how many more there are."""
        widths = [round(_length(each, CHIP_SIZE)) + 2 * CHIP_PADDING for each in labels]
        shown = len(labels)
        while shown > 1 and self._row(widths, shown) > ROOM:
            shown -= 1
        more = [f"+{len(labels) - shown}"] if shown < len(labels) else []
        at = LEFT
        for label in (*labels[:shown], *more):
            width = min(round(_length(label, CHIP_SIZE)) + 2 * CHIP_PADDING, ROOM)
            self._pill((at, CHIPS_TOP, at + width, CHIPS_TOP + CHIP_HEIGHT))
            middle = CHIPS_TOP + CHIP_HEIGHT / 2
            self._text(label, SMALL, CHIP_SIZE, at + CHIP_PADDING, middle, "pine")
            at += width + CHIP_GAP

    def title(self, text: str, top: int) -> None:
        """In the middle of what is left between the routes and the foot."""
        name = face_for(text, TITLE) or TITLE[0]
        top, bottom = top + 28, RULE_TOP - 28
        wrapped = wrap(text, name, ROOM, bottom - top)
        at = top + (bottom - top - wrapped.height) / 2 + wrapped.leading / 2
        for line in wrapped.lines:
            self._text(line, TITLE, wrapped.size, LEFT, at, "ink", name)
            at += wrapped.leading

    def foot(self, site: str, reviewed: str) -> None:
        self._draw.rectangle(self._place((LEFT, RULE_TOP, RIGHT, RULE_TOP + 1)), COLOURS["rule"])
        room = ROOM
        if reviewed:
            length = _length(reviewed, FOOT_SIZE)
            self._text(reviewed, SMALL, FOOT_SIZE, RIGHT - length, FOOT_TOP, "ink-soft")
            room -= round(length) + FOOT_GAP
        if site:
            size = next(
                (each for each in SITE_SIZES if _length(site, each) <= room), SITE_SIZES[-1]
            )
            self._text(shortened(site, size, room), SMALL, size, LEFT, FOOT_TOP, "pine")

    def _row(self, widths: list[int], shown: int) -> int:
        more = 0 if shown == len(widths) else 96 + CHIP_GAP
        return sum(widths[:shown]) + CHIP_GAP * (shown - 1) + more

    def _pill(self, box: Box) -> None:
        left, top, right, bottom = self._place(box)
        width, height = round(right - left), round(bottom - top)
        outer = _rounded(width, height, 0)
        self.image.paste(COLOURS["pine-line"], (round(left), round(top)), outer)
        inner = _rounded(width, height, 2)
        self.image.paste(COLOURS["pine-tint"], (round(left), round(top)), inner)

    def _place(self, box: Box) -> Box:
        left, top, right, bottom = box
        return (WIDTH - right, top, WIDTH - left, bottom) if self.mirrored else box

    def _text(
        self,
        text: str,
        names: tuple[str, ...],
        size: int,
        start: float,
        middle: float,
        colour: str,
        name: str = "",
    ) -> None:
        """`text` from `start` on, counted from the side where reading starts."""
        font = face(name or face_for(text, names) or names[0], size)
        # The heights of letters differ from word to word; where they stand on does not.
        baseline = middle + font.getbbox("x", anchor="ls")[1] * -0.5 + size * 0.08
        place = WIDTH - start if self.mirrored else start
        side = "r" if self.mirrored else "l"
        direction = "rtl" if self.mirrored else None
        self._draw.text(
            (place, baseline), text, COLOURS[colour], font, f"{side}s", direction=direction
        )


def shortened(text: str, size: int, room: float) -> str:
    """`text`, or as much of it as there is room for."""
    if _length(text, size) <= room:
        return text
    while text and _length(text + "…", size) > room:
        text = text[:-1].rstrip()
    return text + "…"


def _length(text: str, size: int) -> float:
    return face(face_for(text, SMALL) or SMALL[0], size).getlength(text)


@cache
def _rounded(width: int, height: int, inset: int) -> Image.Image:
    mask = Image.new("L", (width * SMOOTH, height * SMOOTH))
    edge = inset * SMOOTH
    box = (edge, edge, width * SMOOTH - edge - 1, height * SMOOTH - edge - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, (height - 2 * inset) * SMOOTH / 2, 255)
    return mask.resize((width, height), Image.Resampling.BOX)


@cache
def _background(mirrored: bool) -> Image.Image:
    """Paper with a band at its edge, and ways that lead to one place."""
    if mirrored:
        return ImageOps.mirror(_background(False))
    large = Image.new("RGB", (WIDTH * SMOOTH, HEIGHT * SMOOTH), COLOURS["paper"])
    drawing = ImageDraw.Draw(large)
    for radius in (150, 230, 310):
        box = [
            (WIDTH - radius) * SMOOTH,
            -radius * SMOOTH,
            (WIDTH + radius) * SMOOTH,
            radius * SMOOTH,
        ]
        drawing.arc(box, 90, 180, COLOURS["pine-tint"], 26 * SMOOTH)
    drawing.rectangle((0, 0, BAND * SMOOTH, HEIGHT * SMOOTH), COLOURS["pine"])
    return large.resize(SIZE, Image.Resampling.BOX)
