"""`python -m tests.bench [--seconds N] [SIZE …]`: the table of `docs/performance.md`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from tests.bench.data import our_scenarios, site_of, time_publishing, yardsticks
from tests.bench.load import Measured, measure, require_wrk
from tests.bench.serving import serving

SIZES = [1_000, 50_000]
PUBLISHED = 40


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    parser.add_argument("--seconds", type=int, default=5, help="of each measurement (5)")
    given = parser.parse_args()
    require_wrk()
    folder = Path(os.environ.get("DATA_DIR", "var")).absolute() / "bench"
    for size in given.sizes:
        bench(size, site_of(size, folder), given.seconds)


def bench(size: int, data: Path, seconds: int) -> None:
    """Print the table of one site."""
    say(f"\n### {size:,} posts\n")
    say("| | requests/s | p50 ms | p99 ms | p50 ms, one connection |")
    say("|---|--:|--:|--:|--:|")
    bare: dict[str, Measured] = {}
    ours: dict[str, Measured] = {}
    with serving("tests.bench.yardstick.settings", data, "/constant/") as server:
        for scenario in yardsticks(data, size):
            bare[scenario.name] = row(scenario.name, measure(server.address, scenario, seconds))
    with serving("cms.settings.dev", data, "/api/content/v1/routes/") as server:
        for scenario in our_scenarios(server.address, data, size):
            ours[scenario.name] = row(scenario.name, measure(server.address, scenario, seconds))
        memory = server.memory()
    p50, p99 = time_publishing(data, PUBLISHED)
    post, cards = ours["post"].rate, ours["list of 20, counted"].rate
    say(f"\nMemory of the server's processes: {memory:.0f} MiB.")
    say(f"Publishing a changed post: p50 {p50:.0f} ms, p99 {p99:.0f} ms.")
    say(f"A post / one row by the ORM: {post / bare['bare view, one row by the ORM'].rate:.2f}.")
    say(f"A post / stock API v3: {post / bare['stock Wagtail API v3, detail'].rate:.1f}.")
    twenty = bare["bare view, 20 rows by the ORM"].rate
    say(f"A list of 20, counted / 20 rows by the ORM: {cards / twenty:.2f}.")


def row(name: str, found: Measured) -> Measured:
    say(f"| {name} | {found.rate:,.0f} | {found.p50:.2f} | {found.p99:.2f} | {found.alone:.2f} |")
    return found


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
