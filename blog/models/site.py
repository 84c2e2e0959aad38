"""What an editor sets once for the whole site."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from blog.identifiers import parse_jurisdiction
from cms.editions.dependants import ShownModel

NETWORKS = [
    ("facebook", "Facebook"),
    ("instagram", "Instagram"),
    ("x", "X"),
    ("other", _("Another network")),
]


@register_setting(icon="cog")
class SiteSettings(ShownModel, BaseSiteSetting, ClusterableModel):
    """The clinic: its name, how to reach it, its law, its default disclaimer, its menus."""

    name = models.CharField(_("name"), max_length=80, blank=True)
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    logo = models.ForeignKey(
        "cms_images.CustomImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.TextField(_("postal address"), blank=True, max_length=400)
    booking_url = models.URLField(_("booking link"), blank=True)
    default_disclaimer = models.ForeignKey(
        "blog.Disclaimer",
        verbose_name=_("default disclaimer"),
        null=True,
        on_delete=models.PROTECT,
        related_name="sites",
        help_text=_("Shown on every post that has none of its own or of its category."),
    )
    jurisdiction = models.CharField(
        _("jurisdiction"),
        max_length=6,
        blank=True,
        help_text=_("Where the clinic is registered, ISO 3166: US, GB, US-CA."),
    )
    comments_notice = models.CharField(
        _("comments notice"),
        max_length=200,
        blank=True,
        default="Commenting has been turned off.",
        help_text=_("Shown under posts whose comments are off. Leave it empty to show nothing."),
    )
    mistake_email = models.EmailField(
        _("“report a mistake” address"),
        blank=True,
        help_text=_("Readers who find a mistake write here. The clinic's e-mail is used if empty."),
    )
    footer_text = models.TextField(_("footer"), blank=True, max_length=400)

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name"),
                    FieldPanel("tagline"),
                    FieldPanel("logo"),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                            FieldPanel("address"),
                            FieldPanel("booking_url"),
                        ],
                        heading=_("Contact"),
                    ),
                    InlinePanel(
                        "social_profiles", label=_("Social profile"), heading=_("Social profiles")
                    ),
                ],
                heading=_("Clinic"),
            ),
            ObjectList(
                [
                    FieldPanel("jurisdiction"),
                    FieldPanel("default_disclaimer"),
                    FieldPanel("comments_notice"),
                    FieldPanel("mistake_email"),
                ],
                heading=_("Trust"),
            ),
            ObjectList(
                [
                    InlinePanel("navigation", label=_("Link"), heading=_("Main menu")),
                    FieldPanel("footer_text"),
                ],
                heading=_("Menus"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("site settings")

    def clean(self) -> None:
        super().clean()
        if self.jurisdiction:
            try:
                self.jurisdiction = parse_jurisdiction(self.jurisdiction)
            except ValueError as error:
                raise ValidationError({"jurisdiction": str(error)}) from error


class SocialProfile(Orderable, ShownModel):
    """The clinic's page on a social network: a plain link."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="social_profiles")
    network = models.CharField(_("network"), max_length=20, choices=NETWORKS)
    label = models.CharField(
        _("label"), max_length=40, blank=True, help_text=_("Needed for another network.")
    )
    url = models.URLField(_("address"))

    panels = [FieldPanel("network"), FieldPanel("label"), FieldPanel("url")]

    def __str__(self) -> str:
        return self.label or self.get_network_display()

    def dependency_keys(self) -> list[str]:
        return [f"blog.sitesettings:{self.settings_id}"]

    def clean(self) -> None:
        super().clean()
        if self.network == "other" and not self.label:
            raise ValidationError({"label": _("Name the network.")})


class NavigationLink(Orderable, ShownModel):
    """One link of the main menu: a page of the site, or an address."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="navigation")
    label = models.CharField(
        _("label"), max_length=40, blank=True, help_text=_("The page's title is used if empty.")
    )
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    url = models.CharField(_("address"), max_length=300, blank=True)

    panels = [FieldPanel("label"), PageChooserPanel("page"), FieldPanel("url")]

    def __str__(self) -> str:
        return self.label or (self.page.title if self.page else self.url)

    def dependency_keys(self) -> list[str]:
        return [f"blog.sitesettings:{self.settings_id}"]

    def clean(self) -> None:
        super().clean()
        if bool(self.page) == bool(self.url):
            raise ValidationError(_("Choose a page or give an address: one of the two."))
        if self.url and not self.url.startswith(("/", "https://", "http://", "mailto:", "tel:")):
            raise ValidationError({"url": _("Begin with /, https://, mailto: or tel:.")})
        if self.url and not self.label:
            raise ValidationError({"label": _("Name the link.")})
