"""What a line of an old post is: a bullet, a heading, page furniture, a call to action…

The rules look at short lines only, so their cost does not grow with the length of a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SHORT = 300
"""Longer lines are text, whatever they look like."""
TITLE_LENGTH = 200
HEADING_LENGTH = 90
HEADING_WORDS = 14

_MARKS = "•●○◦▪▫■‣⁃∙·►▶➤➢✓✔✅❖"
_BULLET = re.compile(
    rf"(?P<mark>[{_MARKS}])\s*|(?P<dash>[-–—*+])(?:\s+|$)|(?P<number>\(?\d{{1,3}}[.)])(?:\s+|$)"
)
_DIVIDER = re.compile(r"[-=_*~#–—•·.\s]{3,}")
_END = re.compile(r"[.!,;…。！؟।]$|[.!?]['\"”’)]$")


@dataclass(frozen=True, slots=True)
class Bullet:
    """A list mark at the start of a line: its length, and whether it counts."""

    length: int
    ordered: bool
    sure: bool
    """The mark is never anything but a bullet."""


def bullet(text: str) -> Bullet | None:
    match = _BULLET.match(text)
    if not match:
        return None
    return Bullet(match.end(), bool(match["number"]), bool(match["mark"]))


def is_divider(text: str) -> bool:
    """A line drawn with characters."""
    return len(text) <= SHORT and bool(_DIVIDER.fullmatch(text)) and len(set(text) - {" "}) <= 2


def ends_sentence(text: str) -> bool:
    return bool(_END.search(text[-3:]))


def looks_like_heading(text: str) -> bool:
    """Short, begins like a name or a sentence, and does not end like a sentence."""
    if not text or len(text) > HEADING_LENGTH or len(text.split()) > HEADING_WORDS:
        return False
    if text[0].islower() or ends_sentence(text):
        return False
    return any(character.isalpha() for character in text)


def is_title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text[:SHORT]) if len(word) > 3]
    return len(words) > 1 and all(word[0].isupper() for word in words)


_GENERIC = re.compile(
    r"(?:introduction|overview|background|summary|contents|table of contents|key (?:points|facts"
    r"|takeaways)|at a glance|conclusion|references|sources|faqs?|frequently asked questions"
    r"|benefits|risks|side effects|the basics)",
    re.IGNORECASE,
)


def can_be_subtitle(text: str) -> bool:
    """Not the name of an ordinary section, a numbered heading or a question."""
    return not (_GENERIC.fullmatch(text) or text.endswith(("?", ":")) or text[:1].isdigit())


# -- routes ---------------------------------------------------------------------------------------

_ABOUT_SOMETHING_ELSE = re.compile(
    r"^(?:how|why|who|whom|when|where|which|is|are|can|could|does|do|did|should|will|would|if"
    r"|preparing|prepare|before|after|during|getting ready|aftercare)\b"
    r"|\b(?:vs\.?|versus|compar\w+|differen\w+|costs?|pric\w+|side effects?|risks?|faqs?"
    r"|questions|myths?|recovery|alternatives? to|conclusion|studies|trials?|research)\b",
    re.IGNORECASE,
)


def can_name_a_route(heading: str) -> bool:
    """Whether a heading with a route in it can stand for the route, not for a question on it."""
    return len(heading) <= HEADING_LENGTH + 30 and not _ABOUT_SOMETHING_ELSE.search(heading)


_LEAD = re.compile(r"[^\s:.!?][^:.!?\n]{0,58}:(?=\s)")


def lead_length(point: str) -> int:
    """How many characters of a point are its lead, as in "Setting: a clinic". 0 for none."""
    match = _LEAD.match(point)
    return match.end() if match and len(match.group().split()) <= 8 else 0


# -- disclaimers, calls to action -----------------------------------------------------------------

_DISCLAIMER = re.compile(
    r"(?:(?:medical|legal|health|general|important|our|a)\s+){0,2}disclaimer(?:\s*[:.]\s*|\s+[–—-]\s+|\s*$)",
    re.IGNORECASE,
)


def disclaimer_label(text: str) -> str:
    """The label at the start of a disclaimer ("Disclaimer: "), with its colon; "" if none."""
    match = _DISCLAIMER.match(text[:80])
    return match.group() if match else ""


_URGENT = re.compile(
    r"\b(?:911|999|112|988|000|111|emergenc\w+|crisis|poison\w*|ambulance|suicid\w+|hotline|lifeline)\b",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"\b(?:contact|call|phone|ring|e-?mail|text|message|reach(?: out)?(?: to)?|speak (?:to|with)"
    r"|talk (?:to|with)|visit|join|get in touch with|connect with) (?:us|our (?:team|clinic|office"
    r"|staff|practice|front desk|specialists?|doctors?|nurses?))\b",
    re.IGNORECASE,
)
_US = re.compile(r" (?:us|our)\b", re.IGNORECASE)
"""In every `_INVITES`, and found far sooner."""
_OPENS = re.compile(
    r"(?:please )?(?:get in touch|contact|book|schedule|request|arrange|make|reserve|claim"
    r"|sign up for|start)\b.{0,60}\b(?:consultation|consult|appointment|assessment|evaluation|visit"
    r"|session|call|today|now|online|here)\b"
    r"|(?:get in touch|contact us|contact|book (?:now|online|today|here)|call (?:now|today)"
    r"|enquire now|get started)\W{0,3}$",
    re.IGNORECASE,
)
_READY = re.compile(
    r"^(?:are you )?ready to\b|^(?:still )?have questions\?|^want to learn more\?", re.I
)
_REACH = re.compile(
    r"(?:(?:phone|tel|telephone|call|text|fax|e-?mail|mail|office|mobile)\b[^:\d@]{0,20}:?\s*)?"
    r"(?:\+?\(?\d[\d().\s/-]{6,22}\d|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})\.?",
    re.IGNORECASE,
)


def is_call_to_action(text: str) -> bool:
    """An invitation to get in touch with the clinic, never advice to call for help."""
    if len(text) > SHORT:
        return False
    if _REACH.fullmatch(text):
        found = "@" in text or sum(character.isdigit() for character in text) >= 7
    else:
        found = bool(_OPENS.match(text) or (_US.search(text) and _INVITES.search(text)))
    return found and not _URGENT.search(text)


def invites(heading: str) -> bool:
    """A heading that opens a call to action."""
    return is_call_to_action(heading) or bool(_READY.match(heading))
