"""What each endpoint costs in queries: as many on a full site as on a small one."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.contrib.redirects.models import Redirect

from blog.models import (
    BlogIndexPage,
    NavigationLink,
    PersonLink,
    SiteSettings,
    SocialProfile,
    TreatmentStatus,
)
from cms.editions.store import refresh, stale_ids
from cms.images.models import CustomImage
from tests import builders
from tests.blog.api.conftest import CONTENT, Reader
from tests.openapi import Contract

# Addresses below the API, each with its queries at most where no answer is kept. The contract has
# a word on four: a post 2, a 304 of one 1, a list of cards 3, the site 2.
COSTS = {
    "posts/": 3,
    "posts/?limit=20&offset=1": 3,
    "posts/?order=last_reviewed": 3,
    "posts/?cursor=": 2,
    "posts/?cursor=&order=last_reviewed": 3,
    "posts/?route=intramuscular&category=first-0&author=first-0-0&treatment=first-0-0": 3,
    "posts/first-0/": 1,
    "posts/old-first/": 2,
    "posts/nowhere/": 2,
    "pages/?path=/blog/first-0/": 1,
    "pages/?path=/blog/": 1,
    "pages/?path=/blog/old-first/": 6,
    "pages/?path=/nowhere/": 4,
    "routes/": 1,
    "route-entries/": 2,
    "route-entries/?order=onset": 3,
    "route-entries/?treatment=first-0-0&post=first-0": 2,
    "route-entries/?cursor=": 2,
    "route-entries/?cursor=&order=onset": 3,
    "redirects/": 2,
    "redirects/?cursor=": 2,
    "changes/": 2,
    "search/?q=first": 3,
    "search/?q=first&category=first-0&treatment=first-0-0&route=intramuscular": 4,
    "search/?q=nowhere&category=first-0&treatment=first-0-0": 6,
    "site/": 2,
    "categories/": 2,
    "categories/first-0/": 2,
    "tags/": 2,
    "tags/first-0-0/": 2,
    "people/": 6,
    "people/first-0-0/": 6,
    "treatments/": 3,
    "treatments/first-0-0/": 3,
    "disclaimers/": 7,
    "disclaimers/first-0/": 6,
    "openapi.json": 0,
    "docs/": 0,
}
DOCUMENTS = ("posts/first-0/", "pages/?path=/blog/first-0/", "pages/?path=/blog/")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_kept")]


@pytest.fixture(scope="module")
def kept_first(kept_blog: None) -> None:
    grow(BlogIndexPage.objects.get(), "first", 1)


@pytest.fixture
def small(kept_first: None, blog: BlogIndexPage) -> BlogIndexPage:
    return blog


def grow(blog: BlogIndexPage, name: str, size: int) -> None:
    """`size` posts with `size` of everything in each of them, all of their own."""
    for number in range(size):
        _post(blog, f"{name}-{number}", size)
    moved = builders.publish(builders.draft_post(blog, slug=f"old-{name}"))
    moved.slug = f"new-{name}"
    builders.publish(moved)
    Redirect.objects.create(old_path=f"/gone-{name}", redirect_link="https://x.example/")
    _settings(blog, size)
    for pk in stale_ids():
        refresh(pk)


def _post(blog: BlogIndexPage, slug: str, size: int) -> None:
    things = range(size)
    sources = [builders.make_reference(f"{slug} {each}") for each in things]
    image = _picture(slug)
    people = [builders.make_person(f"{slug} {each}", photo=image) for each in things]
    treatments = [builders.make_treatment(f"{slug} {each}") for each in things]
    for person, treatment in zip(people, treatments, strict=True):
        PersonLink.objects.create(person=person, label="Profile", url="https://x.example/")
        TreatmentStatus.objects.create(
            treatment=treatment, jurisdiction="US", indication="pain", status="approved"
        )
    link = f'<a linktype="page" id="{blog.pk}">the blog</a>'
    figure = builders.quantity(2, 4, *sources, endpoint="felt_effect")
    picture = {"image": {"image": image.pk, "alt_text": "Hills", "decorative": False}}
    described = [
        ("route", builders.route(key, method, treatment=treatments[0].pk, onset=figure))
        for key, method in (("intramuscular", "injection"), ("oral", "swallow"))[:size]
    ]
    builders.make_post(
        blog,
        slug,
        slug=slug,
        authors=people,
        reviewer=builders.make_person(f"{slug} reviewer"),
        category=builders.make_category(slug),
        disclaimer=builders.make_disclaimer(slug, f"<p>Not for you: {link}.</p>"),
        tags=[f"{slug} {each}" for each in things],
        treatments=treatments,
        hero_image=image,
        hero_alt="Hills",
        body=builders.body(
            *(builders.paragraph(f"See {link}.", *sources) for _ in things),
            *(("image", picture) for _ in things),
            *described,
        ),
    )


def _picture(name: str) -> CustomImage:
    data = BytesIO()
    Image.new("RGB", (64, 40), (40, 90, 80)).save(data, "PNG")
    file = ImageFile(BytesIO(data.getvalue()), name=f"{name}.png")
    return CustomImage.objects.create(title=name, description="Hills", file=file)


def _settings(blog: BlogIndexPage, size: int) -> None:
    settings = SiteSettings.objects.get()
    settings.logo = _picture(f"logo {size}")
    settings.save()
    for number in range(size):
        NavigationLink.objects.create(settings=settings, label=str(number), page=blog)
        SocialProfile.objects.create(
            settings=settings, network="facebook", url=f"https://x.example/{number}"
        )


def costs(reader: Reader, **headers: Any) -> dict[str, int]:
    """Queries of each address, once its statements are composed."""
    found = {}
    for path in COSTS:
        reader.client.get(CONTENT + path)
        with CaptureQueriesContext(connection) as queries:
            reader.client.get(CONTENT + path, headers=headers)
        found[path] = len(queries)
    return found


def test_every_operation_has_its_price() -> None:
    asked = [path.partition("?")[0].split("/") for path in COSTS]
    for operation in Contract.committed().public:
        first, *rest = operation.removeprefix(CONTENT).split("/")
        assert [each for each in asked if each[0] == first and len(each) == 1 + len(rest)]


def test_no_endpoint_costs_more_on_a_full_site(reader: Reader, small: BlogIndexPage) -> None:
    before = costs(reader)
    assert not {path: found for path, found in before.items() if found > COSTS[path]}
    grow(small, "more", 2)
    assert reader.json("posts/")["count"] == 5
    assert costs(reader) == before


def test_a_304_costs_no_more_than_its_answer(reader: Reader, small: BlogIndexPage) -> None:
    unchanged = costs(reader, if_none_match="*")
    assert not {path: found for path, found in unchanged.items() if found > COSTS[path]}
    assert [unchanged[path] for path in DOCUMENTS] == [1, 1, 1]
    for path in DOCUMENTS:
        etag = reader.get(path).headers["ETag"]
        reader.get(path, 304, **{"If-None-Match": etag})
