"""Who has no mouse reaches everything, in the order of the page, and sees where they are."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

# What a browser shows is the same on every database.
pytestmark = [pytest.mark.needs("browser", "sqlite"), pytest.mark.django_db(transaction=True)]

# What a keyboard must reach: all that can be seen and used, and what scrolls by itself.
PREPARE = """
() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  const usable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  window.stops = [...document.querySelectorAll(usable)].filter((each) =>
    !each.disabled && each.checkVisibility({visibilityProperty: true, opacityProperty: true}));
  return stops.map((each) => each.outerHTML.slice(0, 120));
}
"""

# Where the focus is: its place among the stops, and what is wrong with how it shows. A card is
# outlined as a whole for the link that makes it one.
LOOK = """
() => {
  const here = document.activeElement;
  const faults = [];
  let outlined = here;
  while (outlined && !isOutlined(outlined)) outlined = outlined.parentElement;
  if (!outlined) faults.push("has no outline");
  const {top, bottom, left, right} = here.getClientRects()[0];
  const isHigh = bottom - top > innerHeight;
  const isBeside = left < -1 || right > innerWidth + 1;
  if (isBeside || (!isHigh && (top < -1 || bottom > innerHeight + 1)))
    faults.push("is out of sight");
  const middle = (start, end, size) => (Math.max(start, 0) + Math.min(end, size)) / 2;
  const seen = document.elementFromPoint(
    middle(left, right, innerWidth), middle(top, bottom, innerHeight));
  if (!here.contains(seen)) faults.push("is covered");
  return {place: stops.indexOf(here), faults, html: here.outerHTML.slice(0, 120)};

  function isOutlined(element) {
    const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(element);
    const isSeen = !/\\/ 0\\)$|, 0\\)$|transparent/.test(outlineColor);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && isSeen;
  }
}
"""


def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(
    addresses: dict[str, type[Any] | None], chromium: Browser, live_server: LiveServer
) -> None:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, base_url=live_server.url, reduced_motion="reduce"
    )
    page = context.new_page()
    draft = next(address for address in addresses if address.startswith("/preview/"))
    faults: list[str] = []
    for address, key in (
        ("/blog/everything/", "Tab"),
        ("/blog/?page=2", "Tab"),
        ("/search/?q=e&route=intravenous", "Tab"),
        ("/compare/?treatment=nothing&route=nowhere&fact=none", "Tab"),
        ("/compare/?treatment=ketamine&route=intravenous&route=intramuscular", "Tab"),
        # Backwards, what stays at the top of the screen comes to stand before the focus.
        (draft, "Shift+Tab"),
    ):
        page.goto(address)
        if address == draft:  # on a phone, where the notice is high and the page scrolls
            page.set_viewport_size({"width": 320, "height": 500})
        faults += [f"{address}: {fault}" for fault in _walk(page, key)]
    context.close()
    assert not faults, "\n".join(faults)


def _walk(page: Page, key: str) -> list[str]:
    """What is wrong on the way from the top of the page until the focus comes round."""
    stops: list[str] = page.evaluate(PREPARE)
    ways = range(len(stops)) if key == "Tab" else reversed(range(len(stops)))
    faults: list[str] = []
    for place in ways:
        page.keyboard.press(key)
        seen = page.evaluate(LOOK)
        if seen["place"] != place:
            return [*faults, f"{seen['html']} is reached in place of {stops[place]}"]
        faults += [f"{stops[place]} {fault}" for fault in seen["faults"]]
    # The browser itself may have its turn before the page begins again.
    page.keyboard.press(key)
    if page.evaluate(
        "![document.body, stops.at(0), stops.at(-1)].includes(document.activeElement)"
    ):
        faults.append("the focus does not come round")
    return faults
