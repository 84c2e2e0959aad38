"""The disclaimers of imported posts: matched to those the site has, or added to them."""

from __future__ import annotations

from django.utils.text import slugify
from wagtail.models import Locale

from blog.importers.document import ImportedDisclaimer
from blog.importers.elements import rich_text
from blog.importers.spans import plain
from blog.models import Disclaimer, DisclaimerVersion

MAX_NAME = 120


class DisclaimerShelf:
    """The disclaimers of one language."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale

    def find_or_make(self, imported: ImportedDisclaimer, post_title: str) -> Disclaimer:
        """The disclaimer whose text is the same but for white space and case, or a new draft."""
        text = rich_text(imported.parts)
        return self._find(text) or self._make(imported.title, text, post_title)

    def publish(self, disclaimer: Disclaimer | None) -> None:
        """Publish the only version of a disclaimer none of whose versions is in force yet."""
        if disclaimer is None or disclaimer.versions.filter(live=True).exists():
            return
        version = disclaimer.versions.order_by("-number").first()
        if version:
            revision = version.get_latest_revision() or version.save_revision()
            revision.publish()

    def _find(self, text: str) -> Disclaimer | None:
        wanted = _words(text)
        versions = DisclaimerVersion.objects.filter(disclaimer__locale=self.locale)
        seen: set[int] = set()
        # In force, or else the latest: what readers see, or will be shown next.
        for version in versions.select_related("disclaimer").order_by("-live", "-number"):
            is_current = version.live or version.disclaimer_id not in seen
            seen.add(version.disclaimer_id)
            if is_current and _words(version.text) == wanted:
                return version.disclaimer
        return None

    def _make(self, title: str, text: str, post_title: str) -> Disclaimer:
        name = f"{title}: {post_title}"[:MAX_NAME].strip()
        disclaimer = Disclaimer.objects.create(
            name=name, slug=self._free_slug(name), locale=self.locale
        )
        version = DisclaimerVersion(disclaimer=disclaimer, title=title[:MAX_NAME], text=text)
        version.save()
        version.save_revision()
        return disclaimer

    def _free_slug(self, name: str) -> str:
        base = slugify(name, allow_unicode=True)[: MAX_NAME - 5] or "disclaimer"
        slug, number = base, 1
        while Disclaimer.objects.filter(locale=self.locale, slug=slug).exists():
            number += 1
            slug = f"{base}-{number}"
        return slug


def _words(text: str) -> str:
    return " ".join(plain(text).casefold().split())
