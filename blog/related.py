"""What to read next: the posts an editor chose, then those that have most in common.

Found when a post is published, among the posts that the live store knows, and kept with it; who
may be shown is asked when it is read.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from cms.editions.models import ContextPage, Facet, LivePage
from cms.editions.store import mark_pages

if TYPE_CHECKING:
    from blog.models import BlogPage

SHOWN = 3
# More than are shown, because some may be hidden by the time a reader comes.
KEPT = 12
# How many posts are looked at for each thing a post could share: the newest.
LOOKED_AT = 30
# A shared treatment counts before a shared route, that before a shared tag.
WEIGHTS = {"treatment": 4, "route": 2, "tag": 1}


def candidates(post: BlogPage) -> list[int]:
    """Ids of posts to offer after `post`, the best first: never itself, never twice."""
    chosen = [row.post_id for row in post.related_posts.all() if row.post_id != post.pk]
    kinship = _kinship(post)
    known = LivePage.objects.filter(
        pk__in=kinship, type="blog.BlogPage", locale=post.locale.language_code, is_alias=False
    )
    newest_first = known.order_by("-published_at", "-pk").values_list("pk", flat=True)
    closest = sorted(newest_first, key=lambda pk: -kinship[pk])
    return list(dict.fromkeys([*chosen, *closest]))[:KEPT]


def _kinship(post: BlogPage) -> Counter[int]:
    kinship: Counter[int] = Counter()
    shared: dict[str, set[int]] = {kind: set() for kind in WEIGHTS}
    for kind, key in post.facets():
        if kind in WEIGHTS:
            same = Facet.objects.filter(kind=kind, key=key).exclude(live_id=post.pk)
            shared[kind].update(same.order_by("-live").values_list("live", flat=True)[:LOOKED_AT])
    for kind, pages in shared.items():
        kinship.update(dict.fromkeys(pages, WEIGHTS[kind]))
    return kinship


def tell_kin(post: BlogPage) -> None:
    """Have posts that share something with a new post, and offer too few, look again."""
    shared = Facet.objects.filter(live=post.pk, kind__in=WEIGHTS).values_list("kind", "key")
    kin = Q()
    for kind, key in shared:
        kin |= Q(facets__kind=kind, facets__key=key)
    if not kin:
        return
    offered = ContextPage.objects.filter(live=OuterRef("pk"), kind=ContextPage.RELATED)
    few = (
        LivePage.objects.filter(kin)
        .exclude(pk=post.pk)
        .exclude(context_pages__page=post.pk, context_pages__kind=ContextPage.RELATED)
        .exclude(Exists(offered[SHOWN - 1 : SHOWN]))
        .order_by("-pk")
        .values_list("pk", flat=True)
        .distinct()
    )
    mark_pages(list(few[:LOOKED_AT]))
