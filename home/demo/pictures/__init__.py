"""The demo site's pictures, painted by this package: no file is shipped or fetched.

Every picture is a pure function of its size: the same size gives the same pixels.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from home.demo.pictures.coast import harbour_night
from home.demo.pictures.face import Face
from home.demo.pictures.field import lark_field
from home.demo.pictures.gardens import birch_meadow, stone_garden
from home.demo.pictures.heights import dawn_lake, moonlit_mountains, northern_lights
from home.demo.pictures.paint import Size
from home.demo.pictures.people import clinic_mark, portrait
from home.demo.pictures.sea import sea_sunrise
from home.demo.pictures.weather import dunes, forest_mist, rain_on_hills

CREDIT = "Larkfield Clinic"
LANDSCAPE = (1920, 1280)
SQUARE = (800, 800)

Painter = Callable[[Size], Image.Image]


@dataclass(frozen=True)
class Picture:
    """One picture and what an editor would fill in for it.

    `focal_point` is its centre x, centre y, width and height as fractions of the picture.
    """

    title: str
    alt_text: str
    paint: Painter
    focal_point: tuple[float, float, float, float]
    size: Size = LANDSCAPE
    caption: str = ""
    credit: str = CREDIT

    def __call__(self) -> Image.Image:
        """The picture at its full size."""
        return self.paint(self.size)


def _face(face: Face) -> Painter:
    return lambda size: portrait(size, face)


def _portrait(name: str, alt_text: str, face: Face) -> Picture:
    return Picture(name, alt_text, _face(face), (0.5, 0.42, 0.5, 0.55), SQUARE)


SCENES: dict[str, Picture] = {
    "moonlit-mountains": Picture(
        "Moonlit mountains",
        "A full moon over snowy mountains, with dark fir trees in front",
        moonlit_mountains,
        (0.5, 0.42, 0.7, 0.5),
        caption="Two ways up the same mountain.",
    ),
    "dawn-lake": Picture(
        "Lake at dawn",
        "A still lake at dawn, with pale mountains and firs mirrored in the water",
        dawn_lake,
        (0.42, 0.45, 0.6, 0.5),
    ),
    "forest-mist": Picture(
        "Forest in mist",
        "Slopes covered with fir trees, each fainter than the one before in morning mist",
        forest_mist,
        (0.5, 0.55, 0.6, 0.6),
    ),
    "dunes": Picture(
        "Dunes in the evening",
        "Smooth sand dunes, half in warm light and half in shade, under a low sun",
        dunes,
        (0.55, 0.5, 0.6, 0.5),
    ),
    "harbour-night": Picture(
        "Harbour at night",
        "A small harbour at night, with lit windows and boats reflected in calm water",
        harbour_night,
        (0.5, 0.6, 0.7, 0.4),
    ),
    "rain-on-hills": Picture(
        "Rain on the hills",
        "Green hills under a rain shower, with the sky brightening on the left",
        rain_on_hills,
        (0.45, 0.6, 0.7, 0.5),
    ),
    "northern-lights": Picture(
        "Northern lights",
        "Green northern lights over a snowy valley with mountains and firs",
        northern_lights,
        (0.5, 0.4, 0.7, 0.6),
    ),
    "sea-sunrise": Picture(
        "Sunrise over the sea",
        "The sun just above a calm sea, its light drawn as a path on the water",
        sea_sunrise,
        (0.58, 0.5, 0.4, 0.4),
    ),
    "birch-meadow": Picture(
        "Birches in a meadow",
        "White birch trunks in a flowering meadow, with soft light behind the trees",
        birch_meadow,
        (0.5, 0.6, 0.7, 0.6),
    ),
    "lark-field": Picture(
        "Larks over a field",
        "Three larks over a field of ripe grain with poppies, low hills and a rising sun",
        lark_field,
        (0.5, 0.5, 0.8, 0.6),
    ),
    "stone-garden": Picture(
        "Stone garden",
        "Five smooth grey stones in pale sand raked into lines and rings",
        stone_garden,
        (0.42, 0.5, 0.5, 0.5),
    ),
}

PORTRAITS: dict[str, Picture] = {
    "maya-okafor": _portrait(
        "Maya Okafor",
        "Illustrated portrait of Maya Okafor, who has short dark curls",
        Face(1, ("#b7cfd6", "#e9d8c3"), "#8d5a3f", "#2a1c1c", "#2f5d66", "#f2ece0", "curls"),
    ),
    "hannah-lindqvist": _portrait(
        "Hannah Lindqvist",
        "Illustrated portrait of Hannah Lindqvist, who wears round glasses",
        Face(
            2,
            ("#d8c7cf", "#f1dfc6"),
            "#eec3a4",
            "#8c5a36",
            "#5a6d8c",
            "#f7f3ea",
            "bob",
            has_glasses=True,
        ),
    ),
    "daniel-reyes": _portrait(
        "Daniel Reyes",
        "Illustrated portrait of Daniel Reyes, who has a short dark beard",
        Face(
            3,
            ("#bcd2bf", "#ecdfc0"),
            "#d9a67f",
            "#3a2f2e",
            "#40566b",
            "#e6edf0",
            "short",
            has_beard=True,
        ),
    ),
    "ruth-ellison": _portrait(
        "Ruth Ellison",
        "Illustrated portrait of Ruth Ellison, who wears her grey hair in a bun",
        Face(4, ("#c3c8df", "#efd9cf"), "#f0cbb0", "#b9b3ad", "#6a5878", "#f5efe6", "bun"),
    ),
}

LOGO = Picture(
    "Larkfield Clinic mark",
    "Larkfield Clinic: a lark flying over green fields",
    clinic_mark,
    (0.5, 0.5, 1.0, 1.0),
    (512, 512),
)

PICTURES: dict[str, Picture] = {**SCENES, **PORTRAITS, "clinic-mark": LOGO}
