"""Headers, files and addresses as a client sees them."""

import gzip
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import get_language
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from cms.delivery.client_address import client_address
from cms.delivery.language import PathLanguageMiddleware


@pytest.fixture
def rendition(media_folder: Path) -> Path:
    path = media_folder / "images" / "moon.width-800.avif"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"a picture")
    return path


def test_a_rendition_is_served_to_be_kept(client: Client, rendition: Path) -> None:
    response = client.get(f"/media/images/{rendition.name}")
    assert response.getvalue() == b"a picture"
    assert response.headers["Content-Type"] == "image/avif"
    assert "max-age=31536000" in response.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "original_images/moon.jpg",
        "documents/report.pdf",
        "images/../original_images/moon.jpg",
        "images/%2e%2e/original_images/moon.jpg",
        "images/..%2foriginal_images%2fmoon.jpg",
        "images/page.html",
        "images/absent.png",
        "images/moon.jpg%00.png",
    ],
)
def test_nothing_else_of_the_media_folder_has_an_address(
    path: str, client: Client, media_folder: Path
) -> None:
    for name in ("original_images/moon.jpg", "documents/report.pdf", "images/page.html"):
        file = media_folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"not for readers")
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.django_db
def test_no_form_for_a_shared_password_tells_whether_a_page_or_collection_is_there(
    client: Client, root_page: Page
) -> None:
    page = PageViewRestriction.objects.create(page=root_page, restriction_type="login")
    collection = CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type="login"
    )
    for path in (
        f"/_util/authenticate_with_password/{page.pk}/{root_page.pk}/",
        f"/_util/authenticate_with_password/{page.pk}/987654/",
        f"/documents/authenticate_with_password/{collection.pk}/",
        "/documents/authenticate_with_password/987654/",
    ):
        assert client.get(path).status_code == client.post(path).status_code == 404


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.1", "10.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "198.51.100.1", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_a_client_cannot_choose_its_own_address(
    proxies: int, forwarded: str, address: str, settings: LazySettings
) -> None:
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get(
        "/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="10.0.0.1"
    )
    assert client_address(request) == address


@pytest.mark.parametrize(
    ("path", "language"), [("/de/blog/", "de"), ("/blog/", "en"), ("/xx/blog/", "en"), ("/", "en")]
)
def test_the_address_alone_decides_the_language(
    path: str, language: str, settings: LazySettings
) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "German")]
    request = RequestFactory().get(
        path, headers={"Accept-Language": "de", "Cookie": "django_language=de"}
    )
    response = PathLanguageMiddleware(lambda _: HttpResponse(get_language()))(request)
    assert isinstance(response, HttpResponse)
    assert response.content.decode() == language
    assert "Vary" not in response.headers


@pytest.mark.django_db
def test_what_everybody_gets_alike_travels_compressed(client: Client, site: Site) -> None:
    plain = client.get("/no-such-page/")
    small = client.get("/no-such-page/", headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert int(small.headers["Content-Length"]) < len(plain.content) / 2
    assert plain.headers["Vary"] == small.headers["Vary"] == "Accept-Encoding"
    again = client.get("/no-such-page/", headers={"Accept-Encoding": "gzip"})
    assert again.content == small.content


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/login/", "/preview/a-token/"])
def test_the_length_of_what_is_for_one_person_tells_nothing(
    address: str, client: Client, site: Site
) -> None:
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Type"].startswith("text/html")
    assert "Content-Encoding" not in response.headers


def test_pictures_are_not_compressed_twice(client: Client, rendition: Path) -> None:
    path = f"/media/images/{rendition.name}"
    response = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert response.getvalue() == b"a picture"
    assert "Content-Encoding" not in response.headers
