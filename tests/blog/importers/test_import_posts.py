"""Old posts become drafts by one command: idempotent, reported, and never public by accident."""

from __future__ import annotations

import json
import shutil
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from blog.importers import read
from blog.importers.places import text_at
from blog.importers.writer import Outcome, Status, Writer
from blog.models import BlogIndexPage, BlogPage, Disclaimer, DisclaimerVersion
from blog.models.import_record import ImportRecord
from cms.editions.published import published
from cms.images.models import CustomImage
from tests.blog.importers.accounts import assert_followed, texts_in
from tests.builders import make_category, make_disclaimer, make_person

DOCUMENTS = Path(__file__).parent / "documents"

pytestmark = [pytest.mark.django_db, pytest.mark.rendering]


@pytest.fixture
def index(kept_blog: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the documents, with the picture that they show beside them."""
    copy = tmp_path / "posts"
    shutil.copytree(DOCUMENTS, copy)
    Image.new("RGB", (40, 30), "navy").save(copy / "waiting-room.png")
    return copy


def imported(index: BlogIndexPage, path: Path, **options: bool) -> Outcome:
    return Writer(index, **options).write(path)


def draft(outcome: Outcome) -> BlogPage:
    return BlogPage.objects.get(pk=outcome.page_id).get_latest_revision_as_object()


def report_of(*arguments: Any, **options: Any) -> dict[str, Any]:
    out = StringIO()
    try:
        call_command("import_posts", *map(str, arguments), report="-", stdout=out, **options)
    except CommandError as error:
        return {**json.loads(out.getvalue()), "error": str(error)}
    return json.loads(out.getvalue())


def page_texts(page: BlogPage) -> dict[str, str]:
    """Every text a reader may see of the page, under the path of its place."""
    fields = ("title", "subtitle", "intro", "search_description", "seo_title")
    texts = {name: text_at(page, name) for name in fields if text_at(page, name)}
    for index, child in enumerate(page.body):
        prepared = child.block.get_prep_value(child.value)
        texts |= texts_in(f"body[{index}].value", prepared)
    if page.disclaimer:
        texts["disclaimer"] = text_at(page, "disclaimer")
    return texts


@pytest.mark.parametrize(
    "name", [path.name for path in sorted(DOCUMENTS.iterdir()) if path.name[:5] not in ("broke",)]
)
def test_lines_lead_into_the_page_and_its_texts_lead_back(
    name: str, index: BlogIndexPage, folder: Path
) -> None:
    make_person("Dana Example")
    outcome = imported(index, folder / name)
    if name in ("empty.md", "only-furniture.txt"):
        assert outcome.status == Status.FAILED
        assert outcome.error
        return
    assert outcome.status == Status.CREATED, outcome.error
    page = draft(outcome)
    assert not BlogPage.objects.get(pk=page.pk).live
    source = (folder / name).read_text(encoding="utf-8")
    assert_followed(outcome.lines, page, page_texts(page), source)


def test_a_post_from_a_site_builder_becomes_routes_points_call_and_disclaimer(
    index: BlogIndexPage, folder: Path
) -> None:
    page = draft(imported(index, folder / "im-and-iv.txt"))
    assert page.title == "Comparing IM and IV Ketamine Treatment"
    assert page.subtitle == "Two ways of giving one medicine, side by side"
    kinds = [child.block_type for child in page.body]
    assert kinds == ["route", "route", *["heading", "paragraph"] * 2, "call_to_action"]
    muscle, vein = (child.value for child in page.body[:2])
    assert (muscle["route"], vein["route"], vein["method"]) == (
        "intramuscular",
        "intravenous",
        "infusion",
    )
    assert [len(route["points"]) for route in (muscle, vein)] == [6, 5]
    assert "<b>Adjusting it:</b> once injected" in muscle["points"][3]["text"].source
    assert page.comments_state == "off"
    assert page.disclaimer
    assert "not medical advice" in page.disclaimer.versions.get().text


def test_importing_again_changes_nothing(index: BlogIndexPage, folder: Path) -> None:
    first = report_of(folder / "im-and-iv.txt")["documents"][0]
    again = report_of(folder / "im-and-iv.txt")["documents"][0]
    assert (first["status"], again["status"]) == ("created", "unchanged")
    assert again["page_id"] == first["page_id"]
    assert again["lines"] == first["lines"]
    assert BlogPage.objects.count() == ImportRecord.objects.count() == 1
    assert Disclaimer.objects.count() == 2  # the site's and the post's


def test_a_changed_file_is_a_new_revision_of_its_untouched_page(
    index: BlogIndexPage, folder: Path
) -> None:
    path = folder / "no-headings.txt"
    page = draft(imported(index, path))
    path.write_text(f"{path.read_text()}\nThen it opens again, and the line outside is back.\n")
    outcome = imported(index, path)
    assert (outcome.status, outcome.page_id) == (Status.UPDATED, page.pk)
    assert "Then it opens again" in text_at(draft(outcome), "body")
    assert page.revisions.count() == 2


def test_what_an_editor_has_changed_is_left_alone_and_its_lines_are_told(
    index: BlogIndexPage, folder: Path
) -> None:
    path = folder / "first-visit.md"
    page = draft(imported(index, path))
    page.title = "An editor's own title"
    page.save_revision(clean=False)
    images, versions = CustomImage.objects.count(), DisclaimerVersion.objects.count()
    path.write_text(path.read_text().replace("general information", "something else"))
    outcome = imported(index, path)
    assert outcome.status == Status.SKIPPED
    assert outcome.lines
    assert draft(outcome).title == "An editor's own title"
    assert CustomImage.objects.count() == images
    assert DisclaimerVersion.objects.count() == versions


def test_a_dry_run_reports_the_same_and_writes_nothing(
    index: BlogIndexPage, folder: Path, media_folder: Path
) -> None:
    before = sorted(media_folder.rglob("*"))
    dry = report_of(folder, dry_run=True)["documents"]
    assert not BlogPage.objects.exists()
    assert not ImportRecord.objects.exists()
    assert not CustomImage.objects.exists()
    assert [path for path in sorted(media_folder.rglob("*")) if path.is_file()] == [
        path for path in before if path.is_file()
    ]
    real = report_of(folder)["documents"]
    for document in real:
        document["page_id"] = None
    assert dry == real


def test_broken_files_fail_alone_with_name_and_line(index: BlogIndexPage, folder: Path) -> None:
    report = report_of(folder)
    failed = {
        Path(document["source"]).name: document["error"]
        for document in report["documents"]
        if document["status"] == "failed"
    }
    assert set(failed) == {"broken.txt", "empty.md", "only-furniture.txt"}
    assert "broken.txt, line 4" in failed["broken.txt"]
    assert "empty" in failed["empty.md"]
    assert report["error"] == f"3 of {len(report['documents'])} files need attention."
    assert BlogPage.objects.count() == len(report["documents"]) - 3
    broken = next(d for d in report["documents"] if d["source"].endswith("broken.txt"))
    assert [line["line"] for line in broken["lines"]] == [1, 3, 4, 5]


def test_publishing_asks_the_gate_and_keeps_what_it_refuses_as_a_draft(
    index: BlogIndexPage, folder: Path
) -> None:
    report = report_of(folder / "no-headings.txt", publish=True)
    assert "Choose a category" in report["error"]
    assert "no-headings.txt: kept as a draft" in report["error"]
    assert report["documents"][0]["status"] == "created"
    assert not published(BlogPage.objects.all()).exists()


def test_what_may_be_public_is_published_with_its_disclaimer(
    index: BlogIndexPage, folder: Path
) -> None:
    make_person("Dana Example")
    make_category("First steps")
    path = folder / "ready.md"
    path.write_text(
        "---\nauthor: Dana Example\ncategory: first steps\n---\n# A ready post\n\n"
        "Words for readers.\n\n## More\n\nMore words.\n\nDisclaimer: For this post alone.\n"
    )
    imported(index, path)
    report = report_of(path, publish=True)
    assert "error" not in report
    assert report["documents"][0]["published"]
    page = published(BlogPage.objects.all()).get()
    version = page.disclaimer_in_force()
    assert version
    assert "For this post alone." in version.text


def test_a_disclaimer_the_site_has_is_matched_not_doubled(
    index: BlogIndexPage, folder: Path
) -> None:
    known = make_disclaimer("Short", "<p>The  CLOSING notice is the one for the whole post.</p>")
    outcome = imported(index, folder / "two-disclaimers.txt")
    assert draft(outcome).disclaimer == known
    assert [line.number for line in outcome.lines if line.fate == "unplaced"] == [3]


def test_pictures_beside_the_file_are_taken_once_and_others_are_told(
    index: BlogIndexPage, folder: Path
) -> None:
    outcome = imported(index, folder / "first-visit.md")
    page = draft(outcome)
    image = page.body[0].value["image"]
    assert image.contextual_alt_text == "A waiting room with two chairs"
    unplaced = {line.number: line for line in outcome.lines if line.fate == "unplaced"}
    assert "https://example.org/pictures/remote.png" in text_at(page, unplaced[42].where)
    imported(index, folder / "clean-page.html")
    imported(index, folder / "odd.md")
    assert CustomImage.objects.count() == 1


def test_pictures_outside_the_folder_are_not_read(index: BlogIndexPage, folder: Path) -> None:
    Image.new("RGB", (9, 9)).save(folder.parent / "secret.png")
    path = folder / "outside.md"
    path.write_text("# Outside\n\n![a](../secret.png)\n\n![b](/etc/hostname)\n\n![c](no.png)\n")
    outcome = imported(index, path)
    assert not CustomImage.objects.exists()
    assert {line.fate for line in outcome.lines if line.number > 1} == {"unplaced"}


def test_a_picture_without_words_keeps_the_post_from_being_public(
    index: BlogIndexPage, folder: Path
) -> None:
    make_person("Dana Example")
    make_category("First steps")
    path = folder / "silent.md"
    path.write_text(
        "---\nauthor: Dana Example\ncategory: First steps\n---\n# Silent\n\n![](waiting-room.png)\n"
    )
    outcome = imported(index, path, publish=True)
    assert outcome.error
    assert not published(BlogPage.objects.all()).exists()


def test_no_script_survives(index: BlogIndexPage, folder: Path) -> None:
    page = draft(imported(index, folder / "hostile.html"))
    stored = json.dumps(page.body.get_prep_value()) + page.intro + page.title
    for trace in ("<script", "javascript:", "onerror", "onclick", "<iframe", "<svg", "data:text"):
        assert trace not in stored.replace("javascript:alert(6)", "").lower()


def test_bad_input_is_one_clear_line(index: BlogIndexPage, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no file or folder"):
        call_command("import_posts", str(tmp_path / "nowhere"))
    with pytest.raises(CommandError, match="holds no"):
        call_command("import_posts", str(tmp_path))
    with pytest.raises(CommandError, match="no blog “other”"):
        call_command("import_posts", str(DOCUMENTS), index="other")
    with pytest.raises(CommandError, match="no folder for the report"):
        call_command("import_posts", str(DOCUMENTS), report=str(tmp_path / "a" / "b.json"))


def test_two_blogs_need_a_choice(index: BlogIndexPage, folder: Path) -> None:
    index.get_parent().add_child(instance=BlogIndexPage(title="News", slug="news"))
    with pytest.raises(CommandError, match="several blogs"):
        call_command("import_posts", str(folder))
    report = report_of(folder / "no-headings.txt", index="news")
    assert report["documents"][0]["status"] == "created"


def test_two_megabytes_become_a_draft(index: BlogIndexPage, folder: Path) -> None:
    path = folder / "long.txt"
    sentence = "A quiet line about nothing much, which goes on for a while. " * 4
    path.write_text("A long post\n\n" + f"{sentence}\n\n" * (2_000_000 // len(sentence)))
    assert imported(index, path).status == Status.CREATED


def test_the_report_goes_to_a_file(index: BlogIndexPage, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    out = StringIO()
    call_command("import_posts", str(folder / "no-headings.txt"), report=str(target), stdout=out)
    document = json.loads(target.read_text())["documents"][0]
    assert set(document) >= {"source", "status", "page_id", "slug", "error", "lines"}
    assert set(document["lines"][0]) >= {"line", "text", "fate", "where"}
    assert out.getvalue() == ""


def test_the_reader_alone_needs_no_database() -> None:
    assert read("a.md", BytesIO(b"# A\n\nB\n").read()).title == "A"
