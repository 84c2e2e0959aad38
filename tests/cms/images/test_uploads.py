"""I5, I6, F13, F17: what may enter the library, and what hostile files cost."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.images.models import CustomImage
from cms.images.uploads import check_picture
from tests.cms.images.conftest import StoreImage
from tests.cms.images.crafted import (
    AVIF_THAT_LIES,
    animation,
    chunk,
    encoded,
    many_scans,
    png,
    webp_header_only,
    with_canary,
    zeros,
)

pytestmark = pytest.mark.rendering

TOO_LARGE = "Scale it down"
UNREADABLE = "export it again as JPEG or PNG"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def truncated(format: str) -> bytes:
    data = with_canary(format)
    return data[: len(data) * 2 // 3]


# name, bytes, what the message must say to cure it
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "webp_of_36_bytes": ("a.webp", lambda: webp_header_only(16_000, 8_000), TOO_LARGE),
    "png_header_only": ("a.png", lambda: png(200_000, 200_000, has_pixels=False), TOO_LARGE),
    "png_of_900_megapixels": ("a.png", lambda: png(30_000, 30_000), TOO_LARGE),
    "png_text_bomb": ("a.png", lambda: png(8, 8, chunk(b"zTXt", b"x\0\0" + zeros(80))), UNREADABLE),
    "png_many_texts": (
        "a.png",
        lambda: png(8, 8, *[chunk(b"zTXt", b"%d\0\0" % n + zeros(1)) for n in range(30)]),
        UNREADABLE,
    ),
    "png_profile_bomb": (
        "a.png",
        lambda: png(8, 8, chunk(b"iCCP", b"x\0\0" + zeros(80))),
        UNREADABLE,
    ),
    "gif_of_32_megapixels": ("a.gif", lambda: animation("GIF", (2000, 2000), 8), TOO_LARGE),
    "webp_animation": ("a.webp", lambda: animation("WEBP", (1800, 1800), 20), TOO_LARGE),
    "png_animation": ("a.png", lambda: animation("PNG", (1000, 1000), 30), TOO_LARGE),
    "jpeg_of_one_line": ("a.jpg", lambda: encoded("JPEG", (60_000, 2)), "scale it down"),
    "jpeg_of_many_scans": ("a.jpg", lambda: many_scans(2_000), UNREADABLE),
    "avif_that_lies": ("a.avif", lambda: AVIF_THAT_LIES, UNREADABLE),
    "svg_renamed": ("a.png", lambda: SVG, UNREADABLE),
    "svg": ("a.svg", lambda: SVG, "Save the picture as one of: avif"),
    "jpeg_named_png": ("a.png", lambda: encoded("JPEG"), "Rename it"),
    "tiff_named_jpg": ("a.jpg", lambda: encoded("TIFF"), UNREADABLE),
    "no_extension": ("a", lambda: encoded("PNG"), "Save the picture as one of: avif"),
    "empty": ("a.png", lambda: b"", "Upload it again"),
    "too_many_bytes": ("a.png", lambda: png(8, 8) + bytes(10_500_000), "Scale the picture down"),
    **{
        f"truncated_{format.lower()}": (
            f"a.{extension}",
            partial(truncated, format),
            UNREADABLE,
        )
        for format, extension in [
            ("AVIF", "avif"),
            ("GIF", "gif"),
            ("HEIF", "heic"),
            ("JPEG", "jpg"),
            ("PNG", "png"),
            ("WEBP", "webp"),
        ]
    },
}


@pytest.fixture(scope="session")
def hostile() -> Callable[[str], tuple[str, bytes, str]]:
    """Makes each file once."""
    made: dict[str, bytes] = {}

    def file(label: str) -> tuple[str, bytes, str]:
        name, make, cure = HOSTILE[label]
        made.setdefault(label, b"")
        made[label] = made[label] or make()
        return name, made[label], cure

    return file


@pytest.mark.parametrize("label", HOSTILE)
def test_refuses_a_hostile_or_broken_file_and_names_the_cure(
    label: str, hostile: Callable[[str], tuple[str, bytes, str]]
) -> None:
    name, data, cure = hostile(label)
    with pytest.raises(ValidationError, match=cure):
        check_picture(ContentFile(data, name=name))


@pytest.mark.parametrize(
    ("format", "name"),
    [
        ("AVIF", "a.avif"),
        ("GIF", "a.gif"),
        ("HEIF", "a.heic"),
        ("JPEG", "a.JPG"),
        ("JPEG", "a.jpeg"),
        ("PNG", "a.png"),
        ("WEBP", "a.webp"),
    ],
)
def test_accepts_what_cameras_and_editors_make(format: str, name: str) -> None:
    file = ContentFile(with_canary(format), name=name)
    header = check_picture(file)
    assert (header.format, header.width, header.height) == (format, 640, 400)
    assert file.tell() == 0


def test_accepts_short_animations() -> None:
    header = check_picture(ContentFile(animation("GIF", (100, 100), 5), name="a.gif"))
    assert header.frames == 5


def test_width_and_height_are_those_of_the_upright_picture() -> None:
    header = check_picture(ContentFile(with_canary("JPEG", orientation=6), name="a.jpg"))
    assert (header.width, header.height) == (400, 640)


MEASURE = """
import os, resource, sys
from concurrent.futures import ThreadPoolExecutor
import django
django.setup()
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from cms.images.uploads import check_picture

