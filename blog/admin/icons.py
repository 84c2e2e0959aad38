"""Icons that Wagtail does not bring, drawn by hand. A file is named after its icon."""

ICONS = [
    f"careroute/icons/{name}.svg" for name in ("badge", "pill", "posts", "route", "shelf", "source")
]


def add_icons(icons: list[str]) -> list[str]:
    """A `register_icons` hook."""
    return [*icons, *ICONS]
