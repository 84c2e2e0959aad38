"""The commands of docs/api.md, pasted one after the other into a shell in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import LazySettings
from pytest_django.live_server_helper import LiveServer

from blog.models import BlogIndexPage
from tests.e2e.everything import make_everything

pytestmark = [pytest.mark.needs("curl"), pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/api.md").read_text()
COMMANDS = re.findall(r"^```sh\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
PROMISED = [line.removeprefix("# ") for line in GUIDE.splitlines() if line.startswith("# {")]


def test_every_command_works_and_prints_what_the_page_says(
    blog: BlogIndexPage, live_server: LiveServer, settings: LazySettings, tmp_path: Path
) -> None:
    settings.BASE_URL = live_server.url
    post = make_everything(blog)
    script = "\n".join(COMMANDS)
    assert script.count("http://127.0.0.1:8000/") == 1
    ran = subprocess.run(
        ["sh", "-eu", "-c", script.replace("http://127.0.0.1:8000", live_server.url)],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "no_proxy": "*"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stderr == ""
    for words in (*PROMISED, '    "name": "Larkfield",', "304\n", "live /blog/everything/\n"):
        assert words in ran.stdout
    assert ran.stdout.splitlines()[-1].isdigit(), "the number to come back with"
    page = (tmp_path / "post.html").read_text()
    for words in (f"<h1>{post.title}</h1>", "<picture><source", "<p>Not advice for you.</p>"):
        assert words in page
