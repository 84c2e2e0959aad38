"""Pictures of pages by a real browser."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import BrowserContext, Page, Route, async_playwright

from tests.browser import browser_path
from tests.render.scenes import Scene

TABS = 2
LAST_PIXEL = 16_000  # Chromium repeats the page's beginning in a taller picture

# A4 less the margins of the print stylesheet, at 96 pixels an inch.
PAPER = 673


@dataclass(frozen=True)
class Screen:
    name: str
    width: int
    scheme: Literal["light", "dark"] = "light"
    direction: str = "ltr"
    media: Literal["screen", "print"] = "screen"


SCREENS = [
    *(
        Screen(f"{width}.{name}", width, "dark" if name == "dark" else "light", direction)
        for width in (360, 1280)
        for name, direction in (("light", "ltr"), ("dark", "ltr"), ("rtl", "rtl"))
    ),
    Screen("print", PAPER, media="print"),
]

# Pictures further down are loaded only when they come into view, and none does here.
WHOLE = """direction => {
  document.documentElement.dir = direction;
  for (const image of document.images) image.loading = 'eager';
  return Promise.all([...document.images].map(image => image.decode().catch(() => null)));
}"""


def take(scenes: list[Scene], address: str, folder: Path) -> None:
    """Write each scene on each screen into a folder, as `post.360.dark.png`, and `post.pdf`."""
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_take(scenes, address, folder))


async def _take(scenes: list[Scene], address: str, folder: Path) -> None:
    left = list(reversed(scenes))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        context = await browser.new_context(base_url=address)
        await asyncio.gather(*(_work(context, left, folder) for _ in range(TABS)))
        await browser.close()


async def _work(context: BrowserContext, left: list[Scene], folder: Path) -> None:
    page = await context.new_page()
    while left:
        await _shoot(page, left.pop(), folder)


async def _shoot(page: Page, scene: Scene, folder: Path) -> None:
    async def as_if(route: Route) -> None:
        await route.fulfill(body=scene.html, content_type="text/html; charset=utf-8")

    if scene.html:
        await page.route(f"**{scene.address}", as_if)
    await page.goto(scene.address)
    for screen in SCREENS:
        await page.set_viewport_size({"width": screen.width, "height": 800})
        await page.emulate_media(media=screen.media, color_scheme=screen.scheme)
        await page.evaluate(WHOLE, screen.direction)
        await page.screenshot(path=folder / f"{scene.name}.{screen.name}.png", **await _size(page))
    await page.pdf(path=folder / f"{scene.name}.pdf", prefer_css_page_size=True)


async def _size(page: Page) -> dict[str, Any]:
    height = await page.evaluate("document.documentElement.scrollHeight")
    if height <= LAST_PIXEL:
        return {"full_page": True}
    width = await page.evaluate("innerWidth")
    return {"full_page": True, "clip": {"x": 0, "y": 0, "width": width, "height": LAST_PIXEL}}
