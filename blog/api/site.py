"""The clinic's own data: name, contact, menus, and the disclaimer it shows by default.

Not stored with the pages: two queries read it whole, whatever it holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Length, Substr
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction, Page

from blog.api.disclaimers import version_value
from blog.api.loose import LooseValues
from blog.api.schemas import CommentsSchema, DisclaimerSchema
from blog.identifiers import jurisdiction_label
from blog.models import DisclaimerVersion, SiteSettings
from blog.models.disclaimer import jurisdiction_chain
from blog.models.site import NETWORKS, NavigationLink, SocialProfile
from cms.api.names import Schema
from cms.api.schemas import Email, ImageSchema, Language, OneOf, Uri
from cms.editions.building import ORIGIN
from cms.editions.current import until_current
from cms.editions.published import published
from cms.editions.statements import AT, Statement

_DEFAULT = {"site__is_default_site": True}
SOCIAL, LINK, VERSION, RENDITION, PRIVATE = range(5)


class ContactSchema(Schema):
    """How to reach the clinic. Readers report mistakes to `corrections_email`."""

    phone: str
    email: Email | None
    address: str
    booking_url: Uri | None
    corrections_email: Email | None


class SocialProfileSchema(Schema):
    """The clinic's page on a social network."""

    network: Annotated[str, OneOf([key for key, _ in NETWORKS])]
    label: str
    url: Uri


class NavigationLinkSchema(Schema):
    """One link of the main menu. `page` and `path` are those of a page of this site, or null."""

    label: str
    url: Uri
    page: int | None
    path: str | None


class LocaleSchema(Schema):
    """A language of the site, with its own name."""

    code: Language
    name: str
    is_default: bool


class SiteSchema(Schema):
    """What surrounds every page. `jurisdiction` is ISO 3166: US, GB, US-CA."""

    name: str
    tagline: str
    url: Uri
    logo: ImageSchema | None
    contact: ContactSchema
    navigation: list[NavigationLinkSchema]
    social_profiles: list[SocialProfileSchema]
    footer_text: str
    comments: CommentsSchema
    jurisdiction: str | None
    jurisdiction_label: str
    locales: list[LocaleSchema]
    default_disclaimer: DisclaimerSchema | None


def site_value() -> SiteSchema:
    """The site as it is now."""

    def read() -> tuple[SiteSchema, list[int]]:
        rows = sorted(_AROUND.rows(at=timezone.now()), key=lambda row: row[:2])
        behind = [int(row[4]) for row in rows if row[0] == LINK and row[4] and row[7] != row[8]]
        return _site(_settings(), rows), behind

    site: SiteSchema = until_current(read)
    return site


def _settings() -> SiteSettings:
    found = SiteSettings.objects.filter(**_DEFAULT).select_related("logo", "default_disclaimer")
    return found.first() or SiteSettings()


def _site(clinic: SiteSettings, rows: list[Any]) -> SiteSchema:
    return SiteSchema(
        name=clinic.name,
        tagline=clinic.tagline,
        url=f"{ORIGIN}/",
        logo=_logo(clinic, rows),
        contact=ContactSchema(
            phone=clinic.phone,
            email=clinic.email or None,
            address=clinic.address,
            booking_url=clinic.booking_url or None,
            corrections_email=clinic.mistake_email or clinic.email or None,
        ),
        navigation=list(_navigation(rows)),
        social_profiles=[
            SocialProfileSchema(
                network=row[2], label=row[3] or str(dict(NETWORKS)[row[2]]), url=row[4]
            )
            for row in rows
            if row[0] == SOCIAL
        ],
        footer_text=clinic.footer_text,
        comments=CommentsSchema(state="off", notice=clinic.comments_notice),
        jurisdiction=clinic.jurisdiction or None,
        jurisdiction_label=jurisdiction_label(clinic.jurisdiction) if clinic.jurisdiction else "",
        locales=[
            LocaleSchema(code=code, name=str(name), is_default=code == settings.LANGUAGE_CODE)
            for code, name in settings.LANGUAGES
        ],
        default_disclaimer=_disclaimer(clinic, rows),
    )


