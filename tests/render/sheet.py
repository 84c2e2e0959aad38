"""One page that shows all pictures, to look through them."""

from __future__ import annotations

from pathlib import Path

from tests.render.scenes import Scene
from tests.render.shots import SCREENS

PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>All pages for readers</title>
<style>
body {{ margin: 1rem; background: #ddd; font: 14px sans-serif }}
section {{ display: flex; gap: .5rem; margin-block-end: 1.5rem; overflow-x: auto }}
figure {{ flex: none; margin: 0 }}
img {{ display: block; block-size: 26rem; max-inline-size: 34rem; object-fit: cover }}
img {{ object-position: top; background: #fff }}
</style>
{sections}
</html>
"""


def write_sheet(scenes: list[Scene], folder: Path) -> Path:
    """Write the page beside the pictures it shows."""
    sheet = folder / "index.html"
    sheet.write_text(PAGE.format(sections="\n".join(map(_section, scenes))))
    return sheet


def _section(scene: Scene) -> str:
    pictures = "".join(_picture(f"{scene.name}.{screen.name}") for screen in SCREENS)
    return (
        f'<h2 id="{scene.name}">{scene.name} <a href="{scene.name}.pdf">PDF</a></h2>'
        f"<section>{pictures}</section>"
    )


def _picture(name: str) -> str:
    return (
        f'<figure><a href="{name}.png"><img src="{name}.png" alt="" loading="lazy"></a>'
        f"<figcaption>{name}</figcaption></figure>"
    )
