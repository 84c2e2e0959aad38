"""What the portraits are drawn from: a face's outline, its hair and its features."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops

from home.demo.pictures.paint import (
    Point,
    both,
    disc,
    glow,
    gradient,
    lighten,
    mix,
    ramp,
    shape,
    soften,
    tint,
)

Place = Callable[[float, float], Point]


@dataclass(frozen=True)
class Face:
    """What tells one portrait from another. Colours are `#rrggbb`."""

    seed: int
    sky: tuple[str, str]
    skin: str
    hair: str
    coat: str
    collar: str
    style: str  # "bob", "short", "bun" or "curls"
    has_glasses: bool = False
    has_beard: bool = False


def smooth(knots: list[Point], steps: int = 12) -> list[Point]:
    """A curve through the points (Catmull–Rom)."""
    ends = [knots[0], *knots, knots[-1]]
    line = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append(
                (
                    0.5
                    * (
                        2 * b[0]
                        + (c[0] - a[0]) * t
                        + (2 * a[0] - 5 * b[0] + 4 * c[0] - d[0]) * t * t
                        + (3 * b[0] - a[0] - 3 * c[0] + d[0]) * t**3
                    ),
                    0.5
                    * (
                        2 * b[1]
                        + (c[1] - a[1]) * t
                        + (2 * a[1] - 5 * b[1] + 4 * c[1] - d[1]) * t * t
                        + (3 * b[1] - a[1] - 3 * c[1] + d[1]) * t**3
                    ),
                )
            )
    return [*line, knots[-1]]


def head_outline(at: Place) -> list[Point]:
    """The outline of a head, chin at 14 and crown at −30."""
    half = [(0, 15), (6, 14), (11.5, 9), (15, 1), (16.6, -8), (16.2, -18), (12, -26), (0, -30)]
    points = [at(x, y) for x, y in half] + [at(-x, y) for x, y in reversed(half[1:-1])]
    return smooth([*points, points[0]])


def stroke(knots: list[Point], thick: float) -> list[Point]:
    """A curved line that is thickest in the middle."""
    line = smooth(knots, 8)
    last = len(line) - 1
    above, below = [], []
    for index, (x, y) in enumerate(line):
        half = thick / 2 * (0.35 + 0.65 * math.sin(math.pi * index / last))
        above.append((x, y - half))
        below.append((x, y + half))
    return [*above, *reversed(below)]


def hair_behind(picture: Image.Image, face: Face, at: Place, unit: float) -> Image.Image:
    """The picture with the hair that lies behind the head."""
    size = picture.size
    fill = gradient(size, [(0.1, face.hair), (0.75, mix(face.hair, "#0a0a14", 0.5))])
    if face.style == "bob":
        outline = smooth(
            [
                at(0, -34.5),
                at(15, -30),
                at(21.5, -14),
                at(21, 6),
                at(17, 15),
                at(8, 16),
                at(-8, 16),
                at(-17, 15),
                at(-21, 6),
                at(-21.5, -14),
                at(-15, -30),
                at(0, -34.5),
            ]
        )
        return tint(picture, shape(size, [outline]), fill)
    if face.style == "bun":
        picture = tint(picture, disc(size, at(3, -36), 8.5 * unit, 0.9), fill)
        return tint(picture, disc(size, at(0, -14), 18.4 * unit, 1.05), fill)
    if face.style == "curls":
        mask = disc(size, at(0, -16), 20 * unit, 0.98)
        for index in range(22):
            a = math.pi * (0.82 + 1.36 * index / 21)
            mask = ImageChops.lighter(
                mask,
                disc(
                    size,
                    at(20 * math.cos(a), -15 + 20 * math.sin(a)),
                    (4.1 + index % 3 * 0.7) * unit,
                ),
            )
        return tint(picture, mask, fill)
    return picture


def hair_before(
    picture: Image.Image, face: Face, rng: Random, at: Place, unit: float
) -> Image.Image:
    """The picture with the hair that falls over the forehead, and light on it."""
    size = picture.size
    shapes = {
        "bob": [
            (-17.5, 4),
            (-19.8, -12),
            (-15, -28),
            (0, -33.8),
            (15, -28),
            (19.8, -12),
            (17.5, 4),
            (16.2, -8),
            (13, -17),
            (3, -22),
            (-6, -18),
            (-13.5, -13),
            (-16.2, -5),
            (-17.5, 4),
        ],
        "short": [
            (-17, -6),
            (-18.2, -18),
            (-13, -29.5),
            (0, -34),
            (14, -30),
            (18.4, -18),
            (17, -6),
            (15.6, -12),
            (13.2, -19.5),
            (4, -20.5),
            (-7, -22.5),
            (-13.6, -18),
            (-15.6, -12),
            (-17, -6),
        ],
        "bun": [
            (-17, -4),
            (-17.6, -18),
            (-12, -29),
            (0, -32.4),
            (12, -29),
            (17.6, -18),
            (17, -4),
            (15, -14),
            (9, -20.5),
            (0, -23),
            (-9, -20.5),
            (-15, -14),
            (-17, -4),
        ],
        "curls": [
            (-17.6, -5),
            (-19, -18),
            (-13, -30),
            (0, -34),
            (13, -30),
            (19, -18),
            (17.6, -5),
            (15.4, -13),
            (10.5, -18),
            (5, -17.5),
            (0, -20.5),
            (-5, -17.5),
            (-10.5, -18),
            (-15.4, -13),
            (-17.6, -5),
        ],
    }
    outline = smooth([at(x, y) for x, y in shapes[face.style]])
    mask = shape(size, [outline])
    if face.style == "curls":
        for index in range(15):
            a = math.pi * (0.93 + 1.14 * index / 14)
            curl = disc(
                size, at(14.8 * math.cos(a), -14 + 11 * math.sin(a)), (3.6 + index % 2) * unit
            )
            mask = ImageChops.lighter(mask, curl)
    fall = soften(ImageChops.offset(mask, 0, round(1.2 * unit)), unit).point(
        [v // 4 for v in range(256)]
    )
    picture = tint(
        picture, both(fall, shape(size, [head_outline(at)])), mix(face.skin, "#3a1c1c", 0.6)
    )
    fill = gradient(size, [(0.12, mix(face.hair, "#ffffff", 0.08)), (0.45, face.hair)])
    strands = []
    for _ in range(0 if face.style == "curls" else 26):
        x = rng.uniform(-15, 13)
        strands.append(stroke([at(x * 0.5, -33), at(x * 0.95, -27), at(x * 1.18, -15)], 0.5 * unit))
    shine = both(soften(shape(size, strands), unit * 0.25), ramp(size, 0.16, 0.4, 70, 20))
    fill = lighten(fill, shine, mix(face.hair, "#ffe9cf", 0.6))
    fill = lighten(
        fill, glow(size, at(-9, -28), 15 * unit, 1.4, 80), mix(face.hair, "#fff0da", 0.5)
    )
    return tint(picture, mask, fill)
