"""What comes out of a file: an ordered document, and an account of every line of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from blog.importers.elements import Element, Part, place, rich_text
from blog.importers.lines import Line


@dataclass(slots=True)
class ImportedDisclaimer:
    """The closing disclaimer: its title without the colon, and its paragraphs."""

    title: str
    parts: list[Part]


@dataclass(slots=True)
class Metadata:
    """What front matter or the head of an HTML page says about the post.

    `lines` holds, for each field that is filled, the lines it came from. `author` and `category`
    are names: whether the site knows them is for the writer to find out.
    """

    slug: str = ""
    description: str = ""
    seo_title: str = ""
    author: str = ""
    category: str = ""
    tags: list[str] = field(default_factory=list)
    lines: dict[str, list[Line]] = field(default_factory=dict)


@dataclass(slots=True)
class ImportedDocument:
    """A post to be. `lines` has one entry for each line that is not blank, in their order."""

    title: str = ""
    title_lines: list[Line] = field(default_factory=list)
    title_is_copied: bool = False
    """The file has no title of its own: these are the first words of its text."""
    subtitle: str = ""
    subtitle_lines: list[Line] = field(default_factory=list)
    intro: list[Part] = field(default_factory=list)
    body: list[Element] = field(default_factory=list)
    disclaimer: ImportedDisclaimer | None = None
    comments_off: bool = False
    metadata: Metadata = field(default_factory=Metadata)
    lines: list[Line] = field(default_factory=list)

    def settle(self) -> None:
        """Tell every line where it stands. Do it again after changing the body."""
        for line in self.lines:
            line.also.clear()
        if self.title_is_copied:
            for line in self.title_lines:
                line.also.append("title")
        else:
            place(self.title_lines, "title")
        place(self.subtitle_lines, "subtitle")
        for part in self.intro:
            place(part.all_lines, "intro")
        for index, element in enumerate(self.body):
            element.settle(f"body[{index}].value")
        for part in self.disclaimer.parts if self.disclaimer else []:
            place(part.all_lines, "disclaimer")
        for name, lines in self.metadata.lines.items():
            place(lines, name)

    def values(self) -> dict[str, Any]:
        """The page as plain values, under the names that `where` uses."""
        meta = self.metadata
        return {
            "title": self.title,
            "subtitle": self.subtitle,
            "intro": rich_text(self.intro),
            "body": [{"type": element.key, "value": element.value()} for element in self.body],
            "disclaimer": rich_text(self.disclaimer.parts if self.disclaimer else []),
            "slug": meta.slug,
            "search_description": meta.description,
            "seo_title": meta.seo_title,
            "page_authors": meta.author,
            "category": meta.category,
            "tags": list(meta.tags),
        }
