"""Mountains with real slopes: a small height field seen from the front, slice by slice."""

from collections.abc import Callable
from random import Random
from typing import Any

from PIL import Image, ImageMath, ImageOps

from home.demo.pictures.land import ground, profile
from home.demo.pictures.paint import Size, gradient, mix, shape, tint

COLUMNS = 640
SLICES = 110


def _field(rng: Random, cells: int, octaves: int, detail: float) -> Image.Image:
    """Heights (floats, about 0–1) whose crests are sharp: folded noise in several sizes."""
    size = (COLUMNS, SLICES)
    total = Image.new("F", size)
    weight, whole = 1.0, 0.0
    for octave in range(octaves):
        across, deep = cells << octave, max(2, (cells << octave) * 3 // 5)
        knots = Image.new("F", (across + 1, deep + 1))
        knots.putdata([rng.random() for _ in range((across + 1) * (deep + 1))])
        smooth = knots.resize(size, Image.Resampling.BICUBIC)
        total = ImageMath.lambda_eval(_folded(weight), t=total, n=smooth)
        whole += weight
        weight *= detail
    return ImageMath.lambda_eval(lambda a: a["t"] / whole, t=total)


def _folded(weight: float) -> Callable[[dict[str, Any]], Any]:
    """Adds noise `n`, folded at its middle into crests, to the total `t`."""
    return lambda images: images["t"] + weight * (1 - abs(2 * images["n"] - 1))


def peaks(
    size: Size,
    rng: Random,
    *,
    cells: int,
    top: float,
    bottom: float,
    sun: tuple[float, float] = (1.0, 0.35),
    gain: float = 1500.0,
    octaves: int = 6,
    detail: float = 0.5,
    envelope: int = 3,
) -> tuple[Image.Image, Image.Image]:
    """A mask of one mountain range and a mask of how much light its slopes take.

    `cells` is how many folds run across, `envelope` how many great rises; the range lies between
    two fractions of the height. `sun` says where light comes from: right (+) or left (−), and
    how much from the front.
    """
    width, height = size
    field = _field(rng, cells, octaves, detail)
    skyline = profile(rng, COLUMNS, envelope, octaves=3, detail=0.5, sharp=False)
    lift = Image.new("F", (COLUMNS, 1))
    lift.putdata([0.35 + 0.65 * value for value in skyline])
    window = Image.new("F", (1, SLICES))
    # From front (first slice) to back: spurs rise slowly to a crest, then the land falls away.
    depth = [index / (SLICES - 1) for index in range(SLICES)]
    window.putdata(
        [min(1.0, (d / 0.72) ** 1.25) if d < 0.72 else 1 - (d - 0.72) * 1.4 for d in depth]
    )
    field = ImageMath.lambda_eval(
        lambda a: (a["f"] * 0.75 + 0.25) * a["l"] * a["w"],
        f=field,
        l=lift.resize(field.size),
        w=window.resize(field.size),
    )
    right = field.transform(
        field.size, Image.Transform.AFFINE, (1, 0, 2, 0, 1, 0), Image.Resampling.NEAREST
    )
    front = field.transform(
        field.size, Image.Transform.AFFINE, (1, 0, 0, 0, 1, -1), Image.Resampling.NEAREST
    )
    # The far edges have no neighbour: they take themselves, and so lie level.
    right.paste(field.crop((COLUMNS - 2, 0, COLUMNS, SLICES)), (COLUMNS - 2, 0))
    front.paste(field.crop((0, 0, COLUMNS, 1)), (0, 0))
    light = ImageMath.lambda_eval(
        lambda a: 128 + gain * (sun[0] * (a["f"] - a["r"]) + sun[1] * (a["q"] - a["f"])),
        f=field,
        r=right,
        q=front,
    )
    heights = list(field.get_flattened_data())
    lights = ImageOps.autocontrast(light.convert("L"), cutoff=(3, 3)).tobytes()
    rows = 400
    lines, crest = _draw(heights, lights, rows, top, bottom)
    shading = Image.frombytes("L", (rows, COLUMNS), lines).transpose(Image.Transpose.TRANSPOSE)
    shading = shading.resize(size, Image.Resampling.BICUBIC)
    mask = shape(size, [ground(size, crest, top, bottom)])
    return mask, shading


def _draw(
    heights: list[float], lights: bytes, rows: int, top: float, bottom: float
) -> tuple[bytes, list[float]]:
    """Light by column and row, and the skyline as heights from 0 to 1."""
    highest = max(heights)
    span = (bottom - top) * rows
    low = bottom * rows
    image = bytearray(b"\x50" * (rows * COLUMNS))
    crest = []
    for column in range(COLUMNS):
        start = column * rows
        seen = float(rows)
        value = 0
        for index in range(column, len(heights), COLUMNS):
            y = low - heights[index] / highest * span
            if y < seen:
                value = lights[index]
                first, last = int(y), int(seen) + 1
                image[start + first : start + min(rows, last)] = bytes((value,)) * (
                    min(rows, last) - first
                )
                seen = y
        crest.append((low - seen) / span)
        first = max(0, int(seen))
        image[start : start + first] = bytes((value,)) * first
    return bytes(image), crest


def massif(
    picture: Image.Image,
    rng: Random,
    *,
    cells: int,
    envelope: int,
    top: float,
    bottom: float,
    lit: str,
    dark: str,
    foot: str,
    sun: tuple[float, float] = (1.0, 0.35),
) -> Image.Image:
    """The picture with a range laid over it, between its lit and shaded colours.

    Both run into the colour `foot` towards the valley, as far land does in air.
    """
    size = picture.size
    mask, light = peaks(size, rng, cells=cells, envelope=envelope, top=top, bottom=bottom, sun=sun)
    bright = gradient(size, [(top, lit), (bottom, mix(lit, foot, 0.75))])
    shaded = gradient(size, [(top, dark), (bottom, mix(dark, foot, 0.65))])
    return tint(picture, mask, Image.composite(bright, shaded, light))