def _navigation(rows: list[Any]) -> Iterable[NavigationLinkSchema]:
    for row in rows:
        if row[0] == LINK:
            label, url, page, path, title = row[2:7]
            to = path if page else url
            if to:
                yield NavigationLinkSchema(
                    label=label or title or to,
                    url=ORIGIN + to if to.startswith("/") else to,
                    page=page,
                    path=path if page else None,
                )


def _disclaimer(clinic: SiteSettings, rows: list[Any]) -> DisclaimerSchema | None:
    chain = jurisdiction_chain(clinic.jurisdiction)
    versions = [
        DisclaimerVersion(
            number=int(row[2]),
            title=row[3],
            text=row[4],
            jurisdiction=row[5],
            effective_from=_moment(row[6]),
        )
        for row in rows
        if row[0] == VERSION and row[5] in chain
    ]
    if clinic.default_disclaimer is None or not versions:
        return None
    nearest = max(versions, key=lambda each: (len(each.jurisdiction), each.effective_from))
    return version_value(clinic.default_disclaimer.key, nearest, LooseValues([nearest.text]))


def _logo(clinic: SiteSettings, rows: list[Any]) -> ImageSchema | None:
    logo: Any = clinic.logo
    if logo is None or any(row[0] == PRIVATE for row in rows):
        return None
    logo.prefetched_renditions = [
        logo.get_rendition_model()(
            image=logo,
            filter_spec=row[2],
            file=row[3],
            width=int(row[4]),
            height=int(row[5]),
            focal_point_key=row[6],
        )
        for row in rows
        if row[0] == RENDITION
    ]
    return LooseValues(private_collections=frozenset()).image(logo, "logo", clinic.name)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.get_default_timezone())


def _around() -> QuerySet[Any, Any]:
    """Everything around the settings as rows of text: kind, position, and up to seven values."""
    public = published(Page.objects.filter(pk=OuterRef("page_id")), AT)
    links = NavigationLink.objects.filter(Q(page=None) | Exists(public))
    versions = DisclaimerVersion.objects.filter(live=True, effective_from__lte=AT)
    renditions = get_image_model().get_rendition_model().objects
    private = CollectionViewRestriction.objects.filter(
        collection__path=Substr(OuterRef("logo__collection__path"), 1, Length("collection__path"))
    )
    of_site = {f"settings__{name}": value for name, value in _DEFAULT.items()}
    return _texts(
        SocialProfile.objects.filter(**of_site), SOCIAL, "sort_order", "network", "label", "url"
    ).union(
        _texts(
            links.filter(**of_site),
            *(LINK, "sort_order", "label", "url", "page_id", "page__live_page__path"),
            *("page__title", "page__live_page__url_path", "page__url_path"),
        ),
        _texts(
            versions.filter(disclaimer__sites__site__is_default_site=True),
            *(VERSION, "number", "number", "title", "text", "jurisdiction", "effective_from"),
        ),
        _texts(
            renditions.filter(
                image__in=SiteSettings.objects.filter(**_DEFAULT, logo__isnull=False).values("logo")
            ),
            *(RENDITION, "pk", "filter_spec", "file", "width", "height", "focal_point_key"),
        ),
        _texts(SiteSettings.objects.filter(Exists(private), **_DEFAULT), PRIVATE, "pk"),
        all=True,
    )


def _texts(queryset: QuerySet[Any], kind: int, position: str, *names: str) -> QuerySet[Any, Any]:
    empty = Value(None, output_field=TextField())
    columns = {
        f"c{index}": Cast(F(names[index]), TextField()) if index < len(names) else empty
        for index in range(7)
    }
    return (
        queryset.order_by()
        .annotate(kind_=Value(kind), position_=F(position), **columns)
        .values_list("kind_", "position_", *columns)
    )


_AROUND = Statement(_around, {AT: "at"})
