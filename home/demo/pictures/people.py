"""Illustrated portraits and the clinic's mark: calm, plain shapes with soft light."""

from PIL import Image, ImageChops

from home.demo.pictures.face import (
    Face,
    Place,
    hair_before,
    hair_behind,
    head_outline,
    smooth,
    stroke,
)
from home.demo.pictures.paint import (
    Point,
    Size,
    both,
    colour,
    disc,
    finish,
    generator,
    glow,
    gradient,
    lighten,
    mix,
    shape,
    soften,
    tint,
)


def portrait(size: Size, face: Face) -> Image.Image:
    """Head and shoulders before a soft evening sky. Squares suit it best."""
    rng = generator(face.seed)
    width, height = size
    unit = min(size) / 100

    def at(x: float, y: float) -> Point:
        return width / 2 + x * unit, height / 2 + y * unit

    picture = gradient(size, [(0, face.sky[0]), (1, face.sky[1])])
    picture = lighten(picture, glow(size, at(-16, -18), 62 * unit, 1.6, 120), "#fff4dc")
    picture = tint(
        picture, disc(size, at(0, 0), 41 * unit).point([v // 7 for v in range(256)]), "#ffffff"
    )
    dark, deep = mix(face.skin, "#5a2c2a", 0.30), mix(face.hair, "#0a0a14", 0.35)
    picture = hair_behind(picture, face, at, unit)
    shoulders = smooth(
        [
            at(-45, 54),
            at(-42, 36),
            at(-30, 27.5),
            at(-12, 22),
            at(0, 20.5),
            at(12, 22),
            at(30, 27.5),
            at(42, 36),
            at(45, 54),
        ]
    )
    coat = shape(size, [[*shoulders, at(45, 60), at(-45, 60)]])
    neck = shape(
        size,
        [
            smooth(
                [at(-8, 4), at(-8.2, 18), at(-13, 25), at(0, 34), at(13, 25), at(8.2, 18), at(8, 4)]
            )
        ],
    )
    cloth = gradient(size, [(0.7, face.coat), (1, mix(face.coat, "#10141f", 0.45))])
    cloth = lighten(cloth, glow(size, at(-24, 30), 34 * unit, 1.5, 60), "#ffffff")
    picture = tint(picture, coat, cloth)
    lapels = [
        [at(-12.5, 22), at(-4, 50), at(-20, 50), at(-24, 30)],
        [at(12.5, 22), at(4, 50), at(20, 50), at(24, 30)],
    ]
    inner = shape(size, [[at(-11.5, 22.5), at(0, 50), at(11.5, 22.5)]])
    picture = tint(picture, both(inner, coat), face.collar)
    picture = tint(
        picture, neck, gradient(size, [(0.55, mix(dark, face.skin, 0.25)), (0.78, face.skin)])
    )
    lapel = both(shape(size, lapels), coat)
    shadow = soften(ImageChops.offset(lapel, 0, round(unit)), unit).point(
        [v // 3 for v in range(256)]
    )
    picture = tint(picture, both(shadow, coat), "#10141f")
    picture = tint(picture, lapel, mix(face.coat, "#ffffff", 0.10))
    for side in (-1, 1):
        picture = tint(
            picture, disc(size, at(side * 16.6, -7), 3.2 * unit, 1.35), mix(face.skin, dark, 0.45)
        )
    head = shape(size, [head_outline(at)])
    flesh = Image.new("RGB", size, face.skin)
    flesh = lighten(
        flesh, glow(size, at(-8, -16), 26 * unit, 1.3, 90), mix(face.skin, "#fff2dc", 0.4)
    )
    side_light = soften(ImageChops.offset(head, -round(7 * unit), -round(3 * unit)), 5 * unit)
    flesh = tint(flesh, ImageChops.invert(side_light).point([v // 2 for v in range(256)]), dark)
    for side in (-1, 1):
        flesh = tint(
            flesh, glow(size, at(side * 9, -1), 6 * unit, 1.2, 70), mix(face.skin, "#d8605a", 0.6)
        )
    picture = tint(picture, head, flesh)
    picture = features(picture, face, at, unit, dark, deep)
    picture = hair_before(picture, face, rng, at, unit)
    return finish(picture, rng, grain=0.024, vignette=0.14)


def features(
    picture: Image.Image, face: Face, at: Place, unit: float, dark: str, deep: str
) -> Image.Image:
    """The picture with brows, eyes, nose and mouth."""
    size = picture.size
    if face.has_beard:
        beard = smooth(
            [
                at(-15.8, -3),
                at(-14.5, 6),
                at(-10, 14),
                at(0, 19),
                at(10, 14),
                at(14.5, 6),
                at(15.8, -3),
                at(11.5, 3),
                at(6, 4.2),
                at(0, 3.6),
                at(-6, 4.2),
                at(-11.5, 3),
                at(-15.8, -3),
            ]
        )
        picture = tint(
            picture,
            soften(shape(size, [beard]), unit * 0.16),
            gradient(size, [(0.45, face.hair), (0.72, deep)]),
        )
    for side in (-1, 1):
        brow = [at(side * 3.8, -12.2), at(side * 7.4, -13.1), at(side * 11, -11.7)]
        lid = [at(side * 4.4, -6.6), at(side * 7.2, -7.9), at(side * 10.2, -6.4)]
        picture = tint(picture, shape(size, [stroke(brow, 1.5 * unit)]), mix(face.hair, deep, 0.5))
        picture = tint(picture, disc(size, at(side * 7.2, -6.3), 1.35 * unit), "#2a2022")
        picture = tint(picture, disc(size, at(side * 7.2 - 0.45, -6.8), 0.4 * unit), "#fff8ee")
        picture = tint(picture, shape(size, [stroke(lid, 0.8 * unit)]), "#2a2022")
    nose = [at(0.6, -5), at(2.1, 0.2), at(-0.8, 1.1)]
    picture = tint(picture, shape(size, [stroke(nose, 0.7 * unit)]), mix(dark, face.skin, 0.15))
    mouth = [at(-4.6, 6.4), at(0, 8.2), at(4.6, 6.4)]
    lips = mix(face.skin, "#a03c40", 0.62)
    picture = tint(picture, shape(size, [[*stroke(mouth, 1.25 * unit)]]), lips)
    if face.has_glasses:
        for side in (-1, 1):
            rim, hole = (
                disc(size, at(side * 7.2, -6.2), 4.6 * unit, 0.9),
                disc(size, at(side * 7.2, -6.2), 4.05 * unit, 0.9),
            )
            picture = tint(picture, ImageChops.subtract(rim, hole), "#3a3440")
            picture = tint(picture, hole.point([v // 12 for v in range(256)]), "#ffffff")
        bridge = [stroke([at(-2.8, -6.8), at(0, -7.6), at(2.8, -6.8)], 0.9 * unit)]
        picture = tint(picture, shape(size, bridge), "#3a3440")
    return picture


def clinic_mark(size: Size) -> Image.Image:
    """The clinic's mark: a lark over two fields, in a circle on a clear ground (RGBA)."""
    unit = min(size) / 100

    def at(x: float, y: float) -> Point:
        return size[0] / 2 + x * unit, size[1] / 2 + y * unit

    ring = disc(size, at(0, 0), 48 * unit)
    picture = gradient(size, [(0, "#1f4e5f"), (0.62, "#2f7f86"), (1, "#2f7f86")])
    picture = tint(picture, disc(size, at(15, -7), 13 * unit), "#f6d9a0")
    back = smooth([at(-60, 14), at(-30, 4), at(0, 12), at(30, 20), at(60, 8)])
    front = smooth([at(-60, 30), at(-28, 30), at(4, 20), at(34, 20), at(60, 28)])
    picture = tint(picture, shape(size, [[at(-60, 70), *back, at(60, 70)]]), "#8fbf9a")
    picture = tint(picture, shape(size, [[at(-60, 70), *front, at(60, 70)]]), "#4f9a7c")
    bird = [
        smooth(
            [
                at(-31, -12),
                at(-22, -17),
                at(-10, -13),
                at(2, -4),
                at(-6, -5),
                at(-16, -8),
                at(-26, -8),
                at(-31, -12),
            ]
        ),
        smooth([at(-12, -9), at(-9, -22), at(2, -33), at(1, -20), at(-5, -9), at(-12, -9)]),
    ]
    picture = tint(picture, shape(size, bird), "#fdf7e8")
    result = Image.new("RGBA", size, (*colour("#1f4e5f"), 0))
    result.paste(picture, (0, 0), ring)
    result.putalpha(ring)
    return result
