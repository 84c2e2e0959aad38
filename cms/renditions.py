"""The sizes and formats in which pictures are shown, named once for templates, API and blocks.

A use (`hero`, `card`, …) is what a template or serializer asks for. Its renditions are made when an
image is saved; `picture` reads them in one query and makes only what is missing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

Format = Literal["avif", "webp", "jpeg", "png"]

MODERN: tuple[Format, ...] = ("avif", "webp", "jpeg")


@dataclass(frozen=True, slots=True)
class Use:
    """Where a picture stands: its Wagtail filters by rising width, its formats, best first.

    The last format is the fallback that every browser and mail program knows.
    """

    filters: tuple[str, ...]
    sizes: str
    formats: tuple[Format, ...] = MODERN
    is_general: bool = True
    """Whether any image may be put to this use, and so has its renditions made in advance."""


RENDITIONS: dict[str, Use] = {
    "hero": Use(
        ("width-480", "width-800", "width-1200", "width-1600"),
        sizes="(min-width: 75rem) 75rem, 100vw",
    ),
    "body": Use(("width-480", "width-800", "width-1200"), sizes="(min-width: 45rem) 45rem, 100vw"),
    "card": Use(("fill-400x225", "fill-800x450"), sizes="(min-width: 45rem) 25rem, 100vw"),
    "portrait": Use(("fill-160x160", "fill-320x320"), sizes="10rem"),
    # A logo keeps its transparency, which JPEG cannot.
    "logo": Use(("max-240x80", "max-480x160"), "15rem", ("webp", "png"), is_general=False),
    # The size that link previews crop least (Open Graph, 1.91 : 1).
    "social": Use(("fill-1200x630",), sizes="", formats=("jpeg",)),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file of a srcset, and its width in pixels."""

    url: str
    width: int


@dataclass(frozen=True, slots=True)
class Source:
    """The sizes of a picture in one format."""

    type: str
    candidates: tuple[Candidate, ...]

    @property
    def srcset(self) -> str:
        """The candidates as HTML's `srcset` wants them."""
        return ", ".join(f"{candidate.url} {candidate.width}w" for candidate in self.candidates)


@dataclass(frozen=True, slots=True)
class PictureSources:
    """A picture ready to be shown: formats best first, the last of them the fallback.

    `src`, `width` and `height` belong to the largest fallback file, so that the layout can keep
    its place. URLs are those of the media storage: relative to the site where it is local.
    """

    sources: tuple[Source, ...]
    src: str
    width: int
    height: int
    sizes: str

    @property
    def fallback(self) -> Source:
        """The format for browsers that know no other."""
        return self.sources[-1]


def picture(image: AbstractImage, name: str) -> PictureSources:
    """The files of `image` for the use `name`, from one query, or none if they are prefetched.

    Raises KeyError for a use that has no name here, SourceImageIOError where a rendition is
    missing and the original cannot be read.
    """
    use = RENDITIONS[name]
    filters = _fitting(image, use)
    specs = {
        (format, filter): _spec(filter, format) for format in use.formats for filter in filters
    }
    found = image.get_renditions(*specs.values())
    sources = tuple(
        _source(format, [found[specs[format, filter]] for filter in filters])
        for format in use.formats
    )
    largest = found[specs[use.formats[-1], filters[-1]]]
    return PictureSources(
        sources=sources,
        src=largest.url,
        width=largest.width,
        height=largest.height,
        sizes=use.sizes,
    )


def read_ahead(images: Iterable[AbstractImage], *names: str) -> None:
    """Read the files of several pictures for the uses `names` in one query.

    `picture` finds them, and takes files for other uses for missing.
    """
    uses = [RENDITIONS[name] for name in names]
    specs = {_spec(filter, each) for use in uses for filter in use.filters for each in use.formats}
    wanted = get_image_model().get_rendition_model().objects.filter(filter_spec__in=specs)
    found = Prefetch("renditions", wanted, to_attr="prefetched_renditions")
    prefetch_related_objects(list(images), found)


def of_document(image: Mapping[str, Any], name: str) -> PictureSources:
    """The files of a picture as a document names them, relative to the site where they are its."""

    def source(each: Mapping[str, Any]) -> Source:
        files = (Candidate(_local(file["url"]), file["width"]) for file in each["srcset"])
        return Source(each["type"], tuple(files))

    return PictureSources(
        sources=tuple(map(source, image["sources"])),
        src=_local(image["src"]),
        width=image["width"],
        height=image["height"],
        sizes=RENDITIONS[name].sizes,
    )


def _local(url: str) -> str:
    return url.removeprefix(settings.BASE_URL)


def specs_for(image: AbstractImage, names: Iterable[str] = ()) -> list[str]:
    """The filter specs of `image` for the uses `names`; without names, for all general uses."""
    uses = [RENDITIONS[name] for name in names] or [u for u in RENDITIONS.values() if u.is_general]
    specs = (
        _spec(filter, format)
        for use in uses
        for filter in _fitting(image, use)
        for format in use.formats
    )
    return list(dict.fromkeys(specs))


def _fitting(image: AbstractImage, use: Use) -> tuple[str, ...]:
    """The use's filters, without those that would give the same pixels again.

    Wagtail never enlarges, so on a small picture several filters have one result.
    """
    by_size: dict[tuple[int, int], str] = {}
    for filter in use.filters:
        by_size.setdefault(Filter(filter).get_transform(image).size, filter)
    return tuple(by_size.values())


def _spec(filter: str, format: Format) -> str:
    return f"{filter}|format-{format}"


def _source(format: Format, renditions: list[AbstractRendition]) -> Source:
    candidates = (Candidate(rendition.url, rendition.width) for rendition in renditions)
    return Source(type=f"image/{format}", candidates=tuple(candidates))
