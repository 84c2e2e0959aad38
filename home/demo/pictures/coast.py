"""A small harbour at night."""

import math
from random import Random

from PIL import Image, ImageDraw

from home.demo.pictures.land import clouds, ground, layer, mirror, profile, stars
from home.demo.pictures.paint import (
    Point,
    Size,
    both,
    finish,
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


def harbour_night(size: Size) -> Image.Image:
    """A small harbour after dark: houses on a hillside, boats at rest, lamps in the water."""
    rng = generator(83)
    width, height = size
    shore = 0.62
    picture = gradient(
        size, [(0, "#0b1631"), (0.3, "#1c2f57"), (0.5, "#4a5580"), (0.62, "#8f7f98")]
    )
    picture = stars(picture, rng, 420, 0.4)
    veil = both(clouds(size, rng, 2, 12, 115, 210), ramp(size, 0.05, 0.5, 40, 130))
    picture = lighten(picture, veil, "#6a6f9a")
    for cells, top, bottom, crest, foot in [
        (3, 0.38, 0.58, "#4d5a84", "#6f6d92"),
        (2, 0.40, 0.60, "#2b3963", "#4a5078"),
    ]:
        heights = profile(rng, 500, cells, octaves=4, detail=0.35, sharp=False)
        picture = layer(
            picture,
            shape(size, [ground(size, heights, top, bottom)]),
            [(top, crest), (bottom, foot)],
        )
    hill = profile(rng, 500, 2, octaves=3, detail=0.3, sharp=False)
    picture = layer(
        picture,
        shape(size, [ground(size, hill, 0.45, 0.605)]),
        [(0.45, "#18244a"), (0.62, "#232c50")],
    )
    picture, lamps = _village(picture, rng, hill, 0.45, 0.605, shore)
    for x, y, radius in lamps:
        picture = lighten(picture, glow(size, (x, y), radius, 2.2, 150), "#ffb866")
    picture = mirror(
        picture, rng, shore, 0.0016, [(0, "#3a4166"), (0.5, "#152143"), (1, "#0a1230")], 0.82
    )
    picture = _lamp_trails(picture, rng, lamps, shore)
    picture = _boats(picture, rng, shore)
    return finish(picture, rng)


def _village(
    picture: Image.Image, rng: Random, hill: list[float], top: float, bottom: float, shore: float
) -> tuple[Image.Image, list[tuple[float, float, float]]]:
    """The picture with houses up a hillside, and its lamps as x, y and reach of their light."""
    size = picture.size
    width, height = size
    houses = []
    for _ in range(120):
        x = rng.triangular(0.02, 0.98, 0.46)
        rise = hill[int(x * (len(hill) - 1))]
        skyline = bottom - rise * (bottom - top)
        y = rng.uniform(skyline + 0.03, shore - 0.004)
        houses.append((y, x))
    houses += [
        (shore - 0.002, 0.05 + 0.9 * index / 38 + rng.uniform(-0.008, 0.008)) for index in range(39)
    ]
    houses.sort()
    lamps = []
    for y, x in houses:
        scale = 0.55 + 0.75 * (y - top) / (shore - top)
        wide, tall = (
            width * 0.015 * scale * rng.uniform(0.8, 1.3),
            height * 0.021 * scale * rng.uniform(0.9, 1.4),
        )
        left, foot = x * width, y * height
        tone = rng.choice(["#33406a", "#3d4670", "#2a3660", "#474a72"])
        gable = height * 0.011 * scale
        walls = [(left, foot), (left, foot - tall), (left + wide, foot - tall), (left + wide, foot)]
        roof = [
            (left - 1, foot - tall),
            (left + wide / 2, foot - tall - gable),
            (left + wide + 1, foot - tall),
        ]
        picture = _patch(picture, walls, tone)
        picture = _patch(picture, roof, mix(tone, "#0c1430", 0.45))
        for column in range(2):
            if rng.random() < 0.42:
                wx, wy = left + wide * (0.2 + 0.42 * column), foot - tall * rng.choice([0.75, 0.45])
                pane = wide * 0.17
                light = rng.choice(["#ffcf83", "#ffe0a6", "#ffbe6b"])
                picture = _patch(
                    picture,
                    [
                        (wx, wy),
                        (wx + pane, wy),
                        (wx + pane, wy + pane * 1.3),
                        (wx, wy + pane * 1.3),
                    ],
                    light,
                )
                if rng.random() < 0.3:
                    lamps.append((wx + pane / 2, wy + pane / 2, width * 0.014 * scale))
    for index in range(11):
        x = (0.06 + 0.088 * index + rng.uniform(-0.01, 0.01)) * width
        lamps.append((x, (shore - 0.016) * height, width * 0.03))
        picture = _patch(
            picture,
            [
                (x - 2, (shore - 0.018) * height),
                (x + 2, (shore - 0.018) * height),
                (x + 2, (shore - 0.014) * height),
                (x - 2, (shore - 0.014) * height),
            ],
            "#fff2cf",
        )
    return picture, lamps


def _patch(picture: Image.Image, polygon: list[Point], paint: str) -> Image.Image:
    """The picture, drawn on in place, with one small smooth-edged polygon."""
    left, top = (math.floor(min(point[axis] for point in polygon)) - 1 for axis in (0, 1))
    right, bottom = (math.ceil(max(point[axis] for point in polygon)) + 2 for axis in (0, 1))
    mask = shape((right - left, bottom - top), [[(x - left, y - top) for x, y in polygon]])
    picture.paste(paint, (left, top), mask)
    return picture


def _lamp_trails(
    picture: Image.Image, rng: Random, lamps: list[tuple[float, float, float]], shore: float
) -> Image.Image:
    """The picture with each lamp drawn out into a broken trail on the water."""
    size = picture.size
    width, height = size
    trails = Image.new("L", size)
    draw = ImageDraw.Draw(trails)
    for x, _, reach in lamps:
        long = reach / width * 9 * height * rng.uniform(0.5, 0.9)
        steps = int(long / 5)
        for step in range(steps):
            share = step / steps
            y = shore * height + share * long
            half = reach * (0.10 + 0.3 * share) * rng.uniform(0.4, 1.2)
            sway = rng.uniform(-1, 1) * reach * 0.16 * share
            draw.line(
                (x + sway - half, y, x + sway + half, y),
                fill=round(210 * (1 - share) ** 1.3),
                width=2,
            )
    trails = soften(trails, width / 1100)
    picture = lighten(picture, trails, "#ffbd70")
    return lighten(picture, soften(trails, width / 200), "#d98a4a")


def _boats(picture: Image.Image, rng: Random, shore: float) -> Image.Image:
    """The picture with small sailing boats at their moorings."""
    width, height = picture.size
    for x, y, scale in [
        (0.17, 0.70, 1.0),
        (0.33, 0.665, 0.6),
        (0.60, 0.675, 0.7),
        (0.80, 0.755, 1.5),
        (0.93, 0.67, 0.6),
    ]:
        px, py, unit = x * width, y * height, scale * width * 0.024
        dark = "#0c1532"
        mast = unit * 2.5
        picture = _patch(
            picture,
            [
                (px - unit, py - unit * 0.24),
                (px + unit * 1.12, py - unit * 0.3),
                (px + unit * 0.8, py + unit * 0.06),
                (px - unit * 0.78, py + unit * 0.06),
            ],
            dark,
        )
        picture = _patch(
            picture,
            [
                (px - unit * 0.35, py - unit * 0.25),
                (px - unit * 0.25, py - unit * 0.46),
                (px + unit * 0.4, py - unit * 0.46),
                (px + unit * 0.5, py - unit * 0.25),
            ],
            "#1b274c",
        )
        thick = max(0.8, unit * 0.025)
        picture = _patch(
            picture,
            [(px - thick, py - mast), (px + thick, py - mast), (px + thick, py), (px - thick, py)],
            dark,
        )
        for end in (-0.95, 1.08):
            picture = _patch(
                picture,
                [
                    (px, py - mast),
                    (px + 0.8, py - mast),
                    (px + end * unit + 0.5, py - unit * 0.26),
                    (px + end * unit - 0.5, py - unit * 0.26),
                ],
                "#1b274c",
            )
        fall = Image.new("L", picture.size)
        ImageDraw.Draw(fall).polygon(
            [
                (px - unit * 0.8, py + unit * 0.06),
                (px + unit * 0.8, py + unit * 0.06),
                (px + unit * 0.3, py + unit * 1.1),
                (px - unit * 0.3, py + unit * 1.1),
            ],
            fill=120,
        )
        picture = tint(picture, soften(fall, unit * 0.12), dark)
        picture = lighten(
            picture,
            glow(picture.size, (px - unit * 0.05, py - unit * 0.36), unit * 0.55, 2.4, 170),
            "#ffc67c",
        )
    return picture
