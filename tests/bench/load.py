"""Asking a server as fast as it answers, with wrk."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
# Each thread begins at a place of its own and goes round.
LUA = """
local asked = {{ {requests} }}
local threads = 0
function setup(thread) thread:set("place", threads * 7); threads = threads + 1 end
function request()
  place = place % #asked + 1
  return wrk.format("GET", asked[place][1], asked[place][2])
end
"""


@dataclass(frozen=True)
class Scenario:
    """Requests of one kind: paths, each with its headers."""

    name: str
    requests: Sequence[tuple[str, dict[str, str]]] = field(repr=False)


@dataclass(frozen=True)
class Measured:
    """Requests a second with 16 connections, and milliseconds: median and 99th percentile of
    these, and the median of one connection alone."""

    rate: float
    p50: float
    p99: float
    alone: float


def require_wrk() -> None:
    if shutil.which("wrk") is None:
        sys.exit("script/bench: wrk is needed (on Debian: apt install wrk).")


def measure(address: str, scenario: Scenario, seconds: int) -> Measured:
    """Warm up, then measure with 16 connections and with one."""
    _run(address, scenario, connections=4, seconds=1)
    busy = _run(address, scenario, connections=16, seconds=seconds)
    alone = _run(address, scenario, connections=1, seconds=max(2, seconds // 2))
    return Measured(busy[0], busy[1], busy[2], alone[1])


def _run(
    address: str, scenario: Scenario, connections: int, seconds: int
) -> tuple[float, float, float]:
    asked = ", ".join(_request(path, given) for path, given in scenario.requests)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA.format(requests=asked))
        script.flush()
        threads = min(2, connections)
        ran = subprocess.run(
            [
                *("wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--latency"),
                *("-s", script.name, address),
            ],
            capture_output=True,
            text=True,
            check=True,
        )
    if refused := re.search(r"Non-2xx or 3xx responses: (\d+)", ran.stdout):
        sys.exit(f"script/bench: {scenario.name}: {refused[1]} answers were errors.")
    return (
        float(_found(r"Requests/sec:\s+([\d.]+)", ran.stdout)[0]),
        _milliseconds("50%", ran.stdout),
        _milliseconds("99%", ran.stdout),
    )


def _milliseconds(share: str, text: str) -> float:
    number, unit = _found(rf"\s{share}\s+([\d.]+)(us|ms|s|m)", text)
    return float(number) * UNITS[unit]


def _found(pattern: str, text: str) -> tuple[str, ...]:
    match = re.search(pattern, text)
    if match is None:
        sys.exit(f"script/bench: wrk said something unexpected:\n{text}")
    return match.groups()


def _request(path: str, headers: dict[str, str]) -> str:
    given = ", ".join(f"[{_lua(name)}] = {_lua(value)}" for name, value in headers.items())
    return f"{{{_lua(path)}, {{{given}}}}}"


def _lua(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
