"""The live store: what readers are shown, and what they were shown before.

An `Edition` is written once and never changed. A `LivePage` says which edition a page shows now;
what it is found by and depends on hangs on it. Who may see a page is asked of the page's own row
(`cms.editions.published`), never of the store.
"""

from __future__ import annotations

from django.db import models
from wagtail.models import Page


class Edition(models.Model):
    """One document of one page, as readers got it from `live_from` on.

    No foreign keys: it outlives the page, its author and its type. `id` is the order in which
    editions were committed across all pages, `number` that within the page. `document` and `card`
    are JSON (UTF-8); both are NULL when the page went away (`digest` is "") or when the bytes were
    pruned, which is the only update the database allows.
    """

    page_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True)
    live_from = models.DateTimeField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the document, hexadecimal.")
    # The card first: SQLite reads all that stands before a column, and lists read cards alone.
    card = models.BinaryField(null=True)
    document = models.BinaryField(null=True)
    type = models.CharField(max_length=100)
    locale = models.CharField(max_length=20)
    slug = models.CharField(max_length=255)
    url_path = models.TextField()
    title = models.CharField(max_length=255)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["page_id", "number"], name="edition_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    @property
    def is_gone(self) -> bool:
        """Whether it says that readers cannot see the page any more."""
        return not self.digest


class LivePage(models.Model):
    """Which edition a page shows, and by what it is found. One row per page that was released.

    It is the answer only while it was built for the page's present `url_path`, `stale_from` has
    not come and `shape` is that of the running code; otherwise it is built anew before it is sent.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="live_page"
    )
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=100)
    locale = models.CharField(max_length=20)
    slug = models.CharField(max_length=255)
    url_path = models.TextField()
    path = models.TextField(help_text="The page's address within the site: “/blog/a-post/”.")
    title = models.CharField(max_length=255)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    last_reviewed = models.DateField(null=True)
    next_review_due = models.DateField(null=True)
    is_alias = models.BooleanField()
    translation_key = models.UUIDField()
    go_live_at = models.DateTimeField(null=True)
    expire_at = models.DateTimeField(null=True)
    stale_from = models.DateTimeField(null=True)
    shape = models.CharField(max_length=16)

    class Meta:
        indexes = [
            models.Index(fields=["type", "slug", "locale"], name="live_by_slug"),
            models.Index(fields=["path"], name="live_by_path"),
            models.Index(fields=["type", "-published_at", "-page"], name="live_by_publication"),
            models.Index(fields=["type", "-updated_at"], name="live_by_update"),
            models.Index(fields=["type", "title", "page"], name="live_by_title"),
            models.Index(fields=["type", "last_reviewed", "page"], name="live_by_review"),
            models.Index(fields=["type", "next_review_due", "page"], name="live_by_next_review"),
            models.Index(fields=["translation_key"], name="live_by_translation"),
            *(
                models.Index(
                    fields=[name], name=index, condition=models.Q(**{f"{name}__isnull": False})
                )
                for name, index in (
                    ("stale_from", "live_stale"),
                    ("go_live_at", "live_to_come"),
                    ("expire_at", "live_to_expire"),
                )
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PageHTML(models.Model):
    """The page that a browser gets, made when it is published: `content` is compressed by gzip.

    It is right while `key` is the digest of all that the page shows (`cms.editions.html`).
    `headers` are those of the answer, as a JSON object.
    """

    live = models.OneToOneField(
        LivePage, on_delete=models.CASCADE, primary_key=True, related_name="html"
    )
    key = models.CharField(max_length=64)
    headers = models.TextField()
    content = models.BinaryField()

    class Meta:
        verbose_name = "page as HTML"
        verbose_name_plural = "pages as HTML"

    def __str__(self) -> str:
        return str(self.live)


class Pulse(models.Model):
    """One row that the database rewrites with every change of what answers are made of.

    While `token` is the same, no answer has become another, but for what the clock does. It is
    drawn by chance: a database that is restored to an earlier state has another.
    """

    THE_ONE = 1

    token = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.token:x}"


class Facet(models.Model):
    """Something a live page can be filtered by: `kind` “category”, `key` the category's id."""

    live = models.ForeignKey(LivePage, on_delete=models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["live", "kind", "key"], name="facet_once_a_page")
        ]
        indexes = [models.Index(fields=["kind", "key", "live"], name="facet_by_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class SearchEntry(models.Model):
    """What search knows of a live page that is no alias: words, and the text that shows them.

    The words of each field are folded and stand between spaces (`cms.editions.search.words`);
    `keys` says what the page can be filtered by. The databases make their indexes of these
    columns (`cms.editions.search.databases`). `body` is plain text, a line for each passage.
    """

    live = models.OneToOneField(
        LivePage, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    title = models.TextField()
    names = models.TextField()
    headings = models.TextField()
    words = models.TextField()
    keys = models.TextField()
    body = models.TextField()

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return self.title


class ContextPage(models.Model):
    """A page named around a document: an ancestor, or one to be read next, the first first.

    More related pages are kept than are shown, because some may be hidden when they are sent.
    """

    ANCESTOR, RELATED = "ancestor", "related"

    live = models.ForeignKey(LivePage, on_delete=models.CASCADE, related_name="context_pages")
    kind = models.CharField(max_length=10, choices=[(ANCESTOR, ANCESTOR), (RELATED, RELATED)])
    position = models.PositiveSmallIntegerField()
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["kind", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["live", "kind", "position"], name="context_position_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.live_id}: {self.kind} {self.page_id}"


class Dependency(models.Model):
    """Something a live document shows: `key` is ``blog.person:3``, ``wagtailcore.page:12``."""

    live = models.ForeignKey(LivePage, on_delete=models.CASCADE, related_name="dependencies")
    key = models.CharField(max_length=100)

    class Meta:
        verbose_name_plural = "dependencies"
        constraints = [
            models.UniqueConstraint(fields=["live", "key"], name="dependency_once_a_page")
        ]
        indexes = [models.Index(fields=["key", "live"], name="dependency_by_key")]

    def __str__(self) -> str:
        return self.key
