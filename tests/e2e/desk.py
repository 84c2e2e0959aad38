"""The admin as an editor's hands know it: places and buttons, found by what is printed on them."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

# What moves in the admin without end would keep the browser drawing for as long as a page is open.
ROOM: Any = {"viewport": {"width": 1400, "height": 1000}, "reduced_motion": "reduce"}


def printed(label: str) -> re.Pattern[str]:
    """The label, with or without the star of a field that is needed."""
    return re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$")


class Desk:
    """A tab of the browser in which the admin is open."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab

    def known(self, label: str) -> str:
        """The label, if the editor at this desk knows it. This one knows every word."""
        return label

    def see(self, label: str, within: Locator | None = None) -> None:
        """The words are on the screen."""
        place = within or self.tab.locator("body")
        words = place.get_by_text(printed(self.known(label))).filter(visible=True)
        expect(words.first).to_be_visible()

    def press(self, label: str, within: Locator | None = None) -> None:
        place = within or self.tab
        place.get_by_role("button", name=self.known(label), exact=True).last.click()

    def follow(self, label: str) -> None:
        self.tab.get_by_role("link", name=self.known(label), exact=True).first.click()

    def open_tab(self, label: str) -> None:
        self.tab.get_by_role("tab", name=self.known(label), exact=True).click()

    def panel(self, label: str) -> Locator:
        """A panel of the form, by its heading."""
        return self.tab.get_by_role("region", name=printed(self.known(label)))

    def group(self, label: str, within: Locator) -> Locator:
        """What stands below the label of a part of a panel or block."""
        words = f"normalize-space(translate(., '*', '')) = '{self.known(label)}'"
        return within.locator(f"xpath=.//*[label[{words}]]").first

    def unfold(self, label: str, within: Locator) -> Locator:
        """Open a closed group of a block, by its heading."""
        name = re.compile(rf"^{re.escape(self.known(label))}")
        group = within.get_by_role("region", name=name).first
        group.get_by_role("heading", name=name).first.click()
        return group

    def field(self, label: str, within: Locator | None = None) -> Locator:
        labelled = (within or self.tab).get_by_label(printed(self.known(label)))
        return labelled.and_(self.tab.locator("input, select, textarea")).first

    def write(self, text: str, within: Locator) -> None:
        """Type into the one field of formatted text of a panel or part."""
        editor = within.locator("[contenteditable=true]").first
        editor.click()
        editor.press_sequentially(text)
        # The form's own field follows a quarter of a second later.
        kept = within.locator("input[type=hidden]:has(~ [data-draftail-editor-wrapper])").first
        expect(kept).to_have_value(re.compile(re.escape(json.dumps(text))))

    def set_moment(self, text: str, field: Locator, elsewhere: Locator) -> None:
        """Type a date and time; the calendar goes when something `elsewhere` is clicked."""
        calendar = self.tab.locator(".xdsoft_datetimepicker").filter(visible=True)
        field.click()
        expect(calendar).to_have_count(1)
        field.fill(text)
        elsewhere.click()
        expect(calendar).to_have_count(0)

    def choose(self, button: str, thing: str, within: Locator) -> None:
        """Press a button that opens a window of things, and choose one by its name."""
        window = self.tab.get_by_role("dialog")
        press = within.get_by_role("button", name=self.known(button), exact=True).first
        press.click()
        try:
            expect(window).to_have_count(1, timeout=5_000)
        except AssertionError:  # once in many runs no window comes, and whoever waits presses again
            press.click()
        window.get_by_role("link", name=thing, exact=True).click()
        expect(window).to_have_count(0)

    def insert(self, plus: str, kind: str) -> Locator:
        """Add a block at the end of the body; returns it."""
        body = self.panel("Body")
        blocks = body.locator("section[aria-labelledby^=block-]")
        before = blocks.count()
        self.press(plus, body)
        self.tab.get_by_role("option", name=self.known(kind), exact=True).click()
        expect(blocks).to_have_count(before + 1)
        # By its name, as parts that are added to it are blocks too.
        return body.locator(f"section[id='{blocks.last.get_attribute('id')}']")
