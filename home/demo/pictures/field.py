"""A lark's field: grain in early light."""

import math
from random import Random

from PIL import Image, ImageChops

from home.demo.pictures.land import blades, clouds, ground, layer, mist, profile
from home.demo.pictures.paint import (
    Point,
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
    shape,
    soften,
    tint,
)


def lark_field(size: Size) -> Image.Image:
    """A field of grain at sunrise, low hills behind it and larks above."""
    rng = generator(127)
    width, height = size
    picture = gradient(
        size, [(0, "#7fa3b5"), (0.22, "#b3c8c4"), (0.4, "#efdfbf"), (0.52, "#fbe2b2")]
    )
    sun = (width * 0.72, height * 0.44)
    picture = lighten(picture, glow(size, sun, width * 0.6, 2.0, 200), "#ffd591")
    bank = both(clouds(size, rng, 2, 10, 112, 200), ramp(size, 0.02, 0.42, 210, 60))
    picture = tint(picture, bank, "#fbe9cf")
    under = both(
        ImageChops.offset(bank, 0, round(height * 0.012)), clouds(size, rng, 3, 14, 100, 210)
    )
    picture = tint(picture, under.point([v // 3 for v in range(256)]), "#a9b4b4")
    picture = tint(picture, soften(disc(size, sun, width * 0.022), width / 1200), "#fffbe8")
    for row, (cells, top, bottom) in enumerate([(3, 0.42, 0.55), (2, 0.47, 0.6), (3, 0.53, 0.64)]):
        near = row / 2
        heights = profile(rng, 500, cells, octaves=4, detail=0.3, sharp=False)
        crest, foot = mix("#a7b6ae", "#5f7f63", near), mix("#e6dabb", "#a9b07a", near)
        land = shape(
            size,
            [ground(size, heights, top, bottom), *_copses(rng, size, heights, top, bottom, near)],
        )
        picture = layer(picture, land, [(top, crest), (bottom, foot)])
        picture = lighten(picture, both(land, glow(size, sun, width * 0.5, 1.8, 120)), "#f4cf8a")
        picture = mist(
            picture, rng, bottom - 0.1, bottom, bottom + 0.1, "#fae8c4", 0.6 - 0.25 * near
        )
    picture = _grain(picture, rng, sun)
    for x, y, scale, tilt in [
        (0.30, 0.20, 1.0, -0.25),
        (0.385, 0.285, 0.62, 0.1),
        (0.245, 0.33, 0.45, -0.1),
    ]:
        bird = shape(size, _lark((x * width, y * height), scale * width * 0.02, tilt))
        picture = tint(picture, bird, "#3d4d55")
    picture = lighten(picture, glow(size, sun, width * 0.42, 2.2, 70), "#ffe3a6")
    return finish(picture, rng, vignette=0.2)


def _copses(
    rng: Random, size: Size, heights: list[float], top: float, bottom: float, near: float
) -> list[list[Point]]:
    """Rounded groups of trees along a skyline."""
    width, height = size
    trees = []
    for _ in range(7 + round(6 * near)):
        middle = rng.random()
        for _ in range(rng.randint(3, 9)):
            x = middle + rng.gauss(0, 0.018)
            if not 0 < x < 1:
                continue
            rise = heights[int(x * (len(heights) - 1))]
            foot = (bottom - rise * (bottom - top)) * height
            radius = height * rng.uniform(0.006, 0.013) * (0.8 + 0.7 * near)
            trees.append(_crown(rng, (x * width, foot - radius * 0.6), radius))
    return trees


def _crown(rng: Random, middle: Point, radius: float) -> list[Point]:
    """The lobed outline of one leafy crown, a little taller than wide."""
    phases = [rng.uniform(0, 2 * math.pi) for _ in range(3)]
    outline = []
    for step in range(48):
        a = 2 * math.pi * step / 48
        lobes = sum(
            weight * math.sin(count * a + phase)
            for weight, count, phase in zip((0.09, 0.06, 0.04), (3, 5, 9), phases, strict=True)
        )
        reach = radius * (1 + lobes)
        outline.append((middle[0] + reach * math.cos(a), middle[1] + 1.15 * reach * math.sin(a)))
    return outline


def _grain(picture: Image.Image, rng: Random, sun: Point) -> Image.Image:
    """The picture with ripe grain in the foreground, a path through it and poppies."""
    size = picture.size
    width, height = size
    edge = profile(rng, 300, 2, octaves=2, detail=0.3, sharp=False)
    field = shape(size, [ground(size, edge, 0.625, 0.655)])
    waves = curve(fractal(size, rng, 3, 26, 5, 0.6), 50, 200).point(
        [92 + v * 76 // 255 for v in range(256)]
    )
    picture = layer(picture, field, [(0.62, "#efd592"), (0.76, "#d3ac5c"), (1, "#8a6a33")], waves)
    picture = lighten(
        picture, both(field, glow(size, (sun[0], height * 0.64), width * 0.36, 1.7, 150)), "#ffe7a8"
    )
    for rooted, tall, paint, count in [
        ((0.66, 0.72), 0.018, "#f3dc9c", 1500),
        ((0.71, 0.80), 0.036, "#e2bf72", 1500),
        ((0.79, 0.91), 0.065, "#c79c50", 1300),
        ((0.90, 1.03), 0.11, "#a67c3c", 1000),
        ((1.00, 1.12), 0.17, "#7d5b2c", 600),
    ]:
        picture = tint(picture, blades(rng, size, count, rooted, tall, 0.22), paint)
        if tall > 0.03:
            picture = _poppies(picture, rng, rooted, tall)
    return picture


def _poppies(
    picture: Image.Image, rng: Random, rooted: tuple[float, float], tall: float
) -> Image.Image:
    """The picture with a few poppies among the grain of one band."""
    size = picture.size
    width, height = size
    heads = []
    for _ in range(16):
        x, y = rng.random() * width, (rng.uniform(*rooted) - tall * rng.uniform(0.6, 0.95)) * height
        radius = width * (0.0012 + 0.042 * tall * rng.uniform(0.6, 1.0))
        turns = [math.pi * step / 8 for step in range(16)]
        heads.append(
            [
                (
                    x + radius * (0.85 + 0.15 * math.cos(4 * a)) * math.cos(a),
                    y + radius * 0.7 * (0.85 + 0.15 * math.sin(3 * a)) * math.sin(a),
                )
                for a in turns
            ]
        )
    return tint(picture, shape(size, heads), mix("#d96a4a", "#b5402f", tall * 6))


def _lark(place: Point, span: float, tilt: float) -> list[list[Point]]:
    """A small bird on the wing: two bent wings and a body."""
    x, y = place

    def at(along: float, up: float) -> Point:
        cos, sin = math.cos(tilt), math.sin(tilt)
        return x + span * (along * cos - up * sin), y - span * (along * sin + up * cos)

    left = [
        at(0.02, 0.05),
        at(-0.35, 0.42),
        at(-0.75, 0.5),
        at(-1.15, 0.32),
        at(-0.7, 0.3),
        at(-0.32, 0.14),
        at(-0.05, -0.1),
    ]
    right = [
        at(-0.02, 0.05),
        at(0.35, 0.5),
        at(0.72, 0.66),
        at(1.1, 0.55),
        at(0.72, 0.42),
        at(0.34, 0.18),
        at(0.08, -0.1),
    ]
    body = [
        at(0.34, 0.03),
        at(0.42, 0.0),
        at(0.3, -0.08),
        at(0, -0.13),
        at(-0.28, -0.08),
        at(-0.52, -0.14),
        at(-0.48, -0.03),
        at(-0.2, 0.07),
        at(0.12, 0.1),
    ]
    return [left, right, body]
