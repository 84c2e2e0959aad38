"""`python -m tests.render [SCENE …]`: pictures of all pages, or of some by name."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from tests.bench.serving import serving
from tests.render.demo import SETTINGS, copy_of_demo


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/render", description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help="only these, such as: post 404")
    given = parser.parse_args()
    folder = Path(os.environ.get("DATA_DIR", "var")).absolute() / "render"
    with TemporaryDirectory(prefix="careroute-render-") as temporary:
        data = Path(temporary) / "site"
        copy_of_demo(folder / "demo", data)
        os.environ |= {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": SETTINGS}
        django.setup()
        forgotten = render(given.scenes, data, folder / "pages")
    if forgotten:
        sys.exit("No page shows these templates:\n" + "\n".join(forgotten))


def render(names: list[str], data: Path, folder: Path) -> list[str]:
    """Make the pictures; returns the templates for readers that none of all scenes shows."""
    # They import models, which exist only now.
    from tests.render.scenes import forgotten_templates, make_scenes
    from tests.render.sheet import write_sheet
    from tests.render.shots import take

    scenes = make_scenes()
    forgotten = forgotten_templates(scenes)
    if unknown := set(names) - {scene.name for scene in scenes}:
        sys.exit(f"There is no scene {', '.join(sorted(unknown))}.")
    chosen = [scene for scene in scenes if not names or scene.name in names]
    with serving(SETTINGS, data, "/") as server:
        take(chosen, server.address, folder)
    print(f"{len(chosen)} pages: {write_sheet(scenes, folder)}")  # noqa: T201
    return forgotten


if __name__ == "__main__":
    main()
