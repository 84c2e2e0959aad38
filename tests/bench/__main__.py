"""`python -m tests.bench [SIZE …]`: the tables of `docs/performance.md`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from tests.bench import lighthouse
from tests.bench.data import (
    our_scenarios,
    pages,
    prepare_pages,
    site_of,
    stock_of,
    time_publishing,
    yardsticks,
)
from tests.bench.load import Measured, MeasuredOnce, measure, measure_once, require_wrk
from tests.bench.serving import free_port, serving

SIZES = [1_000, 50_000]
PUBLISHED = 40
KEPT_ANSWERS = 8  # megabytes, as by default
PARTS = "api", "html", "lighthouse"


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    parser.add_argument("--seconds", type=int, default=5, help="of each measurement (5)")
    parser.add_argument("--only", choices=PARTS, help="leave the other parts out")
    given = parser.parse_args()
    parts = [given.only] if given.only else list(PARTS)
    if "api" in parts:
        require_wrk()
    folder = Path(os.environ.get("DATA_DIR", "var")).absolute() / "bench"
    for size in given.sizes:
        data = site_of(size, folder)
        say(f"\n### {size:,} posts\n")
        if "api" in parts:
            api(size, data, given.seconds)
        if "html" in parts:
            html(size, data)
        if "lighthouse" in parts and size == given.sizes[0]:  # its pages are the demo's
            scores(data)


def api(size: int, data: Path, seconds: int) -> None:
    """Print what the content API takes, as it is used and with no answer kept, and publishing."""
    say("| | requests/s | p50 ms | p99 ms | p50 ms, one connection |")
    say("|---|--:|--:|--:|--:|")
    bare: dict[str, Measured] = {}
    ours: dict[str, Measured] = {}
    with serving("tests.bench.yardstick.settings", data, "/constant/") as server:
        for scenario in yardsticks(data, size):
            bare[scenario.name] = row(scenario.name, measure(server.address, scenario, seconds))
    for kept, note in ((KEPT_ANSWERS, ""), (0, ", found anew")):
        with serving(
            "cms.settings.dev", data, "/api/content/v1/routes/", KEPT_ANSWERS=str(kept)
        ) as server:
            for scenario in our_scenarios(server.address, data, size):
                name = f"{scenario.name}{note}"
                ours[name] = row(name, measure(server.address, scenario, seconds))
            own, files = server.memory()
            say(f"| memory of the server's processes, MiB{note} | {own:.0f} | | | |")
            say(f"| the database's file in their view, MiB{note} | {files:.0f} | | | |")
    p50, p99 = time_publishing(data, PUBLISHED)
    say(f"\nPublishing a changed post: p50 {p50:.0f} ms, p99 {p99:.0f} ms.")
    one, twenty = (bare[f"bare view, {each} by the ORM"].rate for each in ("one row", "20 rows"))
    stock = bare["stock Wagtail API v3, detail"].rate
    for note in ("", ", found anew"):
        post, cards = ours[f"post{note}"].rate, ours[f"list of 20, counted{note}"].rate
        say(f"A post{note} / one row by the ORM: {post / one:.2f}.")
        say(f"A post{note} / stock API v3: {post / stock:.1f}.")
        say(f"A list of 20, counted{note} / 20 rows by the ORM: {cards / twenty:.2f}.")


def html(size: int, data: Path) -> None:
    """Print what pages take that nobody has asked for before, of up to 1,000 posts."""
    stock_of(data)
    warming, once = pages(size)
    port = free_port()  # the site's address is on every page
    made = prepare_pages(data, port)
    say("| pages, each asked for once | pages/s | p50 ms | p99 ms | p50 ms, one connection |")
    say("|---|--:|--:|--:|--:|")
    found: list[MeasuredOnce] = []
    for name, settings, kept in (
        ("stock Wagtail, a post", "tests.bench.stock.settings", "false"),
        ("a post, as it was published", "cms.settings.dev", "true"),
        ("a post, made for the reader", "cms.settings.dev", "false"),
    ):
        with serving(settings, data, warming[0], PORT=str(port), KEPT_PAGES=kept) as server:
            measure_once(server.address, warming)
            found.append(measure_once(server.address, once))
            row(name, found[-1])
    stock, ours, anew = found
    say(f"\nA page is {ours.size:.0f} kB on average, stock Wagtail's {stock.size:.0f} kB.")
    say(f"A page, as it was published / stock Wagtail's page: {ours.rate / stock.rate:.1f}.")
    say(f"A page, made for the reader / stock Wagtail's page: {anew.rate / stock.rate:.1f}.")
    say(f"Making a page at publishing takes {made:.0f} ms.")


def scores(data: Path) -> None:
    """Print what Lighthouse says of pages of the demo site."""
    if missing := lighthouse.what_is_missing():
        say(f"Lighthouse was left out: {missing}.")
        return
    say("| Lighthouse, mobile | " + " | ".join(lighthouse.CATEGORIES) + " | what cost points |")
    say("|---|" + "--:|" * len(lighthouse.CATEGORIES) + "---|")
    program = lighthouse.installed(data.parent)
    with serving("cms.settings.dev", data, "/") as server:
        for path in lighthouse.PATHS:
            scored = lighthouse.scored(program, server.address + path)
            points = " | ".join(f"{each:.0f}" for each in scored.points)
            say(f"| {path} | {points} | {', '.join(scored.faults)} |")


def row(name: str, found: Measured) -> Measured:
    say(f"| {name} | {found.rate:,.0f} | {found.p50:.2f} | {found.p99:.2f} | {found.alone:.2f} |")
    return found


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
