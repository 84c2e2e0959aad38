"""Scenes made by weather: mist in a forest, rain on hills, dunes in evening light."""

import math
from random import Random

from PIL import Image, ImageChops, ImageDraw

from home.demo.pictures.land import blades, clouds, ground, layer, mist, profile, wood
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
    noise,
    ramp,
    relief,
    shade,
    shape,
    soften,
    tint,
)


def forest_mist(size: Size) -> Image.Image:
    """Fir-covered slopes fading into morning mist."""
    rng = generator(41)
    width, height = size
    picture = gradient(size, [(0, "#cfdcd6"), (0.3, "#e7e6d6"), (0.6, "#d8e2da"), (1, "#9fb8b0")])
    picture = lighten(
        picture, glow(size, (width * 0.62, height * 0.12), width * 0.5, 1.8, 170), "#fff1cf"
    )
    rows = 7
    for row in range(rows):
        near = row / (rows - 1)
        heights = profile(rng, 400, 2 + row % 3, octaves=3, detail=0.4, sharp=False)
        top, bottom = 0.22 + 0.56 * near, 0.42 + 0.58 * near
        tree = 0.055 + 0.27 * near**1.6
        crest = mix("#bccdc8", "#122a2a", near**0.85)
        foot = mix("#dfe8e1", "#2b4a47", near**1.2)
        trees = wood(
            rng, size, heights, top, bottom, tree, 0.0042 + 0.02 * near**1.5, 0.05 + 0.2 * near
        )
        mask = shape(size, [ground(size, heights, top, bottom), *trees])
        picture = layer(picture, mask, [(top - tree, crest), (bottom, foot), (bottom + 0.1, foot)])
        if row < rows - 1:
            picture = mist(
                picture, rng, top - 0.02, bottom + 0.05, bottom + 0.24, "#e9eee6", 0.85 - 0.3 * near
            )
    beams = _beams(size, rng, (width * 0.62, -height * 0.1))
    picture = lighten(picture, beams, "#fff3d6")
    return finish(picture, rng, vignette=0.2)


def _beams(size: Size, rng: Random, source: Point) -> Image.Image:
    """A mask of soft shafts of light that fan out from a point above the picture."""
    width, height = size
    x, y = source
    shafts = []
    for _ in range(9):
        middle, half = rng.uniform(0.9, 2.3), rng.uniform(0.012, 0.05)
        ends = [
            (x + 2 * height * math.cos(a), y + 2 * height * math.sin(a))
            for a in (middle - half, middle + half)
        ]
        shafts.append([(x, y), *ends])
    light = soften(shape(size, shafts), width / 70)
    return both(light, ramp(size, 0.05, 0.85, 80, 0))


