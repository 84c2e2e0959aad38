"""Loads the demo site into an empty installation, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from blog.models import BlogIndexPage, BlogPage, SiteSettings
from blog.models.post_rows import BlogPageAuthor, BlogPageReference, BlogPageRelatedPost
from blog.models.site import NavigationLink, SocialProfile
from home.demo import library
from home.demo.content import HOME, INDEX, PAGES, POSTS, SITE
from home.demo.content.shapes import DemoPage, DemoPost
from home.demo.content.writing import rich
from home.demo.pictures import PICTURES
from home.demo.resolving import Ids, stream
from home.models import FeaturedPost, HomePage, StandardPage

REVIEW_EVERY = timedelta(days=365)
REVIEWED_BEFORE_PUBLICATION = timedelta(days=2)
FEATURED = 3

Say = Callable[[str], object]


class SiteInUseError(Exception):
    """The site has a home page that is not Wagtail's welcome page. Nothing was changed."""


def load(say: Say) -> bool:
    """Load the demo site; False, and nothing changed, if the installation has a blog already.

    `say` is told of each step. Raises SiteInUseError where another home page would be replaced.
    """
    if BlogIndexPage.objects.exists():
        return False
    _site_to_fill()
    # Painted before the transaction begins, so that no other writer waits for a picture.
    files = {}
    for number, (name, picture) in enumerate(PICTURES.items(), start=1):
        say(f"Painting {number} of {len(PICTURES)}: {picture.title}")
        files[name] = library.encode(picture)
    with transaction.atomic():
        if BlogIndexPage.objects.exists():
            return False
        Loader(say, files).load()
        say("Making the pictures' sizes")
    return True


def _site_to_fill() -> Site | None:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site and site.root_page.depth > 1 and not _is_welcome(site.root_page):
        raise SiteInUseError(
            f"This site has a home page, “{site.root_page}”: the demo is for an empty site only."
        )
    return site


def _is_welcome(page: Page) -> bool:
    """Whether this is the bare page that Wagtail's own migrations leave behind."""
    return page.specific_class is Page and not page.get_children().exists()


