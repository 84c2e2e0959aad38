"""The brushes the demo pictures are painted with: gradients, masks, noise and light.

Every function is pure: the same arguments, and a random generator in the same state, give the
same pixels.
Sizes are (width, height) in pixels; scenes place things by fractions of them, so that a
picture can be painted at any size.
"""

import math
from collections.abc import Iterable, Sequence
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

Size = tuple[int, int]
Point = tuple[float, float]
Colour = tuple[int, int, int]
Stops = Sequence[tuple[float, str]]

SUPERSAMPLING = 3


def colour(value: str) -> Colour:
    """The red, green and blue of a `#rrggbb` text."""
    red, green, blue = ImageColor.getrgb(value)[:3]
    return red, green, blue


def generator(seed: int) -> Random:
    """A random generator that paints the same picture each time."""
    return Random(seed)  # noqa: S311 - it paints, it keeps no secret


def mix(first: str, second: str, share: float) -> str:
    """A `#rrggbb` colour `share` (0–1) of the way from the first to the second."""
    pairs = zip(colour(first), colour(second), strict=True)
    return "#{:02x}{:02x}{:02x}".format(*(round(a + (b - a) * share) for a, b in pairs))


def _at(stops: Stops, place: float) -> Colour:
    if place <= stops[0][0]:
        return colour(stops[0][1])
    for (low, first), (high, second) in zip(stops, stops[1:], strict=False):
        if place <= high:
            share = (place - low) / (high - low)
            return colour(mix(first, second, share))
    return colour(stops[-1][1])


def gradient(size: Size, stops: Stops) -> Image.Image:
    """A picture whose colour runs from top (0) to bottom (1) through the stops."""
    height = size[1]
    strip = Image.new("RGB", (1, height))
    strip.putdata([_at(stops, row / max(1, height - 1)) for row in range(height)])
    return strip.resize(size)


def ramp(size: Size, top: float, bottom: float, low: int = 0, high: int = 255) -> Image.Image:
    """A mask that is `low` above the fraction `top`, `high` below `bottom`, smooth between."""
    height = size[1]
    strip = Image.new("L", (1, height))
    values = []
    for row in range(height):
        share = min(1.0, max(0.0, (row / height - top) / (bottom - top)))
        values.append(round(low + (high - low) * share * share * (3 - 2 * share)))
    strip.putdata(values)
    return strip.resize(size)


def noise(size: Size, rng: Random, columns: int, rows: int) -> Image.Image:
    """Smooth random greys with about `columns` × `rows` bumps."""
    columns, rows = max(2, columns), max(2, rows)
    cells = Image.frombytes("L", (columns, rows), rng.randbytes(columns * rows))
    return cells.resize(size, Image.Resampling.BICUBIC)


def fractal(
    size: Size, rng: Random, columns: int, rows: int, octaves: int = 5, detail: float = 0.5
) -> Image.Image:
    """Noise with ever finer noise laid over it; `detail` (0–1) is the share of the finer."""
    result = noise(size, rng, columns, rows)
    weight = detail
    for octave in range(1, octaves):
        finer = noise(size, rng, columns << octave, rows << octave)
        result = Image.blend(result, finer, weight / (1 + weight))
        weight *= detail
    return result


def curve(mask: Image.Image, low: float, high: float, peak: float = 255) -> Image.Image:
    """Greys stretched so that `low` becomes black and `high` becomes `peak`, smoothly."""

    def level(value: int) -> int:
        share = min(1.0, max(0.0, (value - low) / (high - low)))
        return round(peak * share * share * (3 - 2 * share))

    return mask.point([level(value) for value in range(256)])


def relief(heights: Image.Image, dx: int, dy: int, gain: float = 4.0) -> Image.Image:
    """The slopes of a height picture as light (over 128) and shade, lit from (dx, dy)."""
    return ImageChops.subtract(ImageChops.offset(heights, dx, dy), heights, 1 / gain, 128)


def shade(picture: Image.Image, light: Image.Image) -> Image.Image:
    """The picture lightened where `light` is over 128 and darkened where it is under."""
    return ImageChops.soft_light(picture, Image.merge("RGB", (light,) * 3))


def shape(size: Size, polygons: Iterable[Sequence[Point]]) -> Image.Image:
    """A mask of filled polygons with smooth edges."""
    scale = SUPERSAMPLING
    mask = Image.new("L", (size[0] * scale, size[1] * scale))
    draw = ImageDraw.Draw(mask)
    for polygon in polygons:
        draw.polygon([(x * scale, y * scale) for x, y in polygon], fill=255)
    return mask.reduce(scale)


def disc(size: Size, centre: Point, radius: float, squash: float = 1.0) -> Image.Image:
    """A mask of one filled ellipse; `squash` is its height by its width."""
    steps = 180
    turns = (2 * math.pi * step / steps for step in range(steps))
    x, y = centre
    points = [(x + radius * math.cos(a), y + radius * squash * math.sin(a)) for a in turns]
    return shape(size, [points])


def glow(
    size: Size, centre: Point, radius: float, power: float = 2.0, peak: int = 255
) -> Image.Image:
    """A mask of light that falls off from the centre to nothing at `radius`."""
    rays = Image.radial_gradient("L").point(
        [round(peak * max(0.0, 1 - value / 181) ** power) for value in range(256)]
    )
    # Pillow's gradient reaches 181 (255 / √2) at the middle of each side.
    side = max(2, round(radius * 2))
    mask = Image.new("L", size)
    mask.paste(
        rays.resize((side, side), Image.Resampling.BICUBIC),
        (round(centre[0] - radius), round(centre[1] - radius)),
    )
    return mask


def tint(picture: Image.Image, mask: Image.Image, paint: str | Image.Image) -> Image.Image:
    """The picture with a colour, or another picture, laid over it through the mask."""
    layer = Image.new("RGB", picture.size, colour(paint)) if isinstance(paint, str) else paint
    return Image.composite(layer, picture, mask)


def lighten(picture: Image.Image, mask: Image.Image, paint: str) -> Image.Image:
    """The picture with coloured light added through the mask."""
    light = Image.new("RGB", picture.size)
    light.paste(colour(paint), (0, 0), mask)
    return ImageChops.screen(picture, light)


def both(first: Image.Image, second: Image.Image) -> Image.Image:
    """The part two masks share."""
    return ImageChops.multiply(first, second)


def soften(picture: Image.Image, radius: float) -> Image.Image:
    """The picture blurred."""
    return picture.filter(ImageFilter.GaussianBlur(radius))


def finish(
    picture: Image.Image, rng: Random, grain: float = 0.024, vignette: float = 0.22
) -> Image.Image:
    """The picture with darker corners and film grain.

    Grain also breaks the steps that eight-bit gradients would show as bands.
    """
    size = picture.size
    corners = Image.radial_gradient("L").resize(size, Image.Resampling.BICUBIC)
    corners = corners.point([round(255 * vignette * (value / 255) ** 2.2) for value in range(256)])
    picture = tint(picture, corners, "#05070d")
    count = size[0] * size[1]
    # The mean of two even spreads is a triangle: closer to film than one flat spread.
    film = Image.blend(
        Image.frombytes("L", size, rng.randbytes(count)),
        Image.frombytes("L", size, rng.randbytes(count)),
        0.5,
    )
    film = film.point([round(128 + (value - 128) * grain * 4) for value in range(256)])
    return (
        shade(picture, film)
        if grain * 4 > 1
        else ImageChops.overlay(picture, Image.merge("RGB", (film,) * 3))
    )