def rain_on_hills(size: Size) -> Image.Image:
    """Green hills under a passing shower, with light breaking in the west."""
    rng = generator(53)
    width, height = size
    picture = gradient(
        size, [(0, "#56666f"), (0.3, "#8a9a9f"), (0.5, "#c6cdc6"), (0.62, "#e4e2d0")]
    )
    heavy = clouds(size, rng, 3, 5, 70, 200)
    heavy = both(heavy, ramp(size, 0.1, 0.55, 255, 40))
    picture = tint(picture, heavy.point([v * 7 // 10 for v in range(256)]), "#414f59")
    bright = clouds(size, rng, 3, 6, 120, 220)
    picture = lighten(picture, both(bright, ramp(size, 0.0, 0.5, 110, 30)), "#dfe4de")
    picture = lighten(
        picture, glow(size, (width * 0.2, height * 0.46), width * 0.42, 2, 190), "#fbe9b8"
    )
    picture = _curtain(picture, rng)
    rows = 6
    for row in range(rows):
        near = row / (rows - 1)
        top, bottom = 0.46 + 0.32 * near, 0.60 + 0.36 * near
        heights = profile(
            rng, 500, 2 + (rows - row) // 3, octaves=4 - row // 3, detail=0.3, sharp=False
        )
        mask = shape(size, [ground(size, heights, top, bottom)])
        crest = mix("#98aaa6", "#24402c", near**0.75)
        foot = mix("#c3cec3", "#5b7a48", near)
        patches = curve(fractal(size, rng, 4, 16, 4, 0.5), 90, 165)
        light = patches.point([108 + v * 46 // 255 for v in range(256)])
        picture = layer(picture, mask, [(top, crest), (bottom + 0.04, foot)], light)
        sunlit = both(
            both(mask, glow(size, (width * 0.28, height * (top + 0.08)), width * 0.34, 1.6, 170)),
            patches,
        )
        picture = lighten(picture, sunlit, "#e8d98f")
        if row % 2 == 1 and row < rows - 1:
            heights_low = [max(0.0, value - 0.05) for value in heights]
            hedge = wood(rng, size, heights_low, top, bottom, 0.012 + 0.02 * near, 0.004, 0.62)
            picture = layer(picture, shape(size, hedge), [(0, mix("#7f9188", "#2b4430", near))])
        if row < rows - 1:
            picture = mist(
                picture,
                rng,
                bottom - 0.1,
                bottom + 0.02,
                bottom + 0.14,
                "#d4dad2",
                0.5 - 0.4 * near,
            )
    picture = lighten(picture, _rain(size, rng), "#dfe8e8")
    return finish(picture, rng)


def _curtain(picture: Image.Image, rng: Random) -> Image.Image:
    """The picture with the grey veil of a shower standing over the far hills."""
    size = picture.size
    width, height = size
    columns = soften(noise(size, rng, 26, 2), width / 200)
    veil = both(curve(columns, 60, 220, 150), ramp(size, 0.1, 0.4))
    side = Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90).resize(size)
    veil = both(veil, curve(side, 90, 210))
    slant = veil.transform(
        size, Image.Transform.AFFINE, (1, 0.22, -0.1 * width, 0, 1, 0), Image.Resampling.BILINEAR
    )
    return tint(picture, slant, "#5f6f78")


def _rain(size: Size, rng: Random) -> Image.Image:
    """A mask of fine slanting rain, sparse and soft."""
    width, height = size
    scale = 2
    mask = Image.new("L", (width * scale, height * scale))
    draw = ImageDraw.Draw(mask)
    for _ in range(900):
        x, y = rng.uniform(0, 1.2) * width * scale, rng.uniform(-0.05, 1) * height * scale
        long = rng.uniform(0.02, 0.06) * height * scale
        draw.line(
            (x, y, x - long * 0.2, y + long),
            fill=rng.randint(14, 52),
            width=max(1, round(scale * width / 2400)),
        )
    return mask.reduce(scale)


def dunes(size: Size) -> Image.Image:
    """Sand in low evening light, each crest dividing sun from shade."""
    rng = generator(67)
    width, height = size
    picture = gradient(
        size, [(0, "#6f86a6"), (0.22, "#b3b2b8"), (0.38, "#ecc9a6"), (0.48, "#f8dcb0")]
    )
    sun = (width * 0.8, height * 0.36)
    picture = lighten(picture, glow(size, sun, width * 0.5, 2.2, 210), "#ffd9a0")
    picture = lighten(picture, soften(disc(size, sun, width * 0.02), width / 1200), "#fffaf0")
    streaks = both(clouds(size, rng, 2, 18, 130, 215), ramp(size, 0.02, 0.3, 40, 150))
    picture = tint(picture, streaks, "#f6d6bd")
    rows = 6
    for row in range(rows):
        near = row / (rows - 1)
        top, bottom = 0.40 + 0.34 * near, 0.50 + 0.40 * near
        heights = profile(rng, 500, 2 + (1 - row % 2), octaves=2, detail=0.25, sharp=False)
        picture = _dune(picture, rng, heights, top, bottom, near)
        if row < rows - 2:
            haze = both(
                ramp(size, top, bottom + 0.04), ramp(size, bottom + 0.04, bottom + 0.3, 255, 0)
            )
            strength = 0.5 - 0.45 * near
            picture = tint(
                picture, haze.point([round(v * strength) for v in range(256)]), "#f9e0bd"
            )
    grass = blades(rng, size, 90, (0.985, 1.03), 0.16, 0.4)
    corner = Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90).resize(size)
    picture = tint(picture, both(grass, curve(corner, 120, 200)), "#5b3f35")
    return finish(picture, rng, vignette=0.2)


def _dune(
    picture: Image.Image, rng: Random, heights: list[float], top: float, bottom: float, near: float
) -> Image.Image:
    """The picture with one dune whose crest parts the lit side from the shaded."""
    size = picture.size
    width, height = size
    body = shape(size, [ground(size, heights, top, bottom)])
    lit, shadow = mix("#f4d3a6", "#e0a468", near), mix("#cfa08c", "#70453f", near**0.7)
    sand = gradient(size, [(top, lit), (bottom + 0.2, mix(lit, shadow, 0.35))])
    if near > 0.5:
        grains = noise(size, rng, 9, 90)
        ripples = soften(relief(grains, 0, max(1, round(height / 500)), 0.5 * near), width / 700)
        sand = shade(sand, ripples)
    lee = _lee(size, rng, heights, top, bottom)
    sand = tint(sand, lee, gradient(size, [(top, shadow), (bottom + 0.1, mix(shadow, lit, 0.25))]))
    picture = tint(picture, body, sand)
    rim = ImageChops.subtract(body, ImageChops.offset(body, 0, max(1, round(height / 500))))
    return lighten(picture, both(rim, ramp(size, top - 0.05, bottom, 120, 40)), "#ffe9c4")


def _lee(size: Size, rng: Random, heights: list[float], top: float, bottom: float) -> Image.Image:
    """A mask of a dune's shaded side: hard along the crest, lost towards the hollow."""
    count = len(heights)
    dark = [0.0] * count
    summit = 0
    for index in range(count - 2, -1, -1):
        if heights[index + 1] <= heights[index]:
            summit = 0
            continue
        summit = summit or index + 1
        hollow = max(i for i in range(index + 1) if i == 0 or heights[i - 1] >= heights[i])
        climb = (heights[index] - heights[hollow]) / (heights[summit] - heights[hollow])
        dark[index] = min(1.0, climb) ** 0.8
    row = Image.new("L", (count, 1))
    row.putdata([round(235 * value) for value in dark])
    columns, rows = 960, 320
    flat = row.resize((columns, 1), Image.Resampling.BILINEAR)
    sway, lean = rng.uniform(0.02, 0.045), rng.uniform(0.10, 0.22)
    mask = Image.new("L", (columns, rows))
    for line in range(rows):
        down = max(0.0, line / rows - top)
        bend = lean * down + sway * math.sin(down * 16)
        mask.paste(ImageChops.offset(flat, round(bend * columns), 0), (0, line))
    mask = soften(mask.resize(size, Image.Resampling.BICUBIC), size[0] / 900)
    return both(mask, ramp(size, bottom - 0.02, bottom + 0.24, 255, 0))