class Loader:
    """One load of the demo site. Meant to run inside a transaction."""

    def __init__(self, say: Say, files: dict[str, tuple[str, bytes]]) -> None:
        self.say = say
        self.now = timezone.now()
        self.images = {
            name: library.add_image(name, PICTURES[name], extension, content)
            for name, (extension, content) in files.items()
        }
        self.references = library.add_references()
        self.disclaimers = library.add_disclaimers()
        self.categories = library.add_categories(self.disclaimers)
        self.treatments = library.add_treatments()
        self.people = library.add_people(self.images)
        self.pages: dict[str, Any] = {}

    def load(self) -> None:
        """Make every page, then publish each: bodies link to pages."""
        home = self._add_home()
        site = self._take_over_site(home)
        settings = self._fill_settings(site)
        self._publish(home, self._long_ago())
        index = home.add_child(instance=self._index())
        self.pages[INDEX.slug] = index
        for page in PAGES:
            self.pages[page.slug] = home.add_child(instance=self._standard_page(page))
        for post in POSTS:
            self.pages[post.slug] = index.add_child(instance=self._post(post))
        self._add_navigation(settings)
        self._publish(index, self._long_ago())
        for page in PAGES:
            self._publish_standard_page(page)
        for post in sorted(POSTS, key=lambda each: -each.days_ago):
            self.say(f"Publishing “{post.title}”")
            self.publish_post(post)
        home.refresh_from_db()
        home.featured_posts = [
            FeaturedPost(post=self.pages[post.slug], sort_order=order)
            for order, post in enumerate(POSTS[:FEATURED])
        ]
        self._publish(home, self._long_ago())

    @property
    def ids(self) -> Ids:
        return {
            "ref": {key: row.pk for key, row in self.references.items()},
            "treatment": {key: row.pk for key, row in self.treatments.items()},
            "image": {key: row.pk for key, row in self.images.items()},
            "page": {key: row.pk for key, row in self.pages.items()},
        }

    def _long_ago(self) -> datetime:
        return self.now - timedelta(days=max(post.days_ago for post in POSTS) + 30)

    def _add_home(self) -> HomePage:
        root = Page.get_first_root_node()
        home = HomePage(
            slug=_free_slug(root, "larkfield-clinic"),
            hero_image=self.images[HOME.hero],
            hero_alt=PICTURES[HOME.hero].alt_text,
            intro=rich(HOME.intro),
            **self._common(HOME),
        )
        root.add_child(instance=home)
        return home

    def _take_over_site(self, home: HomePage) -> Site:
        site = _site_to_fill()
        if site is None:
            return Site.objects.create(
                hostname="localhost", is_default_site=True, site_name=SITE.name, root_page=home
            )
        welcome = site.root_page
        site.root_page, site.site_name = home, SITE.name
        site.save()
        if welcome.depth > 1:
            welcome.delete()
            home.refresh_from_db()
        return site

    def _fill_settings(self, site: Site) -> SiteSettings:
        settings = SiteSettings.for_site(site)
        for field in (
            *("name", "tagline", "phone", "email", "address", "booking_url", "jurisdiction"),
            *("comments_notice", "mistake_email", "footer_text"),
        ):
            setattr(settings, field, getattr(SITE, field))
        settings.logo = self.images[SITE.logo]
        settings.default_disclaimer = self.disclaimers[SITE.default_disclaimer]
        settings.social_profiles = [
            SocialProfile(network=network, label=label, url=url, sort_order=order)
            for order, (network, label, url) in enumerate(SITE.social_profiles)
        ]
        settings.save()
        return settings

    def _add_navigation(self, settings: SiteSettings) -> None:
        links: Any = settings
        links.navigation = [
            NavigationLink(label=label, page=page, url="" if page else to, sort_order=order)
            for order, (to, label) in enumerate(SITE.navigation)
            for page in [None if to.startswith("/") else self.pages[to]]
        ]
        settings.save()

    def _common(self, page: DemoPage | DemoPost) -> dict[str, Any]:
        """Fields of every page. Its first publication is dated before it is published."""
        published = self._published(page) if isinstance(page, DemoPost) else self._long_ago()
        return {
            "title": page.title,
            "search_description": page.search_description,
            "first_published_at": published,
            "live": False,
        }

    def _published(self, post: DemoPost) -> datetime:
        return self.now - timedelta(days=post.days_ago)

    def _index(self) -> BlogIndexPage:
        return BlogIndexPage(slug=INDEX.slug, intro=rich(INDEX.intro), **self._common(INDEX))

    def _standard_page(self, page: DemoPage) -> StandardPage:
        return StandardPage(slug=page.slug, intro=page.intro, **self._common(page))

    def _post(self, post: DemoPost) -> BlogPage:
        reviewed: date = (self._published(post) - REVIEWED_BEFORE_PUBLICATION).date()
        return BlogPage(
            slug=post.slug,
            subtitle=post.subtitle,
            intro=post.intro,
            hero_image=self.images[post.hero],
            hero_alt=PICTURES[post.hero].alt_text,
            category=self.categories[post.category],
            reviewer=self.people[post.reviewer],
            last_reviewed=reviewed,
            next_review_due=reviewed + REVIEW_EVERY,
            disclaimer=self.disclaimers[post.disclaimer] if post.disclaimer else None,
            **self._common(post),
        )

    def _publish_standard_page(self, page: DemoPage) -> None:
        row = self.pages[page.slug]
        row.body = json.dumps(stream(page.slug, page.body, self.ids))
        self._publish(row, self._long_ago())

    def publish_post(self, post: DemoPost) -> None:
        """Fill in what is known of a post once every page has its place, and publish it."""
        row = self.pages[post.slug]
        row.body = json.dumps(stream(post.slug, post.body, self.ids))
        row.page_authors = [
            BlogPageAuthor(person=self.people[slug], sort_order=order)
            for order, slug in enumerate(post.authors)
        ]
        row.page_references = [
            BlogPageReference(reference=self.references[key], sort_order=order)
            for order, key in enumerate(post.further_reading)
        ]
        row.related_posts = [
            BlogPageRelatedPost(post=self.pages[slug], sort_order=order)
            for order, slug in enumerate(post.related)
        ]
        row.treatments = [self.treatments[slug] for slug in post.treatments]
        row.tags.add(*post.tags)
        self._publish(row, self._published(post))

    def _publish(self, page: Any, when: datetime) -> None:
        """Publish the page as it is through a revision, dated `when`."""
        page.save_revision().publish()
        page.refresh_from_db()
        page.last_published_at = when
        page.save(update_fields=["last_published_at"])


def _free_slug(parent: Page, slug: str) -> str:
    taken = set(parent.get_children().values_list("slug", flat=True))
    number, free = 2, slug
    while free in taken:
        number, free = number + 1, f"{slug}-{number}"
    return free