def measure(name, path, times):
    begin = sum(os.times()[:4])  # processor time, ours and our children's
    with open(path, "rb") as file:
        data = file.read()

    def check(_):
        try:
            check_picture(ContentFile(data, name=name))
        except ValidationError:
            pass

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(check, range(int(times))))
    seconds = sum(os.times()[:4]) - begin
    # What `getrusage` says of a process itself begins with the memory of the one that started it.
    status = dict(line.split(":", 1) for line in open("/proc/self/status"))
    peaks = int(status["VmHWM"].split()[0]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(max(peaks) // 1024, seconds, flush=True)

for line in sys.stdin:
    # A process of its own, which has checked nothing before: all that was loaded, and no more.
    if not os.fork():
        measure(*line.rstrip("\\n").split("\\t"))
        os._exit(0)
    if os.wait()[1]:
        break
"""


class Measuring:
    """A process that has loaded what a server has, and measures each check in a fork of itself."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process = process
        self._file = folder / "file"

    def check(self, name: str, data: bytes, times: int) -> tuple[float, float]:
        """Peak memory in MB and processor seconds of checking `data`, so many times at once."""
        assert self._process.stdin and self._process.stdout
        self._file.write_bytes(data)
        self._process.stdin.write(f"{name}\t{self._file}\t{times}\n")
        self._process.stdin.flush()
        megabytes, seconds = map(float, self._process.stdout.readline().split())
        return megabytes, seconds


@pytest.fixture(scope="module")
def measuring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Measuring]:
    with subprocess.Popen(
        [sys.executable, "-c", MEASURE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as process:
        yield Measuring(process, tmp_path_factory.mktemp("measuring"))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.webp", lambda: webp_header_only(16_000, 8_000)),
        ("a.webp", lambda: webp_header_only(5_000, 5_000)),  # the largest that is accepted
        ("a.png", lambda: png(30_000, 30_000)),
        ("a.png", lambda: png(8, 8, chunk(b"iCCP", b"x\0\0" + zeros(80)))),
        ("a.jpg", lambda: many_scans(2_000)),
        ("a.avif", lambda: AVIF_THAT_LIES),
    ],
    ids=["webp_bomb", "webp_at_the_limit", "png", "profile", "scans", "avif_that_lies"],
)
def test_checking_takes_under_600_megabytes_and_3_seconds(
    name: str, make: Callable[[], bytes], measuring: Measuring
) -> None:
    megabytes, seconds = measuring.check(name, make(), 1)
    assert megabytes < 600
    assert seconds < 3


def test_ten_uploads_at_once_take_no_more_memory_than_one(measuring: Measuring) -> None:
    megabytes, _ = measuring.check("a.webp", webp_header_only(5_000, 5_000), 10)
    assert megabytes < 600


def add(client: Client, file: SimpleUploadedFile) -> Any:
    return client.post(reverse("wagtailimages:add"), {"title": "Picture", "file": file})


def add_multiple(client: Client, file: SimpleUploadedFile) -> Any:
    return client.post(reverse("wagtailimages:add_multiple"), {"title": "P", "files[]": file})


def choose(client: Client, file: SimpleUploadedFile) -> Any:
    fields = {"image-chooser-upload-title": "Picture", "image-chooser-upload-file": file}
    return client.post(reverse("wagtailimages_chooser:create"), fields)


WAYS_IN = [add, add_multiple, choose]
DEAREST = ["webp_of_36_bytes", "png_text_bomb", "png_profile_bomb", "gif_of_32_megapixels"]


@pytest.mark.parametrize("way_in", WAYS_IN)
@pytest.mark.parametrize("label", [*DEAREST, "svg_renamed", "truncated_jpeg", "empty"])
def test_every_upload_form_shows_the_cure(
    way_in: Callable[[Client, SimpleUploadedFile], Any],
    label: str,
    hostile: Callable[[str], tuple[str, bytes, str]],
    admin_client: Client,
) -> None:
    name, data, cure = hostile(label)
    response = way_in(admin_client, SimpleUploadedFile(name, data))
    assert response.status_code == 200
    assert cure in response.content.decode()
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize("way_in", WAYS_IN)
def test_every_upload_form_takes_a_good_picture(
    way_in: Callable[[Client, SimpleUploadedFile], Any], admin_client: Client
) -> None:
    response = way_in(admin_client, SimpleUploadedFile("a.jpg", with_canary("JPEG")))
    assert response.status_code in (200, 302)
    image = CustomImage.objects.get()
    assert (image.width, image.height) == (640, 400)
    assert image.file_size == len(with_canary("JPEG"))
    assert len(image.file_hash) == 40


def test_an_upload_that_waits_for_its_title_becomes_an_image(admin_client: Client) -> None:
    file = SimpleUploadedFile("a.jpg", with_canary("JPEG"))
    fields = {"title": 300 * "x", "files[]": file}
    answer = admin_client.post(reverse("wagtailimages:add_multiple"), fields).json()
    waiting = answer["uploaded_file_id"]
    saved = admin_client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting]),
        {f"uploaded-image-{waiting}-title": "A knee"},
    )
    assert saved.json()["success"]
    image = CustomImage.objects.get()
    assert (image.title, image.width, image.height) == ("A knee", 640, 400)


