"""Page furniture: what the old site printed around its posts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from blog.importers.recognise import SHORT


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in listed.split("|"))


_PLACES = _phrases(
    """top of page|bottom of page|back to top|to top|skip to content|skip to main content|menu
    |main menu|home|search|search this site|use tab to navigate through the menu items|all posts
    |blog home|close|open menu|next|previous|next post|previous post|read more|see all|more
    |breadcrumb|breadcrumbs"""
)
_SHARING = _phrases(
    """share|share this|share this post|share this article|share this page|share on facebook
    |share on twitter|share on x|share on linkedin|share via email|share via link|facebook|twitter
    |x|x (twitter)|linkedin|pinterest|instagram|whatsapp|copy link|link copied
    |copy link to share|print|email|tweet|pin it|follow us|follow us on"""
)
_ACCOUNTS = _phrases(
    """log in|login|sign up|log in / sign up|login / sign up|log in/sign up|sign in|subscribe
    |my account|accept|accept all|accept cookies|cookie settings|decline|decline all
    |post not marked as liked|like|likes|reactions|no ratings yet|rated nan out of 5 stars
    |rated 0 out of 5 stars|sort by|newest|edit post|delete|writer|admin"""
)
_COMMENTS = _phrases(
    """comments|comment|leave a comment|write a comment|write a comment...|write a comment…
    |add a comment|be the first to comment|no comments yet|load more comments"""
)
_OTHER_POSTS = _phrases(
    """recent posts|related posts|latest posts|popular posts|you might also like
    |you may also like|more posts|more from the blog|similar posts"""
)
_COUNTER = re.compile(
    r"\d[\d,.]{0,9}\s*(?:views?|comments?|likes?|shares?|reactions?)"
    r"|(?:views?|comments?|likes?|shares?)\s*\(?\d[\d,.]{0,9}\)?",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:(?:copyright\s*)?©|copyright\s+\d{4}|all rights reserved|proudly created with).{0,120}",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:{_MONTH}\s+\d{{1,2}}"
    rf"(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
_READING = r"(?:\d{1,3}|one|two|three|four|five|ten)[\s-]?min(?:ute)?s?(?:\s+read(?:ing time)?)?"
_STAMP = re.compile(
    rf"(?:(?:last\s+)?(?:updated|published|posted|written|reviewed)(?:\s+on)?\s*:?\s*)?"
    rf"(?:{_DAY}|{_READING})(?:\s*[•·|,–—-]?\s*(?:{_DAY}|{_READING}))?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:written\s+|posted\s+)?by|author\s*:)\s+(?P<name>\S.{1,80})", re.IGNORECASE
)
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Mr|Ms|Mrs)\.? )?[A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){1,3}"
    r"(?:, ?[A-Z][A-Za-z.-]{1,6}){0,4}"
)
_COMMENTS_OFF = re.compile(
    r"comment(?:ing|s)?\b.{0,40}\b(?:turned off|(?:are|is) (?:off|closed|disabled)|closed"
    r"|disabled|isn['’]t available anymore)\b.{0,80}",
    re.IGNORECASE,
)


def comments_are_off(text: str) -> bool:
    """The notice that nobody can comment (any more)."""
    return len(text) <= SHORT and bool(_COMMENTS_OFF.fullmatch(text))


def opens_other_posts(text: str) -> bool:
    """The heading over a list of other posts."""
    return _bare(text) in _OTHER_POSTS


def menu_length(texts: Sequence[str]) -> int:
    """How many lines at the start are the old site's header: its controls and its menu.

    0 unless the first is a control. The header ends with its last control before a longer line.
    """
    if not texts or not _is_control(texts[0]):
        return 0
    length = 1
    for number, text in enumerate(texts[:60], start=1):
        if _is_control(text):
            length = number
        elif len(text) > 30 or len(text.split()) > 3 or text.endswith((".", "?", "!", ":")):
            break
    return length


def _is_control(text: str) -> bool:
    words = _bare(text)
    return words in _PLACES or words in _ACCOUNTS


def is_stamp(text: str) -> bool:
    """A date, a reading time, or both."""
    return len(text) <= SHORT and bool(_STAMP.fullmatch(_bare(text)))


def looks_like_name(text: str) -> bool:
    """Such as "Dr. Dana Example, MD", with nothing else on the line."""
    return len(text) <= 80 and bool(_NAME.fullmatch(text))


def byline(text: str) -> str:
    """The name in "By Name" or "Written by Name, MD | 5 min read"; "" when it is none."""
    if len(text) > 120 or not (match := _BYLINE.fullmatch(text)):
        return ""
    name = re.split(r"\s*[|•·]\s*|\s+[–—-]\s+", match["name"])[0].strip()
    return name if name[:1].isupper() and len(name.split()) <= 8 and name[-1] != "." else ""


def furniture(text: str) -> str:
    """Why a line is no part of the post; "" when it is one."""
    if len(text) > SHORT:
        return ""
    words = _bare(text)
    for lines, reason in (
        (_PLACES, "a control of the old page"),
        (_SHARING, "a share or follow button of the old site"),
        (_ACCOUNTS, "a control of the old site"),
        (_COMMENTS, "the comment form of the old site"),
        (_OTHER_POSTS, "the list of other posts on the old site"),
    ):
        if words in lines:
            return reason
    if comments_are_off(text):
        return "the comments notice of the old site: the post's comments are off"
    if _COUNTER.fullmatch(words):
        return "a counter of the old site"
    if _STAMP.fullmatch(words):
        return "a date or reading time of the old site"
    if _COPYRIGHT.match(text) and len(text) <= 160:
        return "the copyright line of the old site"
    return ""


def _bare(text: str) -> str:
    return " ".join(text[: SHORT + 1].strip(" \t•·|:<>«»←→↑*").casefold().split())
