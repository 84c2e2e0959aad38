"""Generated posts become rows, many in one statement, as publishing them would leave them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F, OuterRef, Subquery
from django.db.models.fields import TextField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

from blog.generation.content import Content
from blog.models import BlogIndexPage, BlogPage, BlogPageAuthor, RouteEntry, Treatment
from blog.models.post_rows import BlogPageReference, BlogPageRelatedPost, BlogPageTag
from cms.editions.lock import turn

ROWS = 500


def write(index: BlogIndexPage, posts: Sequence[Content], known: dict[int, int]) -> dict[int, int]:
    """Add the posts below `index`, published, in one transaction: `{number: page id}`.

    `known` are the ids of posts that they lead to. The live store is not written.
    """
    with turn():
        parent = Page.objects.get(pk=index.pk)
        last = parent.get_last_child()
        first_step = (Page._str2int(last.path[-Page.steplen :]) if last else 0) + 1
        pages = [
            _page(each, parent, Page._get_path(parent.path, parent.depth + 1, first_step + step))
            for step, each in enumerate(posts)
        ]
        _insert_pages(pages)
        Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
        ids = {each.number: page.pk for each, page in zip(posts, pages, strict=True)}
        known = {**known, **ids}
        treatments = Treatment.objects.in_bulk([pk for each in posts for pk in each.treatments])
        for each, page in zip(posts, pages, strict=True):
            _relate(each, page, known)
            page.treatments = [treatments[pk] for pk in each.treatments]
        _insert_children(pages)
        _insert_revisions(posts, pages)
        _insert_derived(pages)
    return ids


def _page(each: Content, parent: Page, path: str) -> BlogPage:
    page = BlogPage(
        title=each.title,
        draft_title=each.title,
        slug=each.slug,
        translation_key=each.key,
        locale_id=parent.locale_id,
        path=path,
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}{each.slug}/",
        content_type=ContentType.objects.get_for_model(BlogPage),
        live=True,
        has_unpublished_changes=False,
        first_published_at=each.published_at,
        last_published_at=each.published_at,
        latest_revision_created_at=each.published_at,
        subtitle=each.subtitle,
        intro=each.intro,
        hero_image_id=each.image,
        hero_is_decorative=each.image is not None,
        reviewer_id=each.reviewer,
        last_reviewed=each.last_reviewed,
        next_review_due=each.next_review_due,
        category_id=each.category,
    )
    block = BlogPage._meta.get_field("body").stream_block
    page.body = block.to_python(each.body)
    return page


def _insert_pages(pages: list[BlogPage]) -> None:
    """The rows of both tables. Django's `bulk_create` refuses a model that has two."""
    fields = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    bases = [Page(**{name: getattr(page, name) for name in fields}) for page in pages]
    for page, base in zip(pages, Page.objects.bulk_create(bases, batch_size=ROWS), strict=True):
        page.pk = page.page_ptr_id = page.id = base.pk
        page._state.adding = False
    own = BlogPage._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(own, pages)
    for start in range(0, len(pages), size):
        BlogPage._base_manager._insert(pages[start : start + size], fields=own, using="default")


def _relate(each: Content, page: BlogPage, known: dict[int, int]) -> None:
    page.page_authors = [
        BlogPageAuthor(person_id=pk, sort_order=order) for order, pk in enumerate(each.authors)
    ]
    page.page_references = [
        BlogPageReference(reference_id=pk, sort_order=order)
        for order, pk in enumerate(each.further)
    ]
    page.related_posts = [
        BlogPageRelatedPost(post_id=known[number], sort_order=order)
        for order, number in enumerate(each.related)
        if number in known
    ]
    page.tagged_items = [BlogPageTag(tag_id=pk) for pk in each.tags]


def _insert_children(pages: list[BlogPage]) -> None:
    for name, model, link in (
        ("page_authors", BlogPageAuthor, "page_id"),
        ("page_references", BlogPageReference, "page_id"),
        ("related_posts", BlogPageRelatedPost, "page_id"),
        ("tagged_items", BlogPageTag, "content_object_id"),
    ):
        rows: list[Any] = []
        for page in pages:
            for row in getattr(page, name).get_object_list():
                setattr(row, link, page.pk)
                rows.append(row)
        model._default_manager.bulk_create(rows, batch_size=ROWS)
    through = BlogPage.treatments.through
    chosen = [
        through(blogpage_id=page.pk, treatment_id=treatment.pk)
        for page in pages
        for treatment in page.treatments.all()
    ]
    through.objects.bulk_create(chosen, batch_size=ROWS)


def _insert_revisions(posts: Sequence[Content], pages: list[BlogPage]) -> None:
    base, own = (ContentType.objects.get_for_model(model) for model in (Page, BlogPage))
    revisions = [
        Revision(
            base_content_type=base,
            content_type=own,
            object_id=str(page.pk),
            created_at=each.published_at,
            object_str=page.title,
            content=page.serializable_data(),
        )
        for each, page in zip(posts, pages, strict=True)
    ]
    Revision.objects.bulk_create(revisions, batch_size=ROWS // 4)
    own_revision = Revision.objects.filter(
        base_content_type=base, object_id=Cast(OuterRef("pk"), TextField())
    ).values("pk")[:1]
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(
        latest_revision=Subquery(own_revision), live_revision=Subquery(own_revision)
    )


def _insert_derived(pages: list[BlogPage]) -> None:
    """What publishing a post writes beside it: route entries, uses of shared things, words."""
    entries = [entry for page in pages for entry in RouteEntry.of(page)]
    RouteEntry.objects.bulk_create(entries, batch_size=ROWS)
    base, own = (ContentType.objects.get_for_model(model) for model in (Page, BlogPage))
    uses = [
        ReferenceIndex(
            base_content_type=base,
            content_type=own,
            object_id=str(page.pk),
            to_content_type_id=kind,
            to_object_id=pk,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in pages
        for kind, pk, model_path, content_path in sorted(
            set(ReferenceIndex._extract_references_from_object(page)), key=str
        )
    ]
    ReferenceIndex.objects.bulk_create(uses, batch_size=ROWS)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(BlogPage, pages)
