"""What the lines of an old post are taken for, and what they are not."""

from __future__ import annotations

import pytest

from blog.importers import Fate, ImportedDocument, Unreadable, read
from blog.importers.furniture import byline, comments_are_off, furniture
from blog.importers.recognise import can_name_a_route, disclaimer_label, is_call_to_action
from blog.importers.spans import linked, safe_address
from blog.importers.structured import CallToAction, RouteSection

pytestmark = pytest.mark.rendering


def routes(document: ImportedDocument) -> list[tuple[str, str, int]]:
    return [
        (element.route, element.method, len(element.points))
        for element in document.body
        if isinstance(element, RouteSection)
    ]


def post(*lines: str) -> ImportedDocument:
    return read("post.txt", "\n".join(["A title", "", "Some words.", "", *lines]).encode())


@pytest.mark.parametrize(
    ("heading", "route", "method"),
    [
        ("Intramuscular (IM) Ketamine Treatment", "intramuscular", ""),
        ("IV infusions", "intravenous", "infusion"),
        ("IV Infusion Therapy:", "intravenous", "infusion"),
        ("2. Sublingual tablets", "sublingual", ""),
    ],
)
def test_a_section_about_one_route_is_a_route(heading: str, route: str, method: str) -> None:
    found = post(heading, "What it is, in a whole sentence.", "• one", "• two")
    assert routes(found) == [(route, method, 2)]


@pytest.mark.parametrize(
    "heading",
    ["Comparing IM and IV", "Which one suits whom", "What does an IV infusion cost?", "Our rooms"],
)
def test_a_section_about_two_routes_or_about_something_else_is_none(heading: str) -> None:
    assert routes(post(heading, "What it is, in a whole sentence.", "• one")) == []


def test_a_route_without_text_stays_a_heading() -> None:
    assert routes(post("IV infusions", "", "Next part", "", "Its words, which are enough.")) == []


def test_a_label_over_the_points_of_a_route_opens_no_second_route() -> None:
    found = post(
        "Intramuscular (IM) Treatment", "One injection.", "Benefits of IM treatment:", "• short"
    )
    assert routes(found) == [("intramuscular", "", 1)]


def test_points_keep_their_lead_in_bold() -> None:
    section = post("IV infusions", "• Setting: a clinic.").body[0]
    assert section.value()["points"][0]["text"] == "<p><b>Setting:</b> a clinic.</p>"


@pytest.mark.parametrize("mark", ["•", "-", "*", "·", "–", "1.", "▪", "○", "✓", "2)"])
def test_bullets_come_in_many_styles(mark: str) -> None:
    found = post("Things to bring:", f"{mark} a coat", f"{mark} a hat")
    assert found.body[1].value()["text"].count("<li>") == 2


@pytest.mark.parametrize(
    "text",
    [
        "Contact us today to schedule a consultation.",
        "Book a consultation",
        "Call (555) 010-0199",
        "E-mail: hello@example.org",
        "To learn more, get in touch with our team.",
        "To learn more, visit us.",
        "You can always talk to our nurses about it.",
    ],
)
def test_invitations_are_calls_to_action(text: str) -> None:
    assert is_call_to_action(text)
    assert any(isinstance(element, CallToAction) for element in post("More words.", text).body)


@pytest.mark.parametrize(
    "text",
    [
        "Call 911 or visit us at once.",
        "If you feel faint, call your doctor.",
        "Contact your pharmacist about other medicines.",
        "You will book nothing on that day.",
    ],
)
def test_advice_on_help_is_no_call_to_action(text: str) -> None:
    assert not is_call_to_action(text)


@pytest.mark.parametrize(
    "text",
    [
        *("top of page", "Bottom of page", "Share", "0 comments", "Log in / Sign up", "12 views"),
        *("5 min read", "Jan 5", "March 5, 2024", "Jan 5 · 5 min read", "Updated: 2024-01-05"),
        *("© 2024 Example Clinic", "Recent Posts", "Write a comment...", "X (Twitter)"),
    ],
)
def test_page_furniture_is_known(text: str) -> None:
    assert furniture(text)


@pytest.mark.parametrize(
    "text", ["Sharing a room", "March", "5 minutes of rest", "Page of contents", "Comments matter."]
)
def test_words_that_only_resemble_furniture_stay(text: str) -> None:
    assert not furniture(text)


def test_the_comments_notice_turns_comments_off_and_is_told() -> None:
    found = post("More words.", "Commenting has been turned off.")
    assert found.comments_off
    assert (found.lines[-1].fate, found.lines[-1].where) == (Fate.DROPPED, "comments_state")
    assert comments_are_off("Commenting on this post isn't available anymore.")


def test_only_the_closing_disclaimer_leaves_the_body() -> None:
    assert disclaimer_label("Medical disclaimer: words") == "Medical disclaimer: "
    found = post("More.", "Disclaimer: General information.", "Share")
    assert found.disclaimer
    early = post("Disclaimer: About figures.", *["Long words follow it here."] * 90)
    assert early.disclaimer is None
    assert [line.fate for line in early.lines if "Disclaimer" in line.text] == [Fate.UNPLACED]


def test_bylines_are_names_only() -> None:
    assert byline("By Dana Example, MD | 5 min read") == "Dana Example, MD"
    assert byline("By the river, where the grass is long.") == ""


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JaVa\nScript:x", "data:text/html,x", "vbscript:x"]
)
def test_dangerous_addresses_are_refused(address: str) -> None:
    assert safe_address(address) == ""


@pytest.mark.parametrize(
    "address", ["https://example.org/a", "/about/", "mailto:a@example.org", "tel:+1555", "a.html"]
)
def test_ordinary_addresses_are_kept(address: str) -> None:
    assert safe_address(address) == address


def test_addresses_in_plain_text_become_links() -> None:
    spans = linked("See https://example.org/a, or write to a@example.org.")
    assert [span.href for span in spans if span.href] == [
        "https://example.org/a",
        "mailto:a@example.org",
    ]


def test_a_header_of_the_old_site_is_not_the_title() -> None:
    found = read("a.txt", b"top of page\nHome\nOur Rooms\nLog In\nA day by the lake\n\nWords.\n")
    assert found.title == "A day by the lake"


def test_broken_front_matter_names_its_line() -> None:
    with pytest.raises(Unreadable) as refusal:
        read("a.md", b"---\ntitle: fine\ntags: [a, b\n---\n# A\n")
    assert refusal.value.number in (3, 4)
    assert [line.number for line in refusal.value.lines] == [1, 2, 3, 4, 5]


def test_elements_nested_too_deeply_fail_with_a_reason() -> None:
    with pytest.raises(Unreadable, match="nested too deeply"):
        read("a.html", b"<div>" * 5000 + b"deep" + b"</div>" * 5000)


def test_byte_order_mark_and_control_characters_are_no_trouble() -> None:
    found = read("a.txt", b"\xef\xbb\xbfA ti\x00tle\r\n\r\nWords\x07 here.\r\n")
    assert found.title == "A title"
    assert can_name_a_route("IV infusions")
    assert "control characters removed" in found.lines[0].reason


def test_right_to_left_text_keeps_its_marks_and_order() -> None:
    line = "\u200fתעודת זהות (ID) ומספר 12, ואחריה עוד מילים רבות של הסבר ארוך מאוד לקוראים שלנו."
    found = read("a.txt", f"כותרת\n\n{line}\n\nעוד שורה.\n".encode())
    assert found.lines[1].text == line
