"""What a post of the demo site costs a reader, served as in production."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, CDPSession

from home.demo.content import POSTS
from tests.bench.serving import serving
from tests.migrated import Migrated
from tests.processes import run_python

pytestmark = [pytest.mark.needs("browser", "sqlite"), pytest.mark.django_db]

BEFORE_PICTURES, OF_SCRIPTS = 60_000, 10_000  # bytes as they travel, with their headers
SETTINGS = "cms.settings.dev"  # production over plain HTTP

WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const {value, sources} of list.getEntries())
    shifts.push(`${value} ${sources.map(({node}) => node?.nodeName).join(" ")}`);
}).observe({type: "layout-shift", buffered: true});
"""
READ_ON = """
async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const seen = () => frame().then(frame);
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await seen();
  }
  await Promise.all([...document.images].map((image) => image.decode()));
  await seen();
  return [shifts, document.images.length];
}
"""


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, migrated: Migrated, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the demo site, behind the server that production runs."""
    folder: Path = tmp_path_factory.mktemp("demo")
    shutil.copy(migrated.file, folder / "db.sqlite3")
    # Pages that are made now would be kept for another address than the server's.
    variables = {"DATA_DIR": str(folder), "KEPT_PAGES": "false"}
    made = run_python("-m", "tests.demo", settings_module=SETTINGS, **variables)
    assert made.returncode == 0, made.stderr
    with serving(SETTINGS, folder, "/blog/", workers=1) as server:
        yield server.address


class Transfer:
    """Notes what a page loads: bytes by kind, and hosts."""

    def __init__(self, network: CDPSession) -> None:
        self.kinds: dict[str, str] = {}
        self.hosts: set[str] = set()
        self.bytes: dict[str, int] = defaultdict(int)
        network.on("Network.requestWillBeSent", self._asked)
        network.on("Network.responseReceived", self._answered)
        network.on("Network.loadingFinished", self._arrived)
        network.send("Network.enable")

    def _asked(self, event: Any) -> None:
        self.hosts.add(urlsplit(event["request"]["url"]).netloc)

    def _answered(self, event: Any) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def _arrived(self, event: Any) -> None:
        self.bytes[self.kinds[event["requestId"]]] += event["encodedDataLength"]


@pytest.mark.parametrize("width", [1280, 360])
def test_a_post_is_light_stays_where_it_is_and_asks_nobody_else(
    demo: str, chromium: Browser, width: int
) -> None:
    faults: list[str] = []
    for post in POSTS:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, reduced_motion="reduce"
        )
        context.add_init_script(WATCH)
        page = context.new_page()
        transfer = Transfer(context.new_cdp_session(page))
        page.goto(f"{demo}/blog/{post.slug}/")
        shifts, pictures = page.evaluate(READ_ON)
        assert pictures >= 2 and transfer.bytes["Image"]
        assert transfer.bytes["Document"] > 1000 < transfer.bytes["Stylesheet"]
        others = transfer.hosts - {urlsplit(demo).netloc}
        faults += [f"{post.slug}: asks {other}" for other in others]
        faults += [f"{post.slug}: moves by {shift}" for shift in shifts]
        before_pictures = sum(transfer.bytes.values()) - transfer.bytes["Image"]
        if before_pictures > BEFORE_PICTURES:
            faults.append(f"{post.slug}: {before_pictures} bytes before pictures")
        if transfer.bytes["Script"] > OF_SCRIPTS:
            faults.append(f"{post.slug}: {transfer.bytes['Script']} bytes of scripts")
        context.close()
    assert not faults, "\n".join(faults)
