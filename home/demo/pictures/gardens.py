"""Scenes close at hand: birches in a meadow and a raked stone garden."""

import math
from random import Random

from PIL import Image, ImageChops, ImageDraw

from home.demo.pictures.land import blades, ground, layer, mist, profile
from home.demo.pictures.paint import (
    Point,
    Size,
    both,
    curve,
    finish,
    fractal,
    generator,
    glow,
    gradient,
    lighten,
    mix,
    noise,
    ramp,
    relief,
    shade,
    shape,
    soften,
    tint,
)


def birch_meadow(size: Size) -> Image.Image:
    """Birch trunks in a summer meadow, the sun low behind the wood."""
    rng = generator(97)
    width, height = size
    picture = gradient(
        size,
        [(0, "#a9c3b4"), (0.3, "#d5dfbd"), (0.55, "#f4ecc6"), (0.72, "#c9d08f"), (1, "#5f7f45")],
    )
    sun = (width * 0.42, height * 0.42)
    picture = lighten(picture, glow(size, sun, width * 0.55, 1.9, 200), "#fff0bd")
    for near in (0.0, 0.3, 0.6):
        canopy = _leaves(size, rng, 0.62 - 0.1 * near, 26 + int(20 * (1 - near)), 118 + 14 * near)
        picture = tint(
            picture,
            canopy.point([round(v * (0.45 + 0.3 * near)) for v in range(256)]),
            mix("#c3d1a5", "#6d8f56", near),
        )
        trunks = [
            _trunk(rng, size, rng.random(), 0.66 + 0.05 * near, 0.003 + 0.004 * near)
            for _ in range(26 - int(20 * near))
        ]
        picture = tint(picture, shape(size, trunks), mix("#e6e6cf", "#b7bd9c", near))
        picture = mist(picture, rng, 0.4, 0.66, 0.8, "#f7f0cc", 0.55 - 0.3 * near)
    rise = profile(rng, 300, 2, octaves=2, detail=0.3, sharp=False)
    meadow = shape(size, [ground(size, rise, 0.66, 0.72)])
    patches = curve(fractal(size, rng, 4, 18, 5, 0.55), 60, 190).point(
        [96 + v * 70 // 255 for v in range(256)]
    )
    picture = layer(
        picture, meadow, [(0.66, "#dfe09c"), (0.78, "#a3b663"), (1, "#476b34")], patches
    )
    picture = lighten(
        picture, both(meadow, glow(size, (sun[0], height * 0.7), width * 0.4, 1.8, 130)), "#fff0a8"
    )
    for x, foot, thick in [
        (0.09, 0.84, 0.017),
        (0.235, 0.775, 0.0105),
        (0.66, 0.79, 0.012),
        (0.80, 0.90, 0.022),
        (0.93, 0.77, 0.010),
    ]:
        picture = _birch(picture, rng, x, foot, thick)
    for rooted, tall, paint, count in [
        ((0.74, 0.82), 0.035, "#b5c271", 900),
        ((0.80, 0.92), 0.06, "#86a052", 1100),
        ((0.90, 1.02), 0.10, "#5d8040", 1100),
        ((0.98, 1.08), 0.15, "#39602f", 700),
    ]:
        picture = tint(picture, blades(rng, size, count, rooted, tall, 0.1), paint)
        if tall > 0.04:
            picture = _flowers(picture, rng, rooted, tall, 85)
    over = _leaves(size, rng, 0.2, 34, 132)
    picture = tint(picture, over.point([v * 4 // 5 for v in range(256)]), "#5f854a")
    picture = lighten(picture, glow(size, sun, width * 0.5, 2.2, 80), "#fff3c4")
    return finish(picture, rng, vignette=0.24)


def _leaves(size: Size, rng: Random, lowest: float, columns: int, threshold: float) -> Image.Image:
    """A mask of foliage, dense above and broken towards the fraction `lowest`."""
    rough = fractal(size, rng, 5, 4, octaves=2, detail=0.5)
    fine = fractal(size, rng, columns, columns * 2 // 3, octaves=4, detail=0.75)
    mass = Image.blend(rough, fine, 0.55)
    mass = ImageChops.subtract(mass, ramp(size, 0.0, lowest, 0, 70))
    return both(curve(mass, threshold - 8, threshold + 8), ramp(size, lowest * 0.7, lowest, 255, 0))


def _trunk(rng: Random, size: Size, x: float, foot: float, thick: float) -> list[Point]:
    """The outline of one slender trunk that leaves the picture at the top."""
    width, height = size
    lean, bow = rng.uniform(-0.025, 0.025), rng.uniform(-0.012, 0.012)
    left, right = [], []
    for step in range(13):
        share = step / 12
        middle = (x + lean * share + bow * math.sin(share * math.pi)) * width
        half = thick * width / 2 * (1.15 - 0.45 * share + 0.5 * max(0.0, 0.08 - share) / 0.08)
        y = (foot - (foot + 0.02) * share) * height
        left.append((middle - half, y))
        right.append((middle + half, y))
    return [*left, *reversed(right)]


def _birch(picture: Image.Image, rng: Random, x: float, foot: float, thick: float) -> Image.Image:
    """The picture with one near birch: pale rounded bark with dark marks."""
    size = picture.size
    width, height = size
    outline = _trunk(rng, size, x, foot, thick)
    mask = shape(size, [outline])
    shadow = [
        (x * width - 4, foot * height),
        (x * width + thick * width, foot * height),
        ((x + 0.17 * (x - 0.42) * 3) * width, height * (foot + 0.14)),
        ((x + 0.15 * (x - 0.42) * 3) * width, height * (foot + 0.14)),
    ]
    fall = both(soften(shape(size, [shadow]), width / 300), ramp(size, foot, foot + 0.14, 130, 0))
    picture = tint(picture, fall, "#33502a")
    bark = Image.new("RGB", size, "#eeebdc")
    marks = curve(fractal(size, rng, 60, 130, 3, 0.6), 168, 190)
    bark = tint(bark, marks.point([v * 3 // 4 for v in range(256)]), "#4b463f")
    lines = outline[:13]
    draw = ImageDraw.Draw(bark)
    for _ in range(34):
        step = rng.randint(0, 11)
        bx, by = lines[step]
        y = by - rng.random() * height * 0.06
        long = thick * width * rng.uniform(0.15, 0.6)
        start = bx + rng.choice([0.0, thick * width * 0.75 - long * 0.5])
        draw.ellipse(
            (
                start - long * 0.3,
                y,
                start + long,
                y + max(1.5, thick * width * rng.uniform(0.03, 0.11)),
            ),
            fill="#3c3833",
        )
    # Light comes from behind: a bright rim on the sun's side, the rest in soft shade.
    side = 1 if x < 0.42 else -1
    offset = round(thick * width * 0.42)
    inner = soften(ImageChops.offset(mask, -side * offset, 0), thick * width * 0.22)
    bark = tint(bark, both(inner, mask).point([v * 11 // 20 for v in range(256)]), "#7b7f70")
    bark = tint(bark, ramp(size, foot - 0.08, foot, 0, 120), "#6d7f4d")
    return tint(picture, mask, bark)


def _flowers(
    picture: Image.Image, rng: Random, foot: tuple[float, float], tall: float, count: int
) -> Image.Image:
    """The picture with small flowers among the grass of one band."""
    size = picture.size
    width, height = size
    heads: dict[str, list[list[Point]]] = {"#fbf6e3": [], "#f2cf5b": [], "#b7a3d6": []}
    for _ in range(count):
        x, y = rng.random() * width, (rng.uniform(*foot) - tall * rng.uniform(0.3, 0.8)) * height
        radius = width * (0.0009 + 0.028 * tall * rng.uniform(0.5, 1.0))
        ring = [
            (x + radius * math.cos(a), y + radius * 0.8 * math.sin(a))
            for a in (i * math.pi / 5 for i in range(10))
        ]
        heads[rng.choice(list(heads))].append(ring)
    for paint, rings in heads.items():
        picture = tint(picture, shape(size, rings), paint)
    return picture


def stone_garden(size: Size) -> Image.Image:
    """Five stones in raked sand, in slanting light."""
    rng = generator(103)
    width, height = size
    stones = [
        (0.34, 0.50, 0.115, 0.80),
        (0.475, 0.60, 0.062, 0.72),
        (0.29, 0.645, 0.042, 0.7),
        (0.77, 0.30, 0.070, 0.78),
        (0.845, 0.365, 0.034, 0.7),
    ]
    sand = gradient(size, [(0, "#d9d3c4"), (0.5, "#e6dfcf"), (1, "#cfc6b4")])
    heights = _raked(size, stones)
    step = max(1, round(width / 640))
    light = soften(relief(heights, -step, -step, 0.9), width / 1900)
    speckle = fractal(size, rng, 500, 333, 2, 0.8).point(
        [round(128 + (v - 128) * 0.3) for v in range(256)]
    )
    picture = shade(shade(sand, light), speckle)
    picture = shade(
        picture,
        soften(noise(size, rng, 5, 4), width / 50).point([112 + v // 8 for v in range(256)]),
    )
    for x, y, radius, squash in stones:
        picture = _stone(picture, rng, x * width, y * height, radius * width, squash)
    sun = glow(size, (0, 0), width * 0.95, 1.3, 70)
    picture = lighten(picture, sun, "#ffe9bf")
    return finish(picture, rng, grain=0.03, vignette=0.3)


def _raked(size: Size, stones: list[tuple[float, float, float, float]]) -> Image.Image:
    """Heights of sand raked in lines across, and in rings around each group of stones."""
    small = (720, 480)
    image = Image.new("L", small)
    groups = [(stones[0], 0.205), (stones[3], 0.135)]
    pitch = 11.0
    values = bytearray(small[0] * small[1])
    wave = [round(128 + 100 * math.sin(2 * math.pi * i / 256)) for i in range(256)]
    for row in range(small[1]):
        start = row * small[0]
        for column in range(small[0]):
            place = row + 7 * math.sin(column / 112)
            for (x, y, _, _), reach in groups:
                dx, dy = column - x * small[0], (row - y * small[1]) * 1.12
                away = math.hypot(dx, dy)
                if away < reach * small[0]:
                    place = away
                    break
            values[start + column] = wave[int(place / pitch * 256) & 255]
    image.frombytes(bytes(values))
    return soften(image.resize(size, Image.Resampling.BICUBIC), size[0] / 700)


def _stone(
    picture: Image.Image, rng: Random, x: float, y: float, radius: float, squash: float
) -> Image.Image:
    """The picture with one rounded stone and the shadow it throws to the lower right."""
    size = picture.size
    wobble = [rng.uniform(-1, 1) for _ in range(5)]
    outline = []
    for index in range(160):
        a = 2 * math.pi * index / 160
        reach = radius * (
            1 + sum(w * 0.05 / (k + 1) * math.cos((k + 1) * a + k) for k, w in enumerate(wobble))
        )
        outline.append((x + reach * math.cos(a), y + reach * squash * math.sin(a)))
    mask = shape(size, [outline])
    for spread, strength, reach in ((0.30, 0.55, 0.42), (0.08, 0.75, 0.16)):
        moved = ImageChops.offset(mask, round(radius * reach), round(radius * reach * 0.7))
        shadow = soften(moved, radius * spread * 0.5).point(
            [round(v * strength) for v in range(256)]
        )
        picture = tint(picture, shadow, "#4a4650")
    tone = rng.choice(["#7b7f84", "#6d7378", "#83827f"])
    body = Image.new("RGB", size, tone)
    grain = fractal(size, rng, 60, 40, 5, 0.7)
    body = shade(body, relief(grain, -2, -2, 0.8))
    veins = curve(fractal(size, rng, 12, 26, 4, 0.6), 128, 150, 60)
    body = tint(body, veins, "#a9a7a0")
    lit = glow(size, (x - radius * 0.42, y - radius * squash * 0.5), radius * 1.25, 1.1, 210)
    body = lighten(body, lit, "#b9b09a")
    dome = soften(mask, radius * 0.22)
    rim = ImageChops.invert(ImageChops.offset(dome, -round(radius * 0.3), -round(radius * 0.26)))
    body = tint(body, rim.point([v * 4 // 5 for v in range(256)]), "#2f3238")
    return tint(picture, mask, body)
