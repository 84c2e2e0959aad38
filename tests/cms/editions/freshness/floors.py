"""What has been committed, in memory that the writer and the readers share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

POSTS = 4
SHARED = ("author", "category", "disclaimer", "picture", "site")
"""What all posts show. Each has a text of its own: “author v17”."""
FIELDS = ("title", "turn", "is_hidden", "slug", "place")


@dataclass(frozen=True)
class Post:
    """Where a post stands: the version of its title, whether readers may see it, the number in its
    slug, and below which index it lies. While `turn` is odd it is being changed."""

    title: int
    turn: int
    is_hidden: bool
    slug: int
    place: int


@dataclass(frozen=True)
class Snapshot:
    """All floors at one moment: the versions of `SHARED`, and the posts."""

    shared: dict[str, int]
    posts: list[Post]

    def settled(self, other: Snapshot, post: int) -> bool:
        """Whether nothing happened to a post between this moment and another."""
        turn = self.posts[post].turn
        return turn == other.posts[post].turn and turn % 2 == 0


class Floors:
    """Written by one process, read by all."""

    def __init__(self, context: Any) -> None:
        self._slots = context.Array("q", len(SHARED) + POSTS * len(FIELDS))

    def snapshot(self) -> Snapshot:
        slots = self._slots[:]
        shared = dict(zip(SHARED, slots, strict=False))
        posts = [
            Post(*slots[start : start + len(FIELDS)])
            for start in range(len(SHARED), len(slots), len(FIELDS))
        ]
        return Snapshot(shared, posts)

    def raise_shared(self, name: str, version: int) -> None:
        """Say that a version of something shared has been committed."""
        self._slots[SHARED.index(name)] = version

    @contextmanager
    def turn(self, post: int) -> Iterator[dict[str, int]]:
        """Change a post inside; what is put into the dictionary holds from the end on."""
        fields: dict[str, int] = {}
        self._set(post, "turn", self._get(post, "turn") + 1)
        yield fields
        for name, value in fields.items():
            self._set(post, name, value)
        self._set(post, "turn", self._get(post, "turn") + 1)

    def _get(self, post: int, name: str) -> int:
        return int(self._slots[self._slot(post, name)])

    def _set(self, post: int, name: str, value: int) -> None:
        self._slots[self._slot(post, name)] = value

    def _slot(self, post: int, name: str) -> int:
        return len(SHARED) + post * len(FIELDS) + FIELDS.index(name)
