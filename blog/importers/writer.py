"""Documents become draft pages, once: importing a file again updates, or leaves alone."""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.text import slugify

from blog.importers import ImportedDocument, Line, Unreadable, read
from blog.importers.disclaimers import DisclaimerShelf
from blog.importers.elements import rich_text
from blog.importers.pictures import PictureLibrary
from blog.models import BlogIndexPage, BlogPage, BlogPageAuthor, Category, Person
from blog.models.import_record import ImportRecord
from cms.editions.findings import PublishingRefused, Refused

MAX_SOURCE = 1000

_TITLES = re.compile(r"^(?:(?:Dr|Prof|Mr|Mrs|Ms)\.? )+")


class Status(StrEnum):
    """What became of a file."""

    CREATED = "created"
    UPDATED = "updated"
    """The page was as its last import left it; it has a new draft revision."""
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    """An editor has changed the page, so nothing was written."""
    FAILED = "failed"


@dataclass(slots=True)
class Outcome:
    """What the report says about one file."""

    source: str
    status: Status = Status.FAILED
    page_id: int | None = None
    slug: str | None = None
    error: str | None = None
    published: bool = False
    lines: list[Line] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """One of the report's `documents`."""
        return {
            "source": self.source,
            "status": self.status.value,
            "page_id": self.page_id,
            "slug": self.slug,
            "error": self.error,
            "published": self.published,
            "lines": [line.as_json() for line in self.lines],
        }


