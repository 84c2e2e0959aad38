"""A writer and several readers of one live store, each in a process of its own.

Run by `test_freshness.py` with DATABASE_URL naming an empty database. After each change has been
committed the writer raises a floor in shared memory; a reader notes the floors, reads, and fails
when the answer is older than what it noted. Prints `CHANGES READS`.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import re
import sys
import time
from typing import Any

import django

POSTS = 4
CHANGES = int(sys.argv[1]) if len(sys.argv) > 1 else 300
READERS = 4
HIDDEN = -1
# One floor for each: titles of posts, the author, the category, the disclaimer, the settings' one.
SHARED = ("author", "category", "disclaimer")
STATES = POSTS + len(SHARED)


def main() -> None:
    """Build the site, run writer and readers, say how much they did."""
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    pages = build()
    connections.close_all()
    context = multiprocessing.get_context("fork")
    floors = context.Array("q", STATES + POSTS)
    done = context.Value("b", 0)
    reads = context.Value("q", 0)
    failures: Any = context.Queue()
    readers = [
        context.Process(target=read, args=(floors, done, reads, failures, seed))
        for seed in range(READERS)
    ]
    for reader in readers:
        reader.start()
    change(pages, floors)
    done.value = 1
    for reader in readers:
        reader.join()
    if not failures.empty():
        raise SystemExit(f"stale: {failures.get()}")
    sys.stdout.write(f"{CHANGES} {reads.value}\n")


def build() -> list[int]:
    """A site with a few posts that share an author, a category and a disclaimer, all at 0."""
    from tests import builders

    index = builders.make_site()
    author, category = builders.make_person("author v0"), builders.make_category("category v0")
    disclaimer = builders.make_disclaimer("Own", "<p>disclaimer v0</p>")
    return [
        builders.make_post(
            index,
            f"post v0 {number}",
            slug=f"post-{number}",
            authors=[author],
            category=category,
            disclaimer=disclaimer,
        ).pk
        for number in range(POSTS)
    ]


def change(pages: list[int], floors: Any) -> None:
    """Make changes one after the other; raise the floor when each has been committed."""
    choose = random.Random(7)
    for version in range(1, CHANGES + 1):
        kind = choose.choice(["title", "title", "hide", "privacy", *SHARED])
        post = choose.randrange(POSTS)
        if kind == "title":
            set_title(pages[post], post, version)
            floors[post] = version
        elif kind in SHARED:
            set_shared(kind, version)
            floors[POSTS + SHARED.index(kind)] = version
        else:
            state = STATES + post
            floors[state] = version * 4 + 2  # from here on either answer is right
            hidden = set_hidden(pages[post], kind)
            floors[state] = version * 4 + (1 if hidden else 0)


def set_title(pk: int, post: int, version: int) -> None:
    from blog.models import BlogPage

    page = BlogPage.objects.get(pk=pk)
    page.title = f"post v{version} {post}"
    revision = page.save_revision()
    if page.live:  # what is hidden shows its latest revision when it comes back
        revision.publish()


def set_shared(kind: str, version: int) -> None:
    from blog.models import Category, Disclaimer, Person
    from tests import builders

    if kind == "disclaimer":
        own = Disclaimer.objects.get(name="Own")
        builders.publish_version(own, f"<p>disclaimer v{version}</p>")
        return
    model: Any = Person if kind == "author" else Category
    thing = model.objects.get(name__startswith=f"{kind} v")
    thing.name = f"{kind} v{version}"
    thing.save()


def set_hidden(pk: int, kind: str) -> bool:
    """Hide the post, or show it again if it was hidden. Returns whether it is hidden now."""
    from wagtail.models import PageViewRestriction

    from blog.models import BlogPage

    page = BlogPage.objects.get(pk=pk)
    restrictions = PageViewRestriction.objects.filter(page_id=pk)
    if not page.live:
        page.get_latest_revision().publish()
    elif restrictions.exists():
        for restriction in restrictions:
            restriction.delete()
    elif kind == "hide":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page_id=pk, restriction_type="login")
    return not BlogPage.objects.get(pk=pk).is_published()


def read(floors: Any, done: Any, reads: Any, failures: Any, seed: int) -> None:
    """Read posts at random until the writer is done."""
    from cms.editions.reading import document_by_slug

    choose = random.Random(seed)
    while not done.value and failures.empty():
        post = choose.randrange(POSTS)
        time.sleep(0.005)  # readers do not keep the writer from its turn
        before = list(floors)
        answer = document_by_slug("blog.BlogPage", f"post-{post}", "en")
        after = list(floors)
        with reads.get_lock():
            reads.value += 1
        if problem := judge(post, answer, before, after):
            failures.put(problem)


def judge(post: int, answer: Any, before: list[int], after: list[int]) -> str:
    """What is wrong with an answer; "" when it is as new as what was committed before."""
    state = STATES + post
    settled = before[state] == after[state] and before[state] % 4 != 2
    if settled and (answer is None) != (before[state] % 4 == 1):
        return f"post {post} is {'missing' if answer is None else 'shown'} wrongly: {before}"
    if answer is None:
        return ""
    document = json.loads(answer.body)
    shown = {
        post: document["title"],
        POSTS: document["authors"][0]["name"],
        POSTS + 1: document["category"]["name"],
        POSTS + 2: document["disclaimer"]["text"],
    }
    for place, text in shown.items():
        version = int(re.findall(r"v(\d+)", text)[0])
        if version < before[place]:
            return f"“{text}” was sent after v{before[place]} had been committed"
    return ""


if __name__ == "__main__":
    main()
