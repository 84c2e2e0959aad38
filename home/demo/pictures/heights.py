"""Scenes of high country: a moonlit range, a lake at dawn, northern lights."""

from random import Random

from PIL import Image, ImageChops

from home.demo.pictures.land import clouds, ground, layer, mirror, mist, profile, rock, stars, wood
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
    ramp,
    shape,
    soften,
    tint,
)
from home.demo.pictures.terrain import massif


def moonlit_mountains(size: Size) -> Image.Image:
    """Five ranges under a full moon, each paler the farther it stands."""
    rng = generator(11)
    width, height = size
    picture = gradient(
        size,
        [(0, "#0a1230"), (0.25, "#17264f"), (0.45, "#33487c"), (0.6, "#6b7ca8"), (0.72, "#a3abc8")],
    )
    picture = stars(picture, rng, 900, 0.55)
    moon = (width * 0.69, height * 0.235)
    picture = lighten(picture, glow(size, moon, width * 0.52, 2.4, 150), "#8fa5dc")
    picture = lighten(picture, glow(size, moon, width * 0.15, 2.2, 190), "#cfdcff")
    veil = both(clouds(size, rng, 2, 11, 118, 205), ramp(size, 0.02, 0.5, 30, 150))
    picture = lighten(picture, veil, "#7284b4")
    face = soften(disc(size, moon, width * 0.032), width / 2400)
    maria = curve(fractal(size, rng, 34, 24, 4, 0.45), 95, 165)
    surface = tint(
        Image.new("RGB", size, "#fbf8ee"), maria.point([v // 4 for v in range(256)]), "#9c9ab0"
    )
    picture = tint(picture, face, surface)
    for cells, envelope, top, bottom, lit, dark, foot in [
        (9, 3, 0.36, 0.64, "#d5dcf2", "#6f80ae", "#a9b4d4"),
        (7, 3, 0.46, 0.76, "#b4c1e6", "#43547f", "#8795bf"),
        (6, 2, 0.58, 0.90, "#7d8dc0", "#1d2b55", "#5365a0"),
    ]:
        picture = massif(
            picture,
            rng,
            cells=cells,
            envelope=envelope,
            top=top,
            bottom=bottom,
            lit=lit,
            dark=dark,
            foot=foot,
        )
        picture = mist(picture, rng, bottom - 0.16, bottom, bottom + 0.16, "#a3b0d6", 0.6)
    heights = profile(rng, 400, 2, octaves=3, detail=0.35, sharp=False)
    trees = [
        ground(size, heights, 0.84, 0.95),
        *wood(rng, size, heights, 0.84, 0.95, 0.17, 0.0085, 0.12),
    ]
    picture = layer(picture, shape(size, trees), [(0.7, "#111b3d"), (1, "#060b1e")])
    return finish(picture, rng)


def dawn_lake(size: Size) -> Image.Image:
    """A still lake before sunrise, the far shore doubled in the water."""
    rng = generator(23)
    width, height = size
    picture = gradient(
        size,
        [(0, "#5f7fa6"), (0.2, "#93a6c0"), (0.38, "#dcbfbb"), (0.5, "#f6d3b4"), (0.58, "#fbe3c4")],
    )
    sun = (width * 0.36, height * 0.55)
    picture = lighten(picture, glow(size, sun, width * 0.5, 2.2, 200), "#ffcf9a")
    streaks = both(clouds(size, rng, 2, 16, 128, 200), ramp(size, 0.05, 0.3, 60, 190))
    picture = tint(picture, streaks, "#f3c8b8")
    for cells, envelope, top, bottom, lit, dark, foot in [
        (8, 3, 0.27, 0.58, "#f7d9c6", "#8f93ad", "#ecd0c2"),
        (7, 3, 0.41, 0.64, "#d8b6ac", "#5d6b8a", "#c9b1ad"),
    ]:
        picture = massif(
            picture,
            rng,
            cells=cells,
            envelope=envelope,
            top=top,
            bottom=bottom,
            lit=lit,
            dark=dark,
            foot=foot,
            sun=(-1.0, 0.3),
        )
        picture = mist(picture, rng, bottom - 0.14, bottom, bottom + 0.1, "#f9dfc9", 0.7)
    heights = profile(rng, 400, 3, octaves=4, detail=0.4, sharp=False)
    trees = [
        ground(size, heights, 0.585, 0.625),
        *wood(rng, size, heights, 0.585, 0.625, 0.075, 0.0075, 0.3),
    ]
    picture = layer(picture, shape(size, trees), [(0.5, "#33475a"), (0.64, "#4f6272")])
    picture = mirror(
        picture, rng, 0.635, 0.0009, [(0, "#f0cdb4"), (0.4, "#9fadc0"), (1, "#3f5f83")], 0.72
    )
    shore = ramp(size, 0.615, 0.637, 0, 255)
    picture = tint(
        picture,
        both(both(shore, ramp(size, 0.637, 0.69, 255, 0)), clouds(size, rng, 2, 40, 40, 190)),
        "#fbe6d2",
    )
    return finish(picture, rng, vignette=0.18)


def northern_lights(size: Size) -> Image.Image:
    """Green and violet light over a frozen valley."""
    rng = generator(37)
    width, height = size
    picture = gradient(
        size, [(0, "#050a1f"), (0.35, "#0b1d3a"), (0.62, "#1b4358"), (0.75, "#3c6c74")]
    )
    picture = stars(picture, rng, 1100, 0.66)
    for base, tall, paint, violet, strength in [
        (0.50, 0.42, "#3fe0a0", "#7c5fd0", 210),
        (0.36, 0.30, "#46d6b0", "#8a5cc4", 150),
        (0.58, 0.20, "#5fe8a8", "#5f8fd8", 120),
    ]:
        green, purple = _curtain(size, rng, base, tall, strength)
        picture = lighten(picture, green, paint)
        picture = lighten(picture, purple, violet)
    for cells, envelope, top, bottom, lit, dark, foot in [
        (8, 3, 0.52, 0.78, "#8fd0c0", "#1f4a5c", "#4f8c90"),
        (6, 2, 0.64, 0.88, "#4c9a98", "#0f2c3e", "#3a7078"),
    ]:
        picture = massif(
            picture,
            rng,
            cells=cells,
            envelope=envelope,
            top=top,
            bottom=bottom,
            lit=lit,
            dark=dark,
            foot=foot,
            sun=(-0.6, 0.8),
        )
        picture = mist(picture, rng, bottom - 0.14, bottom, bottom + 0.12, "#7fb8b0", 0.5)
    heights = profile(rng, 400, 3, octaves=3, detail=0.4, sharp=False)
    trees = [
        ground(size, heights, 0.80, 0.86),
        *wood(rng, size, heights, 0.80, 0.86, 0.11, 0.01, 0.38),
    ]
    picture = layer(picture, shape(size, trees), [(0.7, "#0c2230"), (0.9, "#12303c")])
    snow = profile(rng, 400, 2, octaves=2, detail=0.3, sharp=False)
    drift = shape(size, [ground(size, snow, 0.86, 0.93)])
    light = soften(rock(size, rng, 4, 0, round(width / 200), 1.6), width / 200)
    picture = layer(picture, drift, [(0.85, "#5f9a9c"), (0.93, "#2f6070"), (1, "#16384a")], light)
    return finish(picture, rng)


def _curtain(
    size: Size, rng: Random, base: float, tall: float, strength: int
) -> tuple[Image.Image, Image.Image]:
    """Masks of the lower, brighter and the upper part of one hanging fold of light."""
    width, height = size
    columns = 480
    fold = profile(rng, columns, 3, octaves=3, detail=0.45, sharp=False)
    rays = profile(rng, columns, 40, octaves=3, detail=0.7, sharp=False)
    reach = profile(rng, columns, 5, octaves=3, detail=0.5, sharp=False)
    rows = 240
    low, high = bytearray(columns * rows), bytearray(columns * rows)
    for x in range(columns):
        foot = int((base - 0.16 + 0.22 * fold[x]) * rows)
        length = tall * (0.4 + 0.6 * reach[x]) * rows
        bright = strength * (0.25 + 0.75 * rays[x]) * min(1.0, 0.15 + 1.2 * reach[x])
        for y in range(max(0, int(foot - length)), min(rows, foot + 5)):
            share = (foot - y) / length
            edge = min(1.0, (foot + 5 - y) / 9)
            rest = max(0.0, 1 - share)
            low[y * columns + x] = min(255, round(bright * edge * rest**1.8))
            high[y * columns + x] = round(bright * 1.1 * max(0.0, share) ** 0.8 * rest)
    parts = [Image.frombytes("L", (columns, rows), bytes(part)) for part in (low, high)]
    masks = [soften(mask.resize(size, Image.Resampling.BICUBIC), width / 300) for mask in parts]
    halo = soften(masks[0].resize((width // 8, height // 8)), width / 160).resize(
        size, Image.Resampling.BICUBIC
    )
    return ImageChops.lighter(masks[0], halo), masks[1]
