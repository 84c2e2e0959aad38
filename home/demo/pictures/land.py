"""Shapes found outdoors: ridges, trees, grass, stars, clouds and still water."""

import math
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from home.demo.pictures.paint import (
    Point,
    Size,
    Stops,
    both,
    curve,
    fractal,
    gradient,
    lighten,
    ramp,
    relief,
    shade,
    shape,
    soften,
    tint,
)


def profile(
    rng: Random, count: int, cells: int, octaves: int = 6, detail: float = 0.5, sharp: bool = True
) -> list[float]:
    """`count` heights from 0 to 1 along a line with about `cells` rises; sharp ones peak."""
    heights = [0.0] * count
    weight = 1.0
    for octave in range(octaves):
        knots = [rng.random() for _ in range((cells << octave) + 2)]
        for index in range(count):
            place = index / (count - 1) * (cells << octave)
            knot = int(place)
            share = place - knot
            if not sharp:
                share = share * share * (3 - 2 * share)
            heights[index] += weight * (knots[knot] + (knots[knot + 1] - knots[knot]) * share)
        weight *= detail
    low, high = min(heights), max(heights)
    return [(height - low) / (high - low) for height in heights]


def ground(size: Size, heights: Sequence[float], top: float, bottom: float) -> list[Point]:
    """The outline of land whose skyline runs between two fractions of the picture's height."""
    width, height = size
    last = len(heights) - 1
    line = [
        (index / last * width, (bottom - value * (bottom - top)) * height)
        for index, value in enumerate(heights)
    ]
    return [(0.0, float(height)), *line, (float(width), float(height))]


def layer(
    picture: Image.Image, mask: Image.Image, stops: Stops, light: Image.Image | None = None
) -> Image.Image:
    """The picture with land of the given colours, top to bottom, laid over it."""
    fill = gradient(picture.size, stops)
    if light is not None:
        fill = shade(fill, light)
    return tint(picture, mask, fill)


