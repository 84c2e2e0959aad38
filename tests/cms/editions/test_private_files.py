"""Pictures and documents that become private leave every answer at once, and come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page

from blog.models import BlogIndexPage
from cms.editions.store import build_ahead
from cms.images.models import CustomImage
from tests.builders import body, make_person, make_post
from tests.cms.images.crafted import encoded

Document: Any = get_document_model()
POST = "/blog/a-post/"
# What of the picture and of the document may be seen.
SIGNS = ("canary-moon", "canary-caption", "canary-credit", "canary-report")


@dataclass
class Files:
    """A picture and a document that a public post shows, in a collection that lies in another."""

    shelf: Collection
    folder: Collection
    private: Collection
    picture: CustomImage
    report: Any


@pytest.fixture(autouse=True, scope="module")
def media_folder(kept_root: Page) -> None:
    """That of the site, in place of a new one for each test."""


@pytest.fixture(scope="module")
def kept_files(kept_blog: None) -> Files:
    root = Collection.get_first_root_node()
    shelf, private = root.add_child(name="Shelf"), root.add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    folder = shelf.add_child(name="Folder")
    picture = CustomImage.objects.create(
        title="Moon",
        file=ContentFile(encoded("PNG", (60, 40)), "canary-moon.png"),
        caption="canary-caption",
        credit="canary-credit",
        collection=folder,
    )
    report = Document.objects.create(
        title="Report", file=ContentFile(b"text", "canary-report.txt"), collection=folder
    )
    link = f'<p><a linktype="document" id="{report.pk}">words</a></p>'
    make_post(
        BlogIndexPage.objects.get(),
        "A post",
        hero_image=picture,
        hero_alt="The moon",
        social_image=picture,
        authors=[make_person(photo=picture)],
        body=body(
            ("paragraph", {"text": link, "references": []}),
            ("image", {"image": {"image": picture.pk, "alt_text": "The moon"}, "caption": ""}),
        ),
    )
    build_ahead()
    return Files(shelf, folder, private, picture, report)


@pytest.fixture
def files(kept_files: Files, db: None) -> Files:
    """As they are in the database, for each test anew."""
    return Files(*(type(each).objects.get(pk=each.pk) for each in vars(kept_files).values()))


def seen() -> set[str]:
    """What a reader gets of the files, in any form of the post and in the lists it is in."""
    found = set()
    for path in (
        *(POST, f"{POST}index.md", "/", "/blog/", "/blog/feed.json", "/sitemap.xml"),
        *("/api/content/v1/posts/a-post/", "/api/content/v1/posts/", "/api/content/v1/people/"),
    ):
        answer = Client().get(path)
        assert answer.status_code == 200, path
        found |= {sign for sign in SIGNS if sign in answer.content.decode()}
    return found


def restrict(files: Files, admin: Client) -> None:
    CollectionViewRestriction.objects.create(collection=files.folder, restriction_type="groups")


def restrict_the_shelf_in_the_admin(files: Files, admin: Client) -> None:
    answer = admin.post(
        f"/admin/collections/{files.shelf.pk}/privacy/", {"restriction_type": "login"}
    )
    assert answer.json()["step"] == "set_privacy_done"


def move_the_shelf_in_the_admin(files: Files, admin: Client) -> None:
    url = f"/admin/collections/{files.shelf.pk}/"
    answer = admin.post(url, {"name": "Shelf", "parent": files.private.pk})
    assert answer.status_code == 302


def file_both_elsewhere(files: Files, admin: Client) -> None:
    for thing in (files.picture, files.report):
        thing.collection = files.private
        thing.save()


def file_both_elsewhere_in_bulk(files: Files, admin: Client) -> None:
    where = {"collection": files.private.pk}
    for model, thing in (
        ("cms_images/customimage", files.picture),
        ("wagtaildocs/document", files.report),
    ):
        url = f"/admin/bulk/{model}/add_to_collection/?id={thing.pk}"
        assert admin.post(url, where).status_code == 302


def delete(files: Files, admin: Client) -> None:
    files.picture.delete()
    files.report.delete()


WAYS: list[Callable[[Files, Client], None]] = [
    restrict,
    restrict_the_shelf_in_the_admin,
    move_the_shelf_in_the_admin,
    file_both_elsewhere,
    file_both_elsewhere_in_bulk,
    delete,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_is_private_is_in_no_answer(
    way: Callable[[Files, Client], None], files: Files, admin: Client
) -> None:
    assert seen() == set(SIGNS)
    way(files, admin)
    assert seen() == set()


def test_what_is_public_again_comes_back(files: Files) -> None:
    restriction = CollectionViewRestriction.objects.create(
        collection=files.shelf, restriction_type="login"
    )
    assert seen() == set()
    restriction.delete()
    assert seen() == set(SIGNS)


def test_a_document_that_is_replaced_is_linked_by_its_new_name(files: Files) -> None:
    assert "canary-report" in seen()
    files.report.file = ContentFile(b"text", "second.txt")
    files.report.save()
    assert "canary-report" not in seen()
    assert "second.txt" in Client().get("/api/content/v1/posts/a-post/").content.decode()


def test_the_bulk_form_offers_the_collections(files: Files, admin: Client) -> None:
    url = f"/admin/bulk/cms_images/customimage/add_to_collection/?id={files.picture.pk}"
    assert "Private" in admin.get(url).content.decode()
