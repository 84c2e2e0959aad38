"""What the demo content is made of. Fields are named as in the models they fill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True)
class DemoReference:
    """A real source. Identifiers are given only where they were checked."""

    title: str
    authors: str = ""
    source: str = ""
    year: int | None = None
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""


@dataclass(frozen=True)
class DemoPerson:
    """A fictional member of the clinic; `photo` names a picture, `links` are label and address."""

    name: str
    credentials: str
    role: str
    biography: str
    photo: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class DemoDisclaimer:
    """A disclaimer and the text of its first version (rich text)."""

    name: str
    title: str
    text: str
    jurisdiction: str = "US"


@dataclass(frozen=True)
class DemoCategory:
    """A shelf of the blog; `disclaimer` names one of its own, if any."""

    name: str
    description: str
    disclaimer: str = ""


@dataclass(frozen=True)
class DemoStatus:
    """What the regulator of one jurisdiction says of one use."""

    indication: str
    status: str
    note: str = ""
    jurisdiction: str = "US"
    as_of: date | None = None


@dataclass(frozen=True)
class DemoTreatment:
    """A medicine in one form, with its regulatory status."""

    name: str
    generic_name: str
    description: str
    statuses: tuple[DemoStatus, ...]


@dataclass(frozen=True)
class DemoPost:
    """A post. Days are counted back from the day of loading, so that the demo stays fresh."""

    slug: str
    title: str
    subtitle: str
    intro: str
    search_description: str
    hero: str
    category: str
    authors: tuple[str, ...]
    reviewer: str
    days_ago: int
    body: tuple[Block, ...]
    tags: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    disclaimer: str = ""
    further_reading: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoPage:
    """A standard page. Its `intro` is plain text; `hero` is shown on the home page only."""

    slug: str
    title: str
    intro: str
    search_description: str
    body: tuple[Block, ...] = ()
    hero: str = ""


@dataclass(frozen=True)
class DemoSite:
    """The site's settings. `navigation` has a page's slug, or an address, and the link's words."""

    name: str
    tagline: str
    logo: str
    phone: str
    email: str
    address: str
    booking_url: str
    default_disclaimer: str
    jurisdiction: str
    comments_notice: str
    mistake_email: str
    footer_text: str
    social_profiles: tuple[tuple[str, str, str], ...]
    navigation: tuple[tuple[str, str], ...]
