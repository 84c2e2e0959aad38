"""Those who read: each answer is judged by what was committed before it was asked for."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

from tests.cms.editions.freshness.changing import PLACES, slug
from tests.cms.editions.freshness.floors import POSTS, SHARED, Floors, Snapshot

CONTENT = "/api/content/v1/"
_SHOWN = re.compile(rf"\b({'|'.join(SHARED)}) v(\d+)|\bpost v(\d+) (\d)")
BUSY = 503  # says that it has no answer right now, which is not an old one
_PAUSE = 0.12  # so that readers do not keep the writer from its turn


@dataclass(frozen=True)
class Question:
    """What is asked for, the statuses that are right, and whether posts must be in the answer."""

    path: str
    post: int | None = None
    is_old: bool = False
    lists_posts: bool = False


def _address(before: Snapshot, post: int) -> str:
    stands = before.posts[post]
    return f"/{PLACES[stands.place]}/{slug(post, stands.slug)}/"


def _by_slug(before: Snapshot, post: int) -> Question:
    return Question(f"{CONTENT}posts/{slug(post, before.posts[post].slug)}/", post)


def _by_old_slug(before: Snapshot, post: int) -> Question:
    number = before.posts[post].slug
    return Question(f"{CONTENT}posts/{slug(post, number - 1 if number else 999)}/", is_old=True)


def _by_path(before: Snapshot, post: int) -> Question:
    return Question(f"{CONTENT}pages/?path={_address(before, post)}", post)


def _by_old_place(before: Snapshot, post: int) -> Question:
    stands = before.posts[post]
    place = PLACES[1 - stands.place]
    return Question(f"/{place}/{slug(post, stands.slug)}/", is_old=True)


def _as_markdown(before: Snapshot, post: int) -> Question:
    return Question(f"{_address(before, post)}index.md", post)


def _as_page(before: Snapshot, post: int) -> Question:
    return Question(_address(before, post), post)


QUESTIONS: list[Callable[[Snapshot, int], Question]] = [
    *(_by_slug, _by_slug, _by_path, _by_old_slug, _by_old_place, _as_markdown),
    *(_as_page, _as_page, _as_page),
    lambda before, post: Question("/"),
    *((lambda before, post, place=place: Question(f"/{place}/")) for place in PLACES),
    lambda before, post: Question("/search/?q=post"),
    lambda before, post: Question(f"{CONTENT}posts/?limit=50", lists_posts=True),
    lambda before, post: Question(f"{CONTENT}posts/?limit=50&cursor=", lists_posts=True),
    lambda before, post: Question(f"{CONTENT}search/?q=post", lists_posts=True),
    lambda before, post: Question(f"{CONTENT}site/"),
]


def read(floors: Floors, done: Any, reads: Any, busy: Any, failures: Any, seed: int) -> None:
    """Ask at random until the writer is done or an answer is wrong; count answers and refusals."""
    from django.test import Client

    choose, client = random.Random(seed), Client()
    while not done.value and failures.empty():
        time.sleep(_PAUSE)
        before = floors.snapshot()
        question = choose.choice(QUESTIONS)(before, choose.randrange(POSTS))
        answer = client.get(question.path)
        after = floors.snapshot()
        counted = busy if answer.status_code == BUSY else reads
        with counted.get_lock():
            counted.value += 1
        if counted is busy:
            continue
        text = unescape(answer.content.decode())
        if problem := judge(question, answer.status_code, text, before, after):
            failures.put(f"{question}: {answer.status_code}: {problem}\n{before}\n{after}")


def judge(question: Question, status: int, text: str, before: Snapshot, after: Snapshot) -> str:
    """What is wrong with an answer; "" when it is as new as what had been committed before."""
    post = question.post
    if question.is_old:
        if status == 200 and all(before.settled(after, each) for each in range(POSTS)):
            return "an old address shows something"
    elif post is None:
        if status != 200:
            return "there is no answer"
    elif before.settled(after, post) and (status == 200) == before.posts[post].is_hidden:
        return f"post {post} is {'shown' if status == 200 else 'missing'} wrongly"
    return _stale(text, before, after) or _missing(question, text, before, after)


def _stale(text: str, before: Snapshot, after: Snapshot) -> str:
    """Something older than its floor, or hidden, anywhere in an answer."""
    for found in _SHOWN.finditer(text):
        name, version, title, number = found.groups()
        if name and int(version) < before.shared[name]:
            return f"“{found[0]}” after v{before.shared[name]} had been committed"
        if number:
            stands = before.posts[int(number)]
            if int(title) < stands.title:
                return f"“{found[0]}” after v{stands.title} had been committed"
            if stands.is_hidden and before.settled(after, int(number)):
                return f"“{found[0]}” is hidden"
    return ""


def _missing(question: Question, text: str, before: Snapshot, after: Snapshot) -> str:
    if not question.lists_posts:
        return ""
    shown = {int(number) for number in re.findall(r'"title":"post v\d+ (\d)"', text)}
    for post in range(POSTS):
        if before.settled(after, post) and (post in shown) == before.posts[post].is_hidden:
            return f"post {post} is {'listed' if post in shown else 'left out'} wrongly"
    return ""