class Writer:
    """Writes drafts below `index`; with `publish` it also publishes them.

    With `dry_run` every step is taken and rolled back, so that the outcome is the same.
    """

    def __init__(self, index: BlogIndexPage, *, publish: bool = False, dry_run: bool = False):
        self.index = index
        self.publish = publish
        self.dry_run = dry_run

    def write(self, path: Path, root: Path | None = None) -> Outcome:
        """Import one file. Pictures are taken from below `root` (the file's own folder).

        Nothing that is wrong with the file is raised: the outcome says it.
        """
        outcome = Outcome(str(path))
        library = PictureLibrary(path, root or path.parent)
        is_kept = False
        try:
            with transaction.atomic():
                self._import(path, library, outcome)
                transaction.set_rollback(self.dry_run)
            is_kept = not self.dry_run
        except Unreadable as error:
            place = f", line {error.number}" if error.number else ""
            _fail(outcome, f"{path.name}{place}: {error.message}", error.lines)
        except ValidationError as error:
            _fail(outcome, f"{path.name}: {' '.join(error.messages)}", outcome.lines)
        except OSError as error:
            _fail(outcome, f"{path.name}: {error.strerror or error}", outcome.lines)
        except IntegrityError:
            _fail(outcome, f"{path.name}: another run is importing it", outcome.lines)
        except DataError as error:
            _fail(outcome, f"{path.name}: the database refuses it: {error}", outcome.lines)
        if not is_kept:
            library.discard()
            outcome.page_id = outcome.page_id if outcome.status != Status.CREATED else None
        return outcome

    # -- drafts -----------------------------------------------------------------------------------

    def _import(self, path: Path, library: PictureLibrary, outcome: Outcome) -> None:
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        document = read(path.name, data)
        outcome.lines = document.lines
        source = str(path.resolve())
        if len(source) > MAX_SOURCE:
            raise Unreadable("its path is too long to be remembered", lines=document.lines)
        record = ImportRecord.objects.select_related("page").filter(source=source).first()
        outcome.status = _status(record, digest)
        page = record.page.get_latest_revision_as_object() if record else self._new_page()
        shelf = DisclaimerShelf(self.index.locale)
        with transaction.atomic():
            images = library.take(document)
            self._fill(page, document, images, source, shelf)
            if outcome.status in (Status.CREATED, Status.UPDATED):
                self._save(page, source, digest)
            else:
                # The lines are reported all the same, so they were placed for that alone.
                transaction.set_rollback(True)
                library.discard()
        outcome.page_id, outcome.slug = page.pk, page.slug
        if self.publish and outcome.status != Status.SKIPPED:
            self._publish(page.pk, shelf, outcome)

    def _new_page(self) -> BlogPage:
        return BlogPage(live=False, has_unpublished_changes=True, locale=self.index.locale)

    def _save(self, page: BlogPage, source: str, digest: str) -> None:
        if page.pk is None:
            self.index.add_child(instance=page)
        revision = page.save_revision(clean=False)
        defaults = {"page": page, "digest": digest, "revision_id": revision.pk}
        ImportRecord.objects.update_or_create(source=source, defaults=defaults)

    def _fill(
        self,
        page: BlogPage,
        document: ImportedDocument,
        images: dict[int, Any],
        source: str,
        shelf: DisclaimerShelf,
    ) -> None:
        page.title, page.subtitle = document.title, document.subtitle
        page.draft_title = document.title
        page.intro = str(rich_text(document.intro))
        page.body = page._meta.get_field("body").stream_block.to_python(
            _stream(document, images, source)
        )
        page.comments_state = "off" if document.comments_off else page.comments_state
        page.search_description = document.metadata.description
        page.seo_title = document.metadata.seo_title
        page.slug = page.slug or self._slug(document)
        self._fill_from_names(page, document)
        if document.disclaimer:
            page.disclaimer = shelf.find_or_make(document.disclaimer, document.title)

    def _fill_from_names(self, page: BlogPage, document: ImportedDocument) -> None:
        """Tags, and the author and category that the site already knows by these names."""
        meta = document.metadata
        page.tags.set(meta.tags, clear=True)
        if meta.slug and meta.slug not in page.slug:
            _forget(document, "slug", f"the post's address is “{page.slug}”")
        if meta.author:
            name = _TITLES.sub("", meta.author).split(",")[0].strip()
            person = Person.objects.filter(locale=page.locale, name__iexact=name).first()
            if person:
                page.page_authors = [BlogPageAuthor(person=person)]
                for line in meta.lines["page_authors"]:
                    line.text = person.name
            else:
                reason = f"no person is called “{meta.author}”: choose the author in the editor"
                _forget(document, "page_authors", reason)
        if meta.category:
            category = Category.objects.filter(
                locale=page.locale, name__iexact=meta.category
            ).first()
            if category:
                page.category = category
            else:
                reason = f"no category is called “{meta.category}”: choose one in the editor"
                _forget(document, "category", reason)

    def _slug(self, document: ImportedDocument) -> str:
        """Unique among the posts of the locale and below the index."""
        wanted = slugify(document.metadata.slug or document.title, allow_unicode=True)[:240]
        base = wanted.strip("-") or "post"
        slug, number = base, 1
        while (
            BlogPage.objects.filter(locale=self.index.locale, slug=slug).exists()
            or self.index.get_children().filter(slug=slug).exists()
        ):
            number += 1
            slug = f"{base}-{number}"
        return slug

    # -- publishing -------------------------------------------------------------------------------

    def _publish(self, page_id: int, shelf: DisclaimerShelf, outcome: Outcome) -> None:
        """Publish the latest draft. What refuses it is told; the draft stays."""
        page = BlogPage.objects.get(pk=page_id)
        if page.live and not page.has_unpublished_changes:
            return
        try:
            with transaction.atomic():
                shelf.publish(page.get_latest_revision_as_object().disclaimer)
                page.get_latest_revision().publish()
        except PublishingRefused as refusal:
            reasons = "; ".join(str(finding) for finding in refusal.findings)
            outcome.error = f"{Path(outcome.source).name}: kept as a draft. {reasons}"
        except Refused as refusal:
            outcome.error = f"{Path(outcome.source).name}: kept as a draft. {refusal.message}"
        else:
            outcome.published = True


def _status(record: ImportRecord | None, digest: str) -> Status:
    if record is None:
        return Status.CREATED
    if record.digest == digest:
        return Status.UNCHANGED
    page = record.page
    is_untouched = page.latest_revision_id == record.revision_id and not page.locked
    return Status.UPDATED if is_untouched else Status.SKIPPED


def _stream(
    document: ImportedDocument, images: dict[int, Any], source: str
) -> list[dict[str, Any]]:
    """The stored shape of the body. Ids stay the same from import to import."""
    blocks = []
    for index, element in enumerate(document.body):
        value = element.value()
        if index in images:
            value["image"]["image"] = images[index].pk
        name = f"{source}#{index}#{element.key}"
        block_id = str(uuid.uuid5(uuid.NAMESPACE_URL, name))
        blocks.append({"type": element.key, "value": value, "id": block_id})
    return blocks


def _forget(document: ImportedDocument, name: str, reason: str) -> None:
    for line in document.metadata.lines.pop(name, []):
        line.drop(reason, name)


def _fail(outcome: Outcome, error: str, lines: list[Line]) -> None:
    outcome.status, outcome.error, outcome.lines = Status.FAILED, error, list(lines)
    outcome.published = False
    for line in outcome.lines:
        if not line.reason.startswith("nothing was imported"):
            line.drop(f"nothing was imported: {error}")
