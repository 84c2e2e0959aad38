"""What Lighthouse says of pages: its own run in a headless Chromium, with its mobile preset."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.browser import browser_path

PACKAGE = Path(__file__).with_name("lighthouse")
CATEGORIES = "performance", "accessibility", "best-practices", "seo"
PATHS = (
    "/",
    "/blog/",
    "/blog/ketamine-into-a-muscle-or-a-vein/",
    "/compare/?treatment=ketamine",
    "/treatments/ketamine/",
)
ATTEMPTS = 3
FLAGS = "--headless=new --no-sandbox --disable-gpu"


@dataclass(frozen=True)
class Scored:
    """Points of 100 for each category, and the audits that cost some, as “category: audit”."""

    points: list[float]
    faults: list[str]


def what_is_missing() -> str | None:
    """Why Lighthouse cannot run here; None when it can."""
    if not browser_path():
        return "no Chromium was found"
    return None if shutil.which("npm") else "there is no Node with npm"


def installed(folder: Path) -> Path:
    """The program, installed below a folder as the lock file says where it is not there yet."""
    copy = folder / "lighthouse"
    lock = "package-lock.json"
    if not (copy / "node_modules").exists() or not filecmp.cmp(PACKAGE / lock, copy / lock, False):
        shutil.copytree(PACKAGE, copy, dirs_exist_ok=True)
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=copy, check=True, stdout=2)
    return copy / "node_modules" / ".bin" / "lighthouse"


def scored(program: Path, url: str) -> Scored:
    """What one run says of a page."""
    command = [
        *(str(program), url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"),
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    environment = {**os.environ, "CHROME_PATH": browser_path() or ""}
    for _ in range(ATTEMPTS):
        ran = subprocess.run(command, env=environment, capture_output=True, text=True)
        if "NO_NAVSTART" not in ran.stderr:  # the browser began to record too late
            break
    if ran.returncode:
        sys.exit(f"script/bench: Lighthouse could not look at {url}:\n{ran.stderr[-3000:]}")
    report = json.loads(ran.stdout)
    found = [report["categories"][name] for name in CATEGORIES]
    return Scored(
        points=[each["score"] * 100 for each in found],
        faults=[
            f"{name}: {reference['id']}"
            for name, each in zip(CATEGORIES, found, strict=True)
            for reference in each["auditRefs"]
            if _costs(reference, report["audits"][reference["id"]])
        ],
    )


def _costs(reference: dict[str, float], audit: dict[str, float | None]) -> bool:
    score = audit["score"]
    return bool(reference["weight"]) and score is not None and score < 0.9
