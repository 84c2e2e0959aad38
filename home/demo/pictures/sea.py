"""Sunrise over a calm sea."""

from random import Random

from PIL import Image, ImageDraw

from home.demo.pictures.land import clouds, ground, layer, profile
from home.demo.pictures.paint import (
    Size,
    both,
    curve,
    disc,
    finish,
    fractal,
    generator,
    glow,
    gradient,
    lighten,
    mix,
    ramp,
    relief,
    shade,
    shape,
    soften,
    tint,
)


def sea_sunrise(size: Size) -> Image.Image:
    """The sun a hand above a calm sea, its path drawn on the water."""
    rng = generator(71)
    width, height = size
    horizon = 0.56
    picture = gradient(
        size,
        [(0, "#4d6790"), (0.2, "#8790ad"), (0.36, "#d6a9a2"), (0.48, "#f5c493"), (0.56, "#fde2b0")],
    )
    sun = (width * 0.58, height * 0.475)
    picture = lighten(picture, glow(size, sun, width * 0.62, 2.4, 190), "#ffb978")
    for low, high, paint, strength, rows in [
        (120, 205, "#f3a98c", 190, 12),
        (138, 215, "#6f6f92", 150, 9),
    ]:
        bank = both(
            clouds(size, rng, 2, rows, low, high), ramp(size, 0.04, 0.5, strength, strength // 3)
        )
        picture = tint(picture, bank, paint)
    picture = lighten(picture, glow(size, sun, width * 0.12, 1.8, 200), "#ffe2a8")
    picture = tint(picture, soften(disc(size, sun, width * 0.027), width / 1400), "#fff6dc")
    cape = [
        (4, 0.515, 0.562, 0.0, 0.36, "#8a7f98"),
        (5, 0.47, 0.566, 0.72, 1.02, "#6a6a8b"),
    ]
    for cells, top, bottom, start, end, paint in cape:
        picture = _headland(picture, rng, cells, top, bottom, start, end, paint)
    picture = _sea(picture, rng, horizon, sun[0] / width)
    return finish(picture, rng, vignette=0.2)


def _headland(
    picture: Image.Image,
    rng: Random,
    cells: int,
    top: float,
    bottom: float,
    start: float,
    end: float,
    paint: str,
) -> Image.Image:
    """The picture with a cape that sinks into the sea between two fractions of the width."""
    size = picture.size
    count = 500
    heights = profile(rng, count, cells, octaves=5, detail=0.4, sharp=False)
    tapered = []
    for index, value in enumerate(heights):
        share = (index / count - start) / (end - start)
        inside = 0.0 <= share <= 1.0
        slope = (1 - share if start <= 0 else share) if inside else 0.0
        tapered.append((0.35 + 0.65 * value) * slope**0.7)
    mask = both(
        shape(size, [ground(size, tapered, top, bottom)]),
        ramp(size, bottom, bottom + 0.001, 255, 0),
    )
    return layer(picture, mask, [(top, paint), (bottom, mix(paint, "#f3c9a4", 0.45))])


def _sea(picture: Image.Image, rng: Random, horizon: float, sun: float) -> Image.Image:
    """The picture with open water below the horizon and the sun's glitter on it."""
    width, height = picture.size
    edge = round(horizon * height)
    rows = height - edge
    flat = gradient(
        (width, rows), [(0, "#f2c9a0"), (0.12, "#c9a6a4"), (0.45, "#7583a3"), (1, "#2f4668")]
    )
    # Waves look closer together far away: noise is squeezed towards the horizon, strip by strip.
    field = fractal((width, rows * 2), rng, 14, 90, octaves=4, detail=0.6)
    waves = Image.new("L", (width, rows))
    for row in range(rows):
        near = row / rows
        source = min(rows * 2 - 1, int(2 * rows * near**0.42))
        spread = max(0.2, near**0.6)
        part = round(width * (0.25 + 0.75 * (1 - spread)))
        left = (width - part) // 2
        line = field.crop((left, source, left + part, source + 1)).resize((width, 1))
        waves.paste(line, (0, row))
    slope = relief(waves, 0, -max(1, round(height / 500)), 0.9)
    waves = soften(waves, width / 1300)
    flat = shade(flat, curve(waves, 50, 205).point([98 + v * 60 // 255 for v in range(256)]))
    flat = shade(flat, slope)
    path = Image.new("L", (width, rows))
    draw = ImageDraw.Draw(path)
    for row in range(rows):
        near = row / rows
        half = width * (0.014 + 0.055 * near**0.8) * rng.uniform(0.75, 1.2)
        draw.line(
            (sun * width - half, row, sun * width + half, row), fill=round(255 * (1 - 0.72 * near))
        )
    path = soften(path, width / 40)
    sparkle = both(path, curve(waves, 120, 172))
    flat = lighten(flat, path.point([v * 2 // 5 for v in range(256)]), "#ffb878")
    flat = lighten(flat, sparkle, "#fff0cc")
    result = picture.copy()
    result.paste(flat, (0, edge))
    line = both(
        ramp(picture.size, horizon - 0.012, horizon),
        ramp(picture.size, horizon, horizon + 0.03, 255, 0),
    )
    return tint(result, line.point([v // 2 for v in range(256)]), "#fde0b6")
