"""Generating posts in batches: interrupted, it goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable

from blog.generation.content import content, slug_of
from blog.generation.library import library
from blog.generation.words import Words
from blog.generation.writer import write
from blog.models import BlogIndexPage, BlogPage
from cms.editions.bulk import Begun, bulk_writer

BATCH = 200


def generate(
    index: BlogIndexPage, count: int, seed: int, say: Callable[[str], object]
) -> tuple[int, int]:
    """Have the posts 1 to `count` of a seed, public, below `index`.

    Returns how many were made and how many were published (more, after an interruption). `say` is
    told of each batch. Memory does not grow with `count`, but for one id per post.
    """
    words, shared = Words(seed), library(seed)
    known = _existing(seed)
    made = published = 0
    waiting: Begun | None = None
    with bulk_writer() as store:
        for start in range(1, count + 1, BATCH):
            numbers = range(start, min(start + BATCH, count + 1))
            missing = [number for number in numbers if number not in known]
            if missing:
                posts = [content(seed, number, words, shared) for number in missing]
                known |= write(index, posts, known)
                made += len(missing)
            # While these are built, the next are written.
            begun = store.begin(BlogPage, [known[number] for number in numbers])
            published += store.finish(waiting) if waiting else 0
            waiting = begun
            say(f"{numbers[-1]} of {count} posts")
        published += store.finish(waiting) if waiting else 0
    return made, published


def _existing(seed: int) -> dict[int, int]:
    """The posts of a seed that are there already: `{number: page id}`."""
    prefix = slug_of(seed, 0)[:-1]
    rows = BlogPage.objects.filter(slug__startswith=prefix).values_list("slug", "pk")
    return {int(number): pk for slug, pk in rows if (number := slug[len(prefix) :]).isdecimal()}
