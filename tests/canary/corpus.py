"""What there is to ask for, and the words that may or may not be in the answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from taggit.models import Tag

from blog.models import BlogPage, Category, Disclaimer, Person, Treatment
from tests.canary.filling import Filler
from tests.canary.things import Things
from tests.canary.words import Words

KINDS: dict[str, type[Any]] = {
    "category": Category,
    "disclaimer": Disclaimer,
    "person": Person,
    "tag": Tag,
    "treatment": Treatment,
}


@dataclass
class Known:
    """Names of one kind: those that readers may know, and those they may not."""

    public: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def add(self, name: str, is_public: bool) -> None:
        (self.public if is_public else self.hidden).append(name)


@dataclass
class Corpus:
    """A site as its crawlers need to know it. `index` is the path of the public blog index.

    `slugs` are by kind: “post”, “page” and those of `KINDS`. `hidden_ids` are by the model's name.
    """

    words: Words = field(default_factory=Words)
    index: str = ""
    paths: Known = field(default_factory=Known)
    slugs: dict[str, Known] = field(default_factory=dict)
    documents: Known = field(default_factory=Known)
    hidden_files: list[str] = field(default_factory=list)
    hidden_ids: dict[str, list[int]] = field(default_factory=dict)

    def filler(self, owner: str, kind: str = "hidden", things: Things | None = None) -> Filler:
        """A filler whose words are `kind`: hidden, shown or loose."""
        return Filler(self.words, getattr(self.words, kind), owner, things or {})

    def keep_page(self, page: Any, is_public: bool) -> None:
        """Remember where a page is asked for."""
        kind = "post" if isinstance(page, BlogPage) else "page"
        self.paths.add(page.get_url(), is_public)
        self.slugs.setdefault(kind, Known()).add(page.slug, is_public)
        if not is_public:
            self.keep_id(page)

    def keep_shared(self, things: Things, is_public: bool) -> None:
        """Remember shared things by their slugs, and hidden ones by their ids."""
        for kind, model in KINDS.items():
            for thing in things[model]:
                self.slugs.setdefault(kind, Known()).add(thing.slug, is_public)
        if not is_public:
            for thing in chain(*things.values()):
                self.keep_id(thing)

    def keep_id(self, thing: Any) -> None:
        """Remember a hidden thing by its id."""
        self.hidden_ids.setdefault(thing._meta.model_name, []).append(thing.pk)
