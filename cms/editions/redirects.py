"""Old addresses of pages: kept when a page is renamed or moved, followed when a reader asks.

Wagtail makes such redirects itself (`WAGTAILREDIRECTS_AUTO_CREATE`), but only after the renaming
has been committed, one descendant at a time, and in statements that SQLite refuses when they are
many. Here they are written inside the transaction that changes the address, before descendants
get theirs. Whether a redirect may be followed is asked of its page every time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.editions.published import published

# A few hundred variables fit into a statement of every database.
BATCH = 300
LONGEST_ADDRESS = 255  # what Wagtail's table holds
DEEPEST_ADDRESS = 12

AUTOMATIC = {"automatically_created": True}

Address = tuple[int, str]
"""A site's id and a path on it as redirects have it: from the root, without the last slash."""


def keep_old_addresses(
    instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Before a page's row changes: redirect from where it and what lies below it stood.

    Receives every model, because moves save a base `Page`. The database still holds the old
    addresses of all of them, and Wagtail's transaction is open.
    """
    if raw or not isinstance(instance, Page) or not instance.path:
        return
    if update_fields is not None and "url_path" not in update_fields:
        return
    stored = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
    if stored is not None and stored != instance.url_path:
        # The front page of a site stands at its root, whatever it is called.
        if not Site.objects.filter(root_page__translation_key=instance.translation_key).exists():
            _redirect_subtree(instance, stored)
    elif instance.live and instance.first_published_at:
        _free([address for path in [instance.url_path] if (address := Addresses().of(path))])


def _redirect_subtree(page: Page, old: str) -> None:
    addresses = Addresses()
    known = Page.objects.filter(path__startswith=page.path, first_published_at__isnull=False)
    rows = [
        (pk, addresses.of(path), addresses.of(page.url_path + path[len(old) :]))
        for pk, path in known.order_by("path").values_list("pk", "url_path")
        if path.startswith(old)
    ]
    changed = [row for row in rows if row[1] != row[2]]
    for start in range(0, len(changed), BATCH):
        batch = changed[start : start + BATCH]
        _free([address for _pk, *both in batch for address in both if address])
        redirects = [
            Redirect(site_id=was[0], old_path=was[1], redirect_page_id=pk, **AUTOMATIC)
            for pk, was, _now in batch
            if was
        ]
        # One that an editor has made for the same address stays.
        Redirect.objects.bulk_create(redirects, ignore_conflicts=True)


def _free(addresses: list[Address]) -> None:
    """Forget where these addresses once led: a page takes them, or leaves them anew."""
    paths = Q(old_path__in=[path for _site, path in addresses])
    Redirect.objects.filter(
        paths, site_id__in={site for site, _path in addresses}, **AUTOMATIC
    ).delete()


class Addresses:
    """Where readers find pages, by `url_path`. Made anew for each use: sites change."""

    def __init__(self) -> None:
        self._roots = []
        for site_id, root, _url, language in Site.get_site_root_paths():
            with translation.override(language):
                self._roots.append((site_id, root, reverse("wagtail_serve", args=("",))))

    def of(self, url_path: str) -> Address | None:
        """The address; None outside every site, or if it is too long for Wagtail's table."""
        for site_id, root, start in self._roots:
            if url_path.startswith(root):
                path = "/" + (start + url_path[len(root) :]).strip("/")
                return (site_id, path) if len(path) <= LONGEST_ADDRESS else None
        return None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a reader of an old address is sent: a path on this site, or an editor's own link."""

    url: str
    is_permanent: bool
    page_id: int | None = None


def destination(request: HttpRequest) -> Destination | None:
    """Where what was asked for can be found now; None if nowhere that any reader may see.

    An address below that of a renamed page (`/blog/category/x/`, `…/index.md`) leads to the same
    address below its new one, if the page answers there.
    """
    asked = Redirect.normalise_path(request.get_full_path())
    path = asked.partition("?")[0]
    parents = [path[:end] for end, letter in enumerate(path) if letter == "/" and end]
    names = [asked, path, *parents[-DEEPEST_ADDRESS:]]
    if any("\x00" in name for name in names):
        return None
    site = Site.find_for_request(request)
    found = Redirect.objects.filter(Q(site=site) | Q(site=None), old_path__in=names)
    # The longest address first; of two for the same one, that of this site.
    for redirect in sorted(found, key=lambda each: (-len(each.old_path), each.site_id is None)):
        if target := _follow(redirect, request, asked, path):
            return target
    return None


def _follow(redirect: Redirect, request: HttpRequest, asked: str, path: str) -> Destination | None:
    is_exact = redirect.old_path in (asked, path)
    if not is_exact and not redirect.automatically_created:
        return None
    if redirect.redirect_page_id is None:
        url = redirect.redirect_link
    else:
        page = published(Page.objects.filter(pk=redirect.redirect_page_id)).first()
        rest = redirect.redirect_page_route_path if is_exact else path[len(redirect.old_path) :]
        url = _address_on(page, rest, request) if page else ""
    if not url or Redirect.normalise_path(url) in (asked, path):
        return None
    query = request.META.get("QUERY_STRING", "")
    if query and "?" not in url and redirect.old_path != asked:
        url = f"{url}?{query}"
    return Destination(url, redirect.is_permanent, redirect.redirect_page_id)


def _address_on(page: Page, rest: str, request: HttpRequest) -> str:
    """The address of `rest` (“/category/x”, or nothing) below a page; "" if there is none."""
    url = page.get_url(request) or ""
    parts = [part for part in rest.split("/") if part]
    if not url or not parts:
        return url
    try:
        page.specific.route(request, parts)
    except (Http404, ObjectDoesNotExist):  # it may be deleted at this moment
        return ""
    ending = "" if "." in parts[-1] else "/"
    return url.rstrip("/") + "/" + "/".join(map(quote, parts)) + ending
