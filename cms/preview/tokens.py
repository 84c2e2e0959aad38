"""Tokens: what opens one draft, for whoever holds it.

A token is the random key of a `Preview` and its signature. The key alone, which is all that a
stolen database or a log of SQL holds, opens nothing; neither does SECRET_KEY alone, as keys cannot
be guessed. Each preview has one token for its whole life, so that a link can be copied again.
"""

from __future__ import annotations

import re
import secrets

from django.core.signing import BadSignature, Signer

SALT = "cms.preview"
KEY_BYTES = 16
# A key of 16 bytes and a signature of 32, as base64 for addresses.
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}")


def new_key() -> str:
    """22 characters that nobody can guess."""
    return secrets.token_urlsafe(KEY_BYTES)


def token_of(key: str) -> str:
    """The token that opens the preview with this key."""
    return _signer().sign(key)


def key_of(token: str) -> str | None:
    """The key in a token that was signed here; None for any other text."""
    if not TOKEN.fullmatch(token):
        return None
    try:
        return _signer().unsign(token)
    except BadSignature:
        return None


def without_tokens(text: str) -> str:
    """The text with whatever looks like a token taken out."""
    return TOKEN.sub("[token]", text)


def _signer() -> Signer:
    # Made each time: SECRET_KEY and its fallbacks are those of this moment.
    return Signer(sep=".", salt=SALT)
