"""What every template and stylesheet for readers keeps to, read from the files themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage

from cms.static_files import IMPORT, StaticFiles

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))
STYLESHEETS = sorted(ROOT.glob("cms/static/cms/**/*.css"))
SITE = ROOT / "cms/static/cms/css/site.css"
READER_STYLES = [path for path in STYLESHEETS if path.parent.name == "css" and path != SITE]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_has_nothing_that_the_content_security_policy_refuses(path: Path) -> None:
    ours = r'<script (?:type="module" )?src="\{% static [^>]*></script>'
    text = re.sub(ours, "", path.read_text())
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_loads_nothing_from_another_host(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<(?:img|link|source|iframe|script)[^>]*(?:https?:)?//", text)


@pytest.mark.parametrize("path", STYLESHEETS, ids=named)
def test_stylesheet_is_short_and_loads_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) < 250
    text = text if path != SITE else IMPORT.sub("", text)
    assert not re.search(r"@import|url\(\s*[\"']?(?:data:|https?:|//)", text)


@pytest.mark.parametrize("path", READER_STYLES, ids=named)
def test_stylesheet_is_part_of_the_site_and_keeps_its_rules_in_layers(path: Path) -> None:
    assert IMPORT.findall(SITE.read_text()).count(path.name) == 1
    outside = re.sub(r"/\*.*?\*/|@layer [a-z, ]+;", "", path.read_text(), flags=re.DOTALL)
    assert re.fullmatch(r"(?:\s*@layer [a-z]+ \{.*?\n\})+\s*", outside, flags=re.DOTALL)


@pytest.mark.parametrize("path", READER_STYLES, ids=named)
def test_layout_follows_the_direction_of_writing(path: Path) -> None:
    physical = (
        r"\b(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|text-align: (?:left|right)"
    )
    assert not re.search(physical, path.read_text())


@pytest.mark.parametrize("path", READER_STYLES, ids=named)
def test_colours_are_named_tokens(path: Path) -> None:
    if path.name not in ("tokens.css", "print.css"):
        assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(", path.read_text())


def test_the_sheets_travel_as_one(tmp_path: Path) -> None:
    """As `collectstatic` does it, with our own files."""
    source = StaticFilesStorage(location=ROOT / "cms/static", base_url="/static/")
    collected = StaticFiles(location=tmp_path, base_url="/static/")
    names = [
        str(path.relative_to(source.location))
        for folder in ("css", "fonts")
        for path in (ROOT / "cms/static/cms" / folder).iterdir()
    ]
    names.append("cms/routes.svg")
    for name in names:
        with source.open(name) as file:
            collected.save(name, file)
    list(collected.post_process({name: (source, name) for name in names}))
    url = collected.stored_name("cms/css/site.css")
    whole = (tmp_path / url).read_text()
    assert "@import" not in whole
    assert (
        whole.index("@layer reset, tokens")
        < whole.index("@layer base")
        < whole.index("@media print")
    )
    for path in READER_STYLES:
        rule = re.findall(r"^  [.a-z][^{}@]* \{$", path.read_text(), re.MULTILINE)
        assert all(each in whole for each in rule), path.name
    fonts = re.findall(r'url\("(\.\./fonts/[^"]+)"\)', whole)
    assert fonts
    assert all((tmp_path / "cms/css" / font).is_file() for font in fonts)
    assert (tmp_path / f"{url}.br").is_file()