def test_the_edit_form_replaces_a_file_and_its_renditions(
    store_image: StoreImage, admin_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    image = store_image(encoded("PNG"))
    before = image.get_rendition("width-200").file.name
    original = image.file.name
    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(
            reverse("wagtailimages:edit", args=[image.pk]),
            {"title": "New", "file": SimpleUploadedFile("b.png", encoded("PNG", (500, 500)))},
        )
    assert response.status_code == 302
    image = CustomImage.objects.get()
    assert (image.width, image.height) == (500, 500)
    assert not default_storage.exists(original)
    assert image.renditions.exists()
    assert before not in image.renditions.values_list("file", flat=True)


def test_an_image_can_be_edited_without_a_new_file(
    store_image: StoreImage, admin_client: Client
) -> None:
    image = store_image(encoded("PNG"))
    url = reverse("wagtailimages:edit", args=[image.pk])
    assert admin_client.post(url, {"title": "New title", "credit": "A. Author"}).status_code == 302
    image.refresh_from_db()
    assert (image.title, image.credit) == ("New title", "A. Author")


@pytest.mark.parametrize("label", [*DEAREST, "svg_renamed", "truncated_png"])
def test_code_cannot_store_what_a_form_refuses(
    label: str, hostile: Callable[[str], tuple[str, bytes, str]], store_image: StoreImage
) -> None:
    name, data, cure = hostile(label)
    with pytest.raises(ValidationError, match=cure):
        store_image(data, name)
    assert not CustomImage.objects.exists()


def test_a_file_is_not_stored_by_itself_either(
    hostile: Callable[[str], tuple[str, bytes, str]], db: None
) -> None:
    name, data, cure = hostile("png_profile_bomb")
    with pytest.raises(ValidationError, match=cure):
        CustomImage(title="Picture").file.save(name, ContentFile(data), save=False)
