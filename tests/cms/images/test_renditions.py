"""C12: which files readers are offered, what these hold, and what it costs to find them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.template import Context, Template
from lxml import html
from PIL import Image

from cms.images.models import CustomImage, CustomRendition
from cms.renditions import RENDITIONS, picture, specs_for
from tests.cms.images.conftest import StoreImage
from tests.cms.images.crafted import CANARY, encoded, profile, with_canary

pytestmark = pytest.mark.rendering

UPLOADS = {
    "AVIF": "a.avif",
    "GIF": "a.gif",
    "HEIF": "a.heic",
    "JPEG": "a.jpg",
    "PNG": "a.png",
    "WEBP": "a.webp",
}
# Without a format, in its own size, and in every format that Wagtail can be asked for.
FILTERS = [
    "original",
    "width-200",
    *[f"max-300x300|format-{name}" for name in ("avif", "gif", "heic", "jpeg", "png", "webp")],
    "format-webp-lossless",
    "format-avif-lossless",
]


def content(rendition: CustomRendition) -> bytes:
    with default_storage.open(rendition.file.name) as file:
        return file.read()


def opened(rendition: CustomRendition) -> Image.Image:
    return Image.open(BytesIO(content(rendition)))


def colour(rendition: CustomRendition, x: int, y: int) -> tuple[int, ...]:
    pixel = opened(rendition).convert("RGB").getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel


def test_avif_is_written_at_a_speed_that_can_be_waited_for(
    store_image: StoreImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    speeds = []
    save = Image.Image.save

    def noting(self: Image.Image, *args: Any, **options: Any) -> None:
        speeds.append(options.get("speed"))
        save(self, *args, **options)

    image = store_image(encoded("PNG"), "a.png")
    monkeypatch.setattr(Image.Image, "save", noting)
    made = image.get_rendition("width-20|format-avif")
    assert opened(made).format == "AVIF"
    assert speeds == [8]


@pytest.mark.parametrize("format", UPLOADS)
def test_no_metadata_reaches_a_rendition(format: str, store_image: StoreImage) -> None:
    data = with_canary(format)
    assert CANARY[:6] in data
    image = store_image(data, UPLOADS[format])
    made = image.get_renditions(*FILTERS) | {"width-90": image.get_rendition("width-90")}
    assert len(made) == len(FILTERS) + 1
    for spec, rendition in made.items():
        assert CANARY[:6] not in content(rendition), spec
        assert not opened(rendition).getexif(), spec
        assert "icc_profile" not in opened(rendition).info, spec


@pytest.mark.parametrize(
    "data",
    [encoded("JPEG", comment=b"<script>alert(1)</script>"), encoded("JPEG") + b"<script></script>"],
    ids=["in_a_comment", "after_the_end"],
)
def test_what_hides_in_a_picture_stays_in_the_original(
    data: bytes, store_image: StoreImage
) -> None:
    for rendition in store_image(data, "a.jpg").get_renditions(*FILTERS).values():
        assert b"script" not in content(rendition)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_rendition_is_upright(format: str, store_image: StoreImage) -> None:
    image = store_image(with_canary(format, orientation=6), UPLOADS[format])
    rendition = image.get_rendition("width-200|format-png")
    assert (image.width, image.height) == (400, 640)
    assert (rendition.width, rendition.height) == (200, 320)
    # Red was left of blue; turned clockwise it is above it.
    assert colour(rendition, 100, 10)[0] > 200
    assert colour(rendition, 100, 310)[2] > 200


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_an_unreadable_orientation_does_not_matter(store_image: StoreImage) -> None:
    image = store_image(encoded("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff junk"), "a.jpg")
    assert image.get_rendition("width-200").width == 200


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_colours_of_another_profile_are_converted(mode: str, store_image: StoreImage) -> None:
    data = encoded("PNG", mode="RGB")
    stream = BytesIO()
    source = Image.open(BytesIO(data)).convert(mode)
    if mode == "RGBA":
        source.putalpha(200)
    source.save(stream, "PNG", icc_profile=profile("swapped"))
    rendition = store_image(stream.getvalue()).get_rendition("width-200|format-png")
    red, green, blue = colour(rendition, 20, 20)
    # The profile calls red what sRGB calls green.
    assert red < 60
    assert green > 200
    assert blue < 60


@pytest.mark.parametrize(
    ("mode", "format", "name"),
    [
        ("CMYK", "JPEG", "a.jpg"),
        ("L", "JPEG", "a.jpg"),
        ("I;16", "PNG", "a.png"),
        ("1", "PNG", "a.png"),
        ("LA", "PNG", "a.png"),
        ("P", "GIF", "a.gif"),
    ],
)
@pytest.mark.parametrize("embedded", [b"", b"not a profile"], ids=["plain", "broken_profile"])
def test_every_colour_mode_keeps_its_light_and_dark(
    mode: str, format: str, name: str, embedded: bytes, store_image: StoreImage
) -> None:
    grey = Image.linear_gradient("L").resize((300, 200))  # black above, white below
    if mode == "I;16":
        source = grey.convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        source = grey.convert(mode)
    stream = BytesIO()
    source.save(stream, format, **({"icc_profile": embedded} if embedded else {}))
    rendition = store_image(stream.getvalue(), name).get_rendition("width-100|format-jpeg")
    assert max(colour(rendition, 50, 2)) < 40
    assert min(colour(rendition, 50, rendition.height - 2)) > 215


def test_transparency_is_kept_where_the_format_has_it(store_image: StoreImage) -> None:
    stream = BytesIO()
    Image.new("RGBA", (300, 300), (255, 0, 0, 0)).save(stream, "PNG")
    image = store_image(stream.getvalue())
    assert opened(image.get_rendition("max-100x100|format-webp")).mode == "RGBA"
    assert min(colour(image.get_rendition("max-100x100|format-jpeg"), 50, 50)) > 250


def test_the_address_changes_with_the_content(store_image: StoreImage) -> None:
    first, second = store_image(encoded("PNG")), store_image(encoded("PNG", (320, 200)))
    names = [image.get_rendition("width-100").file.name for image in (first, second)]
    assert names[0].split(".")[0] == names[1].split(".")[0]
    assert names[0] != names[1]
    assert all("/" not in name.removeprefix("images/") for name in names)


def test_renditions_are_made_when_an_image_is_saved(
    store_image: StoreImage,
    django_capture_on_commit_callbacks: Any,
    django_assert_num_queries: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = store_image(encoded("JPEG", (1920, 1280)), "a.jpg")
    assert set(image.renditions.values_list("filter_spec", flat=True)) == set(specs_for(image))
    for _ in range(2):  # read from their table, never written to a cache
        with django_assert_num_queries(1):
            picture(image, "hero")
    listed = CustomImage.objects.prefetch_renditions().get()
    with django_assert_num_queries(0):
        picture(listed, "hero")
        picture(listed, "card")


def test_a_moved_focal_point_makes_its_crops(
    store_image: StoreImage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = store_image(encoded("JPEG", (1920, 1280)), "a.jpg")
    before = image.renditions.count()
    image.focal_point_x, image.focal_point_y = 1800, 100
    image.focal_point_width = image.focal_point_height = 100
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    crops = [spec for spec in specs_for(image) if spec.startswith("fill")]
    assert image.renditions.count() == before + len(crops)
    rendition = image.get_rendition("fill-160x160|format-jpeg")
    assert colour(rendition, 150, 80)[2] > 200  # the blue side


def test_a_new_title_makes_nothing(
    store_image: StoreImage, django_capture_on_commit_callbacks: Any
) -> None:
    image = store_image(encoded("JPEG"), "a.jpg")
    with django_capture_on_commit_callbacks() as callbacks:
        image.title = "Another"
        image.save(update_fields=["title"])
    assert callbacks == []


def test_a_deleted_image_leaves_no_file(
    store_image: StoreImage, media_folder: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = store_image(encoded("PNG"))
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert [path for path in media_folder.rglob("*") if path.is_file()] == []


def test_a_picture_names_its_files_best_format_first(store_image: StoreImage) -> None:
    sources = picture(store_image(encoded("JPEG", (1920, 1280)), "a.jpg"), "hero")
    assert [source.type for source in sources.sources] == ["image/avif", "image/webp", "image/jpeg"]
    for source in sources.sources:
        assert [candidate.width for candidate in source.candidates] == [480, 800, 1200, 1600]
    assert (sources.width, sources.height) == (1600, 1066)
    assert sources.src == sources.fallback.candidates[-1].url
    assert sources.src.startswith("/media/images/")


@pytest.mark.parametrize("name", RENDITIONS)
@pytest.mark.parametrize("size", [(1, 1), (3, 2000), (500, 200), (700, 700), (2400, 1200)])
def test_no_use_enlarges_a_picture_or_offers_it_twice(
    name: str, size: tuple[int, int], store_image: StoreImage
) -> None:
    sources = picture(store_image(encoded("PNG", size)), name)
    for source in sources.sources:
        widths = [candidate.width for candidate in source.candidates]
        assert max(widths) <= size[0]
        assert len({candidate.url for candidate in source.candidates}) == len(widths)
        assert widths == sorted(widths)


def rendered(image: CustomImage | None, arguments: str) -> str:
    template = "{% load responsive_images %}{% responsive_picture image " + arguments + " %}"
    return Template(template).render(Context({"image": image, "hostile": 'A "knee" & <more>'}))


def shown_in(markup: str) -> html.HtmlElement:
    return next(html.fragment_fromstring(markup).iter("img"))


def test_the_tag_writes_a_picture_that_keeps_its_place(store_image: StoreImage) -> None:
    image = store_image(encoded("JPEG", (1920, 1280)), "a.jpg")
    markup = rendered(image, "'hero' alt=hostile is_priority=True")
    element = html.fragment_fromstring(markup)
    assert element.tag == "picture"
    assert [source.get("type") for source in element.iter("source")] == ["image/avif", "image/webp"]
    shown = next(element.iter("img"))
    assert shown.get("alt") == 'A "knee" & <more>'
    assert (shown.get("width"), shown.get("height")) == ("1600", "1066")
    assert shown.get("fetchpriority") == "high"
    assert shown.get("loading") is None
    assert shown.get("decoding") == "async"
    assert shown.get("sizes") == RENDITIONS["hero"].sizes
    assert shown.get("srcset").count("w,") == 3
    assert "style" not in markup


def test_pictures_below_the_fold_wait(store_image: StoreImage) -> None:
    image = store_image(encoded("JPEG"), "a.jpg", description="A knee")
    shown = shown_in(rendered(image, "'body' sizes='50vw'"))
    assert shown.get("loading") == "lazy"
    assert shown.get("fetchpriority") is None
    assert shown.get("sizes") == "50vw"
    assert shown.get("alt") == "A knee"


@pytest.mark.parametrize(
    ("change", "alt"),
    [
        (lambda image: None, ""),  # never the title, which is often a file name
        (lambda image: setattr(image, "decorative", True), ""),
        (lambda image: setattr(image, "contextual_alt_text", "Here"), "Here"),
    ],
)
def test_the_alternative_is_what_the_block_says(
    change: Callable[[CustomImage], None], alt: str, store_image: StoreImage
) -> None:
    image = store_image(encoded("JPEG"), "a.jpg")
    change(image)
    assert shown_in(rendered(image, "'body'")).get("alt") == alt


def test_nothing_is_shown_without_an_image_or_its_file(store_image: StoreImage) -> None:
    assert rendered(None, "'hero'").strip() == ""
    image = store_image(encoded("JPEG"), "a.jpg")
    default_storage.delete(image.file.name)
    assert rendered(CustomImage.objects.get(), "'hero'").strip() == ""