def rock(size: Size, rng: Random, cells: int, dx: int, dy: int, gain: float) -> Image.Image:
    """Light and shade of broken rock, lit from (dx, dy)."""
    heights = fractal(size, rng, cells, max(2, cells * 2 // 3), octaves=6, detail=0.62)
    return soften(relief(heights, dx, dy, gain), size[0] / 1600)


def mist(
    picture: Image.Image,
    rng: Random,
    top: float,
    middle: float,
    bottom: float,
    paint: str,
    strength: float,
) -> Image.Image:
    """The picture with a bank of uneven mist, thickest at the fraction `middle`."""
    size = picture.size
    band = both(ramp(size, top, middle), ramp(size, middle, bottom, 255, 0))
    cloud = curve(fractal(size, rng, 3, 7, octaves=5, detail=0.55), 20, 190)
    mask = both(band, cloud).point([round(value * strength) for value in range(256)])
    return tint(picture, mask, paint)


def clouds(
    size: Size, rng: Random, columns: int, rows: int, low: float, high: float
) -> Image.Image:
    """A mask of streaked cloud; a narrower span of greys gives harder edges."""
    return curve(fractal(size, rng, columns, rows, octaves=6, detail=0.58), low, high)


def stars(picture: Image.Image, rng: Random, count: int, lowest: float) -> Image.Image:
    """The picture with stars, fewer and fainter towards the fraction `lowest`."""
    width, height = picture.size
    scale = 2
    field = Image.new("L", (width * scale, height * scale))
    draw = ImageDraw.Draw(field)
    for _ in range(count):
        place = rng.random() ** 1.4
        x, y = rng.random() * width * scale, place * lowest * height * scale
        radius = (0.5 + 1.1 * rng.random() ** 6) * width / 1920 * scale
        bright = round((60 + 195 * rng.random() ** 2) * (1 - place) ** 0.6)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=bright)
    field = field.reduce(scale)
    halo = soften(field, width / 640).point([min(255, value * 3) for value in range(256)])
    return lighten(picture, ImageChops.lighter(field, halo), "#e8efff")


def conifer(rng: Random, x: float, base: float, height: float) -> list[Point]:
    """The outline of one fir tree."""
    tiers = max(7, int(height / 9))
    spread = height * rng.uniform(0.15, 0.2)
    left: list[Point] = []
    right: list[Point] = []
    lean = rng.uniform(-0.015, 0.015) * height
    for tier in range(1, tiers + 1):
        share = tier / tiers
        y = base - height * (1 - share)
        middle = x + lean * (1 - share)
        for side, sign in ((left, -1), (right, 1)):
            reach = spread * share**0.85 * rng.uniform(0.72, 1.12)
            side.append((middle + sign * reach, y + height * 0.012))
            side.append((middle + sign * reach * 0.55, y - height * 0.004))
    trunk = height * 0.012
    foot = [(x - trunk, base), (x - trunk, base + height * 0.05)]
    foot += [(x + trunk, base + height * 0.05), (x + trunk, base)]
    return [(x + lean, base - height), *left, *foot, *reversed(right)]


def wood(
    rng: Random,
    size: Size,
    heights: Sequence[float],
    top: float,
    bottom: float,
    tree: float,
    spacing: float,
    gaps: float = 0.0,
) -> list[list[Point]]:
    """Fir trees along a skyline; `tree` and `spacing` are fractions of the height and width."""
    width, height = size
    trees: list[list[Point]] = []
    x = -0.02
    clump = profile(rng, 200, 7, octaves=3, sharp=False)
    while x < 1.02:
        place = min(0.999, max(0.0, x))
        value = heights[int(place * (len(heights) - 1))]
        density = clump[int(place * 199)]
        if density >= gaps:
            size_here = tree * height * rng.uniform(0.55, 1.0) * (0.6 + 0.5 * density)
            foot = (bottom - value * (bottom - top)) * height + size_here * 0.16
            trees.append(conifer(rng, x * width, foot, size_here))
        x += spacing * rng.uniform(0.4, 1.3)
    return trees


def blades(
    rng: Random, size: Size, count: int, foot: tuple[float, float], tall: float, lean: float
) -> Image.Image:
    """A mask of grass: curved blades rooted between two fractions of the height."""
    width, height = size
    polygons = []
    for _ in range(count):
        x, y = rng.uniform(-0.02, 1.02) * width, rng.uniform(*foot) * height
        rise = tall * height * rng.uniform(0.4, 1.0)
        bend = rise * (lean + rng.uniform(-0.3, 0.3))
        thick = width / 1920 * rng.uniform(1.0, 2.4)
        left = [(x - thick, y), (x + bend * 0.25 - thick * 0.7, y - rise * 0.55)]
        right = [(x + bend * 0.25 + thick * 0.7, y - rise * 0.55), (x + thick, y)]
        polygons.append([*left, (x + bend, y - rise), *right])
    return shape(size, polygons)


def mirror(
    picture: Image.Image,
    rng: Random,
    shore: float,
    ripple: float,
    depth: Stops,
    strength: float = 0.8,
) -> Image.Image:
    """The picture with all below the fraction `shore` turned into water that reflects it."""
    width, height = picture.size
    edge = round(shore * height)
    rows = height - edge
    stretch = min(edge, round(rows * 1.15))
    image = picture.crop((0, edge - stretch, width, edge)).transpose(
        Image.Transpose.FLIP_TOP_BOTTOM
    )
    image = image.resize((width, rows), Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.BoxBlur((width / 900, width / 500)))
    water = Image.new("RGB", (width, rows))
    phases = [rng.uniform(0, 2 * math.pi) for _ in range(4)]
    for row in range(rows):
        near = row / rows
        wave = sum(
            math.sin(row * width / 1920 * f / (1 + 3 * near) + p)
            for f, p in zip((0.9, 1.7, 0.37, 2.9), phases, strict=True)
        )
        shift = round(wave * ripple * width * (0.25 + near))
        line = image.crop((0, row, width, row + 1))
        water.paste(ImageChops.offset(line, shift, 0), (0, row))
    water = Image.blend(gradient((width, rows), depth), water, strength)
    result = picture.copy()
    result.paste(water, (0, edge))
    return result
