"""No public page has an accessibility fault that axe can find, however it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from cms.editions.pages import public_page_types
from tests.e2e.pages import visit

pytestmark = [
    pytest.mark.needs("browser"),
    pytest.mark.rendering,
    pytest.mark.django_db(transaction=True),
]

RULES: dict[str, Any] = {
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
    ],
    "resultTypes": ["violations"],
    # No rule of these reads style sheets themselves; axe would put each into the page.
    "preload": False,
}
COLOURS: dict[str, Any] = {**RULES, "runOnly": ["color-contrast"]}
PLACES: dict[str, Any] = {
    **RULES,
    "runOnly": ["color-contrast", "target-size", "scrollable-region-focusable"],
}


class Look(NamedTuple):
    """A way to look at a page, and the rules that can be broken in it and in none before."""

    width: int
    height: int
    scale: int
    scheme: Literal["light", "dark"]
    direction: Literal["ltr", "rtl"]
    rules: dict[str, Any]


# The second screen is a desktop of 1280 × 1024 at 400 %, and as narrow as a phone.
LOOKS = [
    Look(1280, 800, 1, "light", "ltr", RULES),
    Look(1280, 800, 1, "dark", "ltr", COLOURS),
    Look(1280, 800, 1, "light", "rtl", PLACES),
    Look(320, 256, 4, "light", "ltr", RULES),
    Look(320, 256, 4, "dark", "ltr", COLOURS),
    Look(320, 256, 4, "light", "rtl", PLACES),
]

# Axe works a page's few colours out anew for each of its elements: a quarter of all its work.
REMEMBER_COLOURS = """
const {prototype} = axe.commons.color.Color, parse = prototype.parseString, known = new Map();
prototype.parseString = function (text) {
  if (!known.has(text)) known.set(text, parse.call(new axe.commons.color.Color(), text));
  const {r, g, b, alpha} = known.get(text);
  return Object.assign(this, {r, g, b, alpha});
};
"""
VIOLATIONS = """
(rules) => axe.run(rules).then(({violations}) =>
  violations.map(({id, nodes}) => `${id} ${nodes[0].html.slice(0, 200)}`))
"""

# Words count as lost beside the screen and outside a frame that cuts them off; tables scroll.
# Where little is seen at once, nothing may stand before what is read.
LOST = """
() => {
  const width = document.documentElement.clientWidth;
  const faults = document.documentElement.scrollWidth > width ? ["wider than the screen"] : [];
  const styles = new Map([...document.body.querySelectorAll("*")].map((element) =>
    [element, getComputedStyle(element)]));
  const frames = new Set();
  for (const [element, style] of styles) {
    if (style.overflowX !== "visible" || style.clipPath !== "none") frames.add(element);
    const stays = ["fixed", "sticky"].includes(style.position);
    if (stays && innerHeight < 400 && element.getClientRects().length)
      faults.push(`covers what is read: ${element.outerHTML.slice(0, 100)}`);
  }
  const isLost = ({left, right, top, bottom}, node) => {
    for (let each = node; each; each = each.parentElement) {
      if (!frames.has(each)) continue;
      const {overflowX, overflowY, clipPath} = styles.get(each);
      if (clipPath !== "none" || (overflowX === "auto" && each.tabIndex === 0)) return false;
      const frame = each.getBoundingClientRect();
      if (left < frame.left - 1 || right > frame.right + 1) return true;
      if (overflowY !== "auto" && (top < frame.top - 1 || bottom > frame.bottom + 1)) return true;
    }
    return left < -1 || right > width + 1;
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (words.nextNode()) {
    if (!words.currentNode.data.trim()) continue;
    range.selectNodeContents(words.currentNode);
    if ([...range.getClientRects()].some((box) => isLost(box, words.currentNode.parentElement)))
      faults.push(`lost: ${words.currentNode.data.trim().slice(0, 100)}`);
  }
  return faults;
}
"""
UNFOLD = "for (const each of document.querySelectorAll('details')) each.open = true"


def _noting(problems: list[str]) -> Callable[[ConsoleMessage], None]:
    return lambda message: problems.append(message.text)


def test_no_page_has_a_fault_that_axe_finds_or_loses_words(
    addresses: dict[str, type[Any] | None], chromium: Browser, live_server: LiveServer
) -> None:
    """On a desktop and at 400 %, light and dark, in either direction."""
    assert set(public_page_types()) == {model for model in addresses.values() if model}, (
        "a page type is forgotten"
    )
    faults: list[str] = []
    context = chromium.new_context(base_url=live_server.url, no_viewport=True)
    context.add_init_script(f"{AXE_SCRIPT}\n{{{REMEMBER_COLOURS}}}")
    page = context.new_page()
    problems: list[str] = []
    page.on("console", _noting(problems))
    screen = context.new_cdp_session(page)
    for address in addresses:
        visit(page, address)
        assert page.evaluate("document.documentElement.dir") == _direction(address)
        page.evaluate(UNFOLD)
        for look in LOOKS:
            faults += [f"{address} {look[:-1]}: {fault}" for fault in _faults(page, screen, look)]
    faults += [text for text in problems if "404" not in text]
    context.close()
    assert not faults, "\n".join(faults)


def _direction(address: str) -> str:
    if address.startswith("/failure/"):
        return ""
    return "rtl" if address.startswith("/ar/") else "ltr"


def _faults(page: Page, screen: CDPSession, look: Look) -> list[str]:
    size = {"width": look.width, "height": look.height, "deviceScaleFactor": look.scale}
    screen.send("Emulation.setDeviceMetricsOverride", {**size, "mobile": False})
    page.emulate_media(color_scheme=look.scheme)
    page.evaluate("(direction) => { document.documentElement.dir = direction }", look.direction)
    seen = page.evaluate("[innerWidth, innerHeight, devicePixelRatio]")
    assert seen == [look.width, look.height, look.scale]
    found: list[str] = page.evaluate(VIOLATIONS, look.rules)
    return [*found, *(page.evaluate(LOST) if look.rules is not COLOURS else [])]
