"""The one who writes: a small site, and changes of every kind to it, one after the other."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image
from wagtail.models import PageViewRestriction

from blog.models import BlogIndexPage, BlogPage, Category, Disclaimer, Person, SiteSettings
from cms.images.models import CustomImage
from tests import builders
from tests.cms.editions.freshness.floors import POSTS, Floors

PLACES = ("blog", "news")
SOON = timedelta(seconds=0.4)


def title(post: int, version: int) -> str:
    return f"post v{version} {post}"


def slug(post: int, number: int) -> str:
    return f"post-{post}-s{number}"


class Writer:
    """Makes changes and says, after the commit of each, what must hold from then on."""

    def __init__(self, floors: Floors, seed: int) -> None:
        self._floors = floors
        self._choose = random.Random(seed)
        self._hidden: dict[int, Callable[[int, int], None]] = {}  # with what shows it again
        self._slugs = [0] * POSTS
        self._places = [0] * POSTS
        self.made: Counter[str] = Counter()
        self._build()

    def _build(self) -> None:
        index = builders.make_site()
        home = index.get_parent()
        other = builders.publish(home.add_child(instance=BlogIndexPage(title="News", slug="news")))
        self._indexes = [index.pk, other.pk]
        self._own = builders.make_disclaimer("Own", "<p>disclaimer v0</p>").pk
        self._author = builders.make_person("author v0").pk
        self._category = builders.make_category("category v0").pk
        self._picture = _picture("picture v0").pk
        self._rename_site(0)
        self._pages = [self._make(post, 0) for post in range(POSTS)]

    def _make(self, post: int, version: int) -> int:
        made = builders.make_post(
            BlogIndexPage.objects.get(pk=self._indexes[self._places[post]]),
            title(post, version),
            slug=slug(post, self._slugs[post]),
            authors=[Person.objects.get(pk=self._author)],
            category=Category.objects.get(pk=self._category),
            disclaimer=Disclaimer.objects.get(pk=self._own),
            hero_image=CustomImage.objects.get(pk=self._picture),
            hero_alt="A square",
        )
        return int(made.pk)

    def change(self, version: int) -> None:
        """Change something, chosen at random."""
        kind = self._choose.choice([*OF_POSTS, *OF_SHARED])
        self.made[kind] += 1
        if kind in OF_SHARED:
            OF_SHARED[kind](self, version)
            return
        post = self._choose.randrange(POSTS)
        if show := self._hidden.pop(post, None):
            show(post, version)
        else:
            OF_POSTS[kind](self, post, version)

    # --- A post -------------------------------------------------------------------------------

    def _page(self, post: int) -> BlogPage:
        return BlogPage.objects.get(pk=self._pages[post])

    def publish(self, post: int, version: int) -> None:
        with self._floors.turn(post) as fields:
            page = self._page(post)
            page.title = title(post, version)
            page.save_revision().publish()
            fields["title"] = version

    def rename(self, post: int, version: int) -> None:
        self._slugs[post] += 1
        with self._floors.turn(post) as fields:
            page = self._page(post)
            page.slug = slug(post, self._slugs[post])
            page.save_revision().publish()
            fields["slug"] = self._slugs[post]

    def move(self, post: int, version: int) -> None:
        self._places[post] = 1 - self._places[post]
        with self._floors.turn(post) as fields:
            target = BlogIndexPage.objects.get(pk=self._indexes[self._places[post]])
            self._page(post).move(target, pos="last-child")
            fields["place"] = self._places[post]

    def unpublish(self, post: int, version: int) -> None:
        with self._floors.turn(post) as fields:
            self._page(post).unpublish()
            fields["is_hidden"] = 1
        self._hidden[post] = self._publish_again

    def restrict(self, post: int, version: int) -> None:
        with self._floors.turn(post) as fields:
            PageViewRestriction.objects.create(page=self._page(post), restriction_type="login")
            fields["is_hidden"] = 1
        self._hidden[post] = self._open

    def delete(self, post: int, version: int) -> None:
        with self._floors.turn(post) as fields:
            self._page(post).delete()
            fields["is_hidden"] = 1
        self._hidden[post] = self._make_again

    def expire(self, post: int, version: int) -> None:
        """By the clock: nothing is written when the moment comes."""
        with self._floors.turn(post) as fields:
            page = self._page(post)
            page.expire_at = timezone.now() + SOON
            page.save_revision().publish()
            _wait_for(page.expire_at)
            fields["is_hidden"] = 1
        self._hidden[post] = self._publish_again

    def _publish_again(self, post: int, version: int) -> None:
        with self._floors.turn(post) as fields:
            page = self._page(post)
            page.title, page.expire_at = title(post, version), None
            page.save_revision().publish()
            fields.update(title=version, is_hidden=0)

    def _open(self, post: int, version: int) -> None:
        with self._floors.turn(post) as fields:
            for restriction in PageViewRestriction.objects.filter(page=self._pages[post]):
                restriction.delete()
            fields["is_hidden"] = 0

    def _make_again(self, post: int, version: int) -> None:
        with self._floors.turn(post) as fields:
            self._pages[post] = self._make(post, version)
            fields.update(title=version, is_hidden=0)

    # --- What all posts show --------------------------------------------------------------------

    def rename_author(self, version: int) -> None:
        author = Person.objects.get(pk=self._author)
        author.name = f"author v{version}"
        author.save()
        self._floors.raise_shared("author", version)

    def rename_category(self, version: int) -> None:
        category = Category.objects.get(pk=self._category)
        category.name = f"category v{version}"
        category.save()
        self._floors.raise_shared("category", version)

    def publish_disclaimer(self, version: int) -> None:
        own = Disclaimer.objects.get(pk=self._own)
        builders.publish_version(own, f"<p>disclaimer v{version}</p>")
        self._floors.raise_shared("disclaimer", version)

    def schedule_disclaimer(self, version: int) -> None:
        """By the clock: nothing is written when its moment comes."""
        moment = timezone.now() + SOON
        own = Disclaimer.objects.get(pk=self._own)
        builders.publish_version(own, f"<p>disclaimer v{version}</p>", effective_from=moment)
        _wait_for(moment)
        self._floors.raise_shared("disclaimer", version)

    def credit_picture(self, version: int) -> None:
        picture = CustomImage.objects.get(pk=self._picture)
        picture.credit = f"picture v{version}"
        picture.save()
        self._floors.raise_shared("picture", version)

    def rename_site(self, version: int) -> None:
        self._rename_site(version)
        self._floors.raise_shared("site", version)

    def _rename_site(self, version: int) -> None:
        settings = SiteSettings.objects.get()
        settings.name = f"site v{version}"
        settings.save()


OF_POSTS: dict[str, Callable[[Writer, int, int], None]] = {
    "publish": Writer.publish,
    "rename": Writer.rename,
    "move": Writer.move,
    "unpublish": Writer.unpublish,
    "privacy": Writer.restrict,
    "delete": Writer.delete,
    "expiry": Writer.expire,
}
OF_SHARED: dict[str, Callable[[Writer, int], None]] = {
    "person": Writer.rename_author,
    "category": Writer.rename_category,
    "disclaimer version": Writer.publish_disclaimer,
    "disclaimer by the clock": Writer.schedule_disclaimer,
    "image": Writer.credit_picture,
    "settings": Writer.rename_site,
}


def _wait_for(moment: datetime) -> None:
    while timezone.now() <= moment:
        time.sleep(0.02)


def _picture(credit: str) -> CustomImage:
    data = BytesIO()
    Image.new("RGB", (64, 64), "#4f9a7c").save(data, "PNG")
    file: Any = ImageFile(BytesIO(data.getvalue()), name="square.png")
    return CustomImage.objects.create(title="Square", credit=credit, file=file)
