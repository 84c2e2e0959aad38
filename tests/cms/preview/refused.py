"""Tokens that open nothing: tampered with, expired, revoked, foreign, of things that are gone."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from datetime import timedelta

from django.core.signing import Signer, TimestampSigner, dumps
from django.utils import timezone

from cms.preview.models import Preview
from cms.preview.tokens import SALT, new_key, token_of
from tests import builders
from tests.cms.preview.conftest import HOURS

LETTERS = string.ascii_letters + string.digits + "-_"


def refused_tokens(link: Preview, number: int) -> list[str]:
    """`number` tokens like that of `link`, none of which may open anything."""
    chance = random.Random(7)
    kinds = [*_tampered(link.token, chance, number), *_over(link), *_foreign(link, chance)]
    tokens = list(dict.fromkeys(kinds))
    assert link.token not in tokens and len(tokens) >= number
    return tokens


def _tampered(token: str, chance: random.Random, number: int) -> Iterator[str]:
    """A letter changed, put in, left out or moved; cases swapped; ends cut; things appended."""
    key, _, signature = token.partition(".")
    yield from (f"{key}.", f".{signature}", key, signature, f"{signature}.{key}", token.upper())
    yield from (
        token + end for end in ("=", "A", ".", ".A", "%00", "%20", "%3F", "%0a", "a" * 2000)
    )
    yield from (key + mark + signature for mark in (":", "%2e%2e", "..", "~", ""))
    for _ in range(number):
        at, letter = chance.randrange(len(token)), chance.choice(LETTERS)
        kind = chance.randrange(4)
        if kind == 0:
            yield token[:at] + token[at + 1 :]
        elif kind == 1:
            yield token[:at] + letter + token[at:]
        elif letter != token[at]:
            yield token[:at] + letter + token[at + 1 :]


def _over(link: Preview) -> Iterator[str]:
    """Tokens that were good: expired, revoked, their revision deleted, their page deleted."""
    for number in range(20):
        made = [Preview.of_revision(link.revision, link.created_by, HOURS) for _ in range(2)]
        Preview.objects.filter(pk=made[0].pk).update(
            expires_at=timezone.now() - timedelta(seconds=number)
        )
        made[1].revoke()
        yield from (each.token for each in made)
    parent = link.draft().get_parent().specific
    for _ in range(5):
        page = builders.draft_post(parent)
        link_to_it = Preview.of_revision(page.latest_revision, None, HOURS)
        unsaved = Preview.of_unsaved(page, None)
        page.delete()
        yield from (link_to_it.token, unsaved.token)
        kept = builders.draft_post(parent)
        link_to_it = Preview.of_revision(kept.latest_revision, None, HOURS)
        kept.latest_revision.delete()
        yield link_to_it.token


def _foreign(link: Preview, chance: random.Random) -> Iterator[str]:
    """Signed for something else, with another secret, or for a key that there never was."""
    for _ in range(40):
        yield token_of(new_key())
        yield Signer(key=chance.randbytes(20).hex(), sep=".", salt=SALT).sign(link.key)
    for salt in ("", "django.core.signing", "cms.previews", "sessions"):
        yield Signer(sep=".", salt=salt).sign(link.key)
        yield TimestampSigner(sep=".", salt=salt).sign(link.key)
        yield dumps(link.key, salt=salt).replace(":", ".")
    other = Preview.of_unsaved(link.draft(), None)
    yield other.key + link.token[22:]
    yield link.key + other.token[22:]
