"""What a health post must have before any reader may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.editions.findings import Finding

if TYPE_CHECKING:
    from blog.models.post import BlogPage


def post_findings(post: BlogPage) -> list[Finding]:
    """Why `post`, as it is in memory, may not be public. Empty when it may."""
    checks = (_disclaimer, _authors, _category, _hero, _reviewer, _slug)
    return [finding for check in checks if (finding := check(post))]


def _disclaimer(post: BlogPage) -> Finding | None:
    chosen = post.chosen_disclaimer
    if chosen is None:
        message = _(
            "The post has no disclaimer. Choose one here, for its category or in the site settings."
        )
    elif post.disclaimer_in_force() is None:
        message = _(
            "No version of the disclaimer “%(name)s” is in force. Publish one, or choose another."
        ) % {"name": chosen}
    else:
        return None
    return Finding("no_disclaimer_in_force", message, "disclaimer", place=_("Disclaimer"))


def _authors(post: BlogPage) -> Finding | None:
    return None if post.authors else no_author()


def no_author() -> Finding:
    """What is said of a post that nobody wrote."""
    return Finding("no_author", _("Add at least one author."), "page_authors", place=_("Authors"))


def _category(post: BlogPage) -> Finding | None:
    if post.category_id:
        return None
    return Finding("no_category", _("Choose a category."), "category", place=_("Category"))


def _hero(post: BlogPage) -> Finding | None:
    if not post.hero_image_id or post.hero_alt.strip() or post.hero_is_decorative:
        return None
    message = _("Describe the main picture in words, or mark it as decorative.")
    return Finding("no_alt_text", message, "hero_alt", place=_("Main picture"))


def _reviewer(post: BlogPage) -> Finding | None:
    if post.reviewer_id and post.reviewer_id in {person.pk for person in post.authors}:
        message = _("An author cannot review their own post: choose somebody else.")
        return Finding("reviewer_is_author", message, "reviewer", place=_("Medical reviewer"))
    due, reviewed = post.next_review_due, post.last_reviewed
    if due and reviewed and due <= reviewed:
        message = _("The next review must come after the last one.")
        return Finding("review_dates", message, "next_review_due", place=_("Next review due"))
    return None


def _slug(post: BlogPage) -> Finding | None:
    """Readers of the API ask for a post by its slug and language, so it names one post only."""
    if post.alias_of_id:
        return None
    same = type(post)._default_manager.filter(
        slug=post.slug, locale_id=post.locale_id, live=True, alias_of__isnull=True
    )
    if not same.exclude(pk=post.pk).exists():
        return None
    message = _("Another post has the slug “%(slug)s”: choose another.") % {"slug": post.slug}
    return Finding("slug_taken", message, "slug", place=_("Slug"))
