"""Which text is in force when, and that no way in changes one that readers have seen."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import Locale, Page, Revision, Site

from blog.models import BlogPage, Disclaimer, DisclaimerVersion, SiteSettings
from blog.models.disclaimer import jurisdiction_chain
from blog.models.disclaimer_version import InForceLock, MomentTaken, VersionInForce
from tests.builders import (
    draft_post,
    later,
    make_category,
    make_disclaimer,
    make_post,
    make_site,
    publish_version,
    taken_back,
)

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def kept_disclaimer(kept_root: Page) -> None:
    make_disclaimer("General", "<p>First.</p>")


@pytest.fixture
def disclaimer(kept_disclaimer: None, db: None) -> Disclaimer:
    return Disclaimer.objects.get()


@pytest.fixture
def version(disclaimer: Disclaimer) -> DisclaimerVersion:
    return disclaimer.versions.get()


def text_of(found: DisclaimerVersion | None) -> str | None:
    return found.text if found else None


def test_publishing_a_next_version_ends_the_one_before(disclaimer: Disclaimer) -> None:
    moment = later(hours=1)
    with time_machine.travel(moment):
        second = publish_version(disclaimer, "<p>Second.</p>")
        assert second.number == 2
        assert disclaimer.in_force() == second
    assert text_of(disclaimer.in_force(at=moment - timedelta(minutes=1))) == "<p>First.</p>"


def test_a_future_text_leaves_todays_in_force_until_its_moment(disclaimer: Disclaimer) -> None:
    second = publish_version(disclaimer, "<p>Second.</p>", effective_from=later(days=3))
    assert second.live
    assert not second.has_been_in_force
    assert text_of(disclaimer.in_force()) == "<p>First.</p>"
    with time_machine.travel(later(days=3, seconds=1)):
        assert disclaimer.in_force() == second


def test_a_text_cannot_have_been_in_force_before_it_was_published(disclaimer: Disclaimer) -> None:
    before = timezone.now()
    second = publish_version(disclaimer, "<p>Second.</p>", effective_from=later(days=-30))
    assert second.effective_from and second.effective_from >= before


def test_a_draft_is_never_in_force(root_page: Page) -> None:
    disclaimer = Disclaimer.objects.create(name="Drafted")
    DisclaimerVersion(disclaimer=disclaimer, text="<p>Draft.</p>", live=True).save()
    assert disclaimer.in_force() is None


def test_two_texts_published_in_one_instant_follow_each_other(disclaimer: Disclaimer) -> None:
    with time_machine.travel(later(hours=1), tick=False):
        publish_version(disclaimer, "<p>Second.</p>")
        third = publish_version(disclaimer, "<p>Third.</p>")
    with time_machine.travel(later(hours=2)):
        assert disclaimer.in_force() == third


def test_two_texts_cannot_be_set_to_begin_at_one_moment(disclaimer: Disclaimer) -> None:
    moment = later(days=1)
    draft = DisclaimerVersion(disclaimer=disclaimer, text="<p>2</p>", effective_from=moment)
    draft.save()
    revision = draft.save_revision()
    publish_version(disclaimer, "<p>Third.</p>", effective_from=moment)
    with pytest.raises(ValidationError):
        draft.full_clean()
    with pytest.raises(MomentTaken):
        revision.publish()


class TestTheClock(TestCase):
    """In force is the published version with the latest moment that has come."""

    @hypothesis_settings(max_examples=25)
    @given(
        st.lists(
            st.tuples(
                st.integers(min_value=0, max_value=5000),
                st.none() | st.integers(min_value=-5000, max_value=5000),
            ),
            min_size=1,
            max_size=5,
        ),
        st.lists(st.integers(min_value=0, max_value=20_000), min_size=1, max_size=6),
    )
    def test_no_gap_and_no_overlap(
        self, publications: list[tuple[int, int | None]], looks: list[int]
    ) -> None:
        Locale.objects.get_or_create(language_code="en")
        disclaimer = Disclaimer.objects.create(name="Clocked")
        begins: dict[datetime, str] = {}
        for number, (wait, delay) in enumerate(sorted(publications, key=lambda pair: pair[0])):
            now = START + timedelta(minutes=wait)
            wanted = None if delay is None else now + timedelta(minutes=delay)
            with time_machine.travel(now, tick=False):
                try:
                    with transaction.atomic():
                        version = publish_version(
                            disclaimer, f"<p>{number}</p>", effective_from=wanted
                        )
                except (MomentTaken, ValidationError):
                    assert wanted in begins
                    continue
            assert version.effective_from and version.effective_from >= now
            assert version.effective_from not in begins
            begins[version.effective_from] = version.text
        for look in looks:
            at = START + timedelta(minutes=look)
            begun = [moment for moment in begins if moment <= at]
            expected = begins[max(begun)] if begun else None
            assert text_of(disclaimer.in_force(at=at)) == expected


def test_the_nearest_jurisdiction_is_taken_and_never_another_country(
    disclaimer: Disclaimer,
) -> None:
    assert jurisdiction_chain("US-CA") == ["US-CA", "US", ""]
    publish_version(disclaimer, "<p>US.</p>", jurisdiction="US")
    publish_version(disclaimer, "<p>California.</p>", jurisdiction="US-CA")
    publish_version(disclaimer, "<p>GB.</p>", jurisdiction="GB")
    found = {
        code: text_of(disclaimer.in_force(code)) for code in ("US-CA", "US-NY", "US", "DE", "")
    }
    assert found == {
        "US-CA": "<p>California.</p>",
        "US-NY": "<p>US.</p>",
        "US": "<p>US.</p>",
        "DE": "<p>First.</p>",
        "": "<p>First.</p>",
    }


def test_a_text_for_another_country_only_is_no_text(root_page: Page) -> None:
    disclaimer = Disclaimer.objects.create(name="British")
    publish_version(disclaimer, "<p>GB.</p>", jurisdiction="GB")
    assert disclaimer.in_force("US") is None


def test_the_readers_language_comes_before_the_jurisdiction(disclaimer: Disclaimer) -> None:
    german = Locale.objects.create(language_code="de")
    publish_version(disclaimer, "<p>US.</p>", jurisdiction="US")
    assert text_of(disclaimer.in_force("US", german)) == "<p>US.</p>"
    translated = disclaimer.copy_for_translation(german)
    translated.save()
    publish_version(translated, "<p>Deutsch.</p>")
    assert text_of(disclaimer.in_force("US", german)) == "<p>Deutsch.</p>"
    assert text_of(disclaimer.in_force("US", disclaimer.locale)) == "<p>US.</p>"


def test_a_posts_own_comes_before_its_categorys_and_the_sites(root_page: Page) -> None:
    blog = make_site()
    post = make_post(blog, category=make_category("Plain"))
    assert str(post.chosen_disclaimer) == "Site"
    post.category = make_category("Strict", disclaimer=make_disclaimer("Category's"))
    assert str(post.chosen_disclaimer) == "Category's"
    post.disclaimer = make_disclaimer("Own")
    assert str(post.chosen_disclaimer) == "Own"


def test_what_is_pointed_at_cannot_be_deleted(root_page: Page) -> None:
    make_site()
    default = SiteSettings.for_site(Site.objects.get()).default_disclaimer
    with pytest.raises((ProtectedError, VersionInForce)):
        default.delete()
    drafted = Disclaimer.objects.create(name="Drafted")
    make_category(disclaimer=drafted)
    with pytest.raises(ProtectedError):
        drafted.delete()


def test_a_disclaimer_without_a_text_ever_in_force_can_be_deleted(root_page: Page) -> None:
    disclaimer = Disclaimer.objects.create(name="Mistake")
    DisclaimerVersion(disclaimer=disclaimer, text="<p>Draft.</p>").save()
    disclaimer.delete()
    assert not DisclaimerVersion.objects.filter(text="<p>Draft.</p>").exists()


# --- Every way of changing a version ------------------------------------------------------------


def save_another_text(version: DisclaimerVersion) -> None:
    version.text = "<p>Changed.</p>"
    version.save()


def save_one_field(version: DisclaimerVersion) -> None:
    version.title = "Changed"
    version.save(update_fields=["title"])


def save_another_moment(version: DisclaimerVersion) -> None:
    version.effective_from = later(days=2)
    version.save()


def save_as_not_live(version: DisclaimerVersion) -> None:
    version.live = False
    version.save()


def move_elsewhere(version: DisclaimerVersion) -> None:
    version.disclaimer = Disclaimer.objects.create(name="Elsewhere")
    version.save()


def save_a_revision(version: DisclaimerVersion) -> None:
    version.text = "<p>Changed.</p>"
    version.save_revision()


def publish_an_old_revision(version: DisclaimerVersion) -> None:
    old_revision(version).publish()


def revert_to_an_old_revision(version: DisclaimerVersion) -> None:
    revision = old_revision(version)
    revision.as_object().save_revision(previous_revision=revision)


def publish_on_schedule(version: DisclaimerVersion) -> None:
    Revision.objects.filter(pk=old_revision(version).pk).update(
        approved_go_live_at=later(minutes=-1)
    )
    call_command("publish_scheduled")


def update_by_query(version: DisclaimerVersion) -> None:
    DisclaimerVersion.objects.filter(pk=version.pk).update(text="<p>Changed.</p>")


def update_in_bulk(version: DisclaimerVersion) -> None:
    version.text = "<p>Changed.</p>"
    DisclaimerVersion.objects.bulk_update([version], ["text"])


def delete_by_query(version: DisclaimerVersion) -> None:
    DisclaimerVersion.objects.filter(pk=version.pk).delete()


def delete_its_disclaimer(version: DisclaimerVersion) -> None:
    version.disclaimer.delete()


def delete_disclaimers_by_query(version: DisclaimerVersion) -> None:
    Disclaimer.objects.filter(pk=version.disclaimer_id).delete()


def old_revision(version: DisclaimerVersion) -> Revision:
    """A revision with another text, as one made before the version was in force would be."""
    revision: Revision = version.revisions.earliest("pk")
    revision.content["text"] = "<p>Changed.</p>"
    revision.save()
    return revision


WAYS: list[Callable[[DisclaimerVersion], Any]] = [
    save_another_text,
    save_one_field,
    save_another_moment,
    save_as_not_live,
    move_elsewhere,
    save_a_revision,
    publish_an_old_revision,
    revert_to_an_old_revision,
    update_by_query,
    update_in_bulk,
    DisclaimerVersion.unpublish,
    DisclaimerVersion.delete,
    delete_by_query,
    delete_its_disclaimer,
    delete_disclaimers_by_query,
]


@pytest.fixture(scope="class")
def kept_successor(kept_disclaimer: None) -> Iterator[None]:
    with taken_back():
        publish_version(Disclaimer.objects.get(), "<p>Second.</p>")
        yield


class TestInForce:
    @pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
    def test_a_version_once_in_force_stays(
        self, version: DisclaimerVersion, way: Callable[[DisclaimerVersion], Any]
    ) -> None:
        before = DisclaimerVersion.objects.filter(pk=version.pk).values().get()
        with pytest.raises(VersionInForce), transaction.atomic():
            way(version)
        assert DisclaimerVersion.objects.filter(pk=version.pk).values().get() == before

    def test_a_schedule_does_not_change_it_either(self, version: DisclaimerVersion) -> None:
        with pytest.raises(CommandError):
            publish_on_schedule(version)
        version.refresh_from_db()
        assert version.text == "<p>First.</p>"


class TestOnceInForce:
    @pytest.fixture
    def version(self, kept_successor: None, disclaimer: Disclaimer) -> DisclaimerVersion:
        return disclaimer.versions.get(number=1)

    @pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
    def test_so_does_one_whose_successor_is_in_force(
        self, version: DisclaimerVersion, way: Callable[[DisclaimerVersion], Any]
    ) -> None:
        with pytest.raises(VersionInForce), transaction.atomic():
            way(version)


def test_a_draft_and_a_text_to_come_can_be_changed_and_withdrawn(disclaimer: Disclaimer) -> None:
    coming = publish_version(disclaimer, "<p>Soon.</p>", effective_from=later(days=1))
    coming.text = "<p>Better.</p>"
    coming.save_revision().publish()
    coming.refresh_from_db()
    assert (coming.text, coming.has_been_in_force) == ("<p>Better.</p>", False)
    coming.unpublish()
    coming.delete()
    assert disclaimer.versions.count() == 1


def test_a_draft_of_a_text_to_come_ends_with_its_moment(disclaimer: Disclaimer) -> None:
    coming = publish_version(disclaimer, "<p>Soon.</p>", effective_from=later(days=1))
    coming.text = "<p>Never finished.</p>"
    revision = coming.save_revision()
    with time_machine.travel(later(days=2)):
        coming = DisclaimerVersion.objects.get(pk=coming.pk)
        assert coming.get_latest_revision_as_object().text == "<p>Soon.</p>"
        with pytest.raises(VersionInForce):
            revision.publish()
        assert text_of(disclaimer.in_force()) == "<p>Soon.</p>"


def test_no_other_clock_can_be_set(disclaimer: Disclaimer) -> None:
    draft = DisclaimerVersion(disclaimer=disclaimer, text="<p>Draft.</p>")
    draft.save()
    draft.go_live_at, draft.expire_at = later(days=1), later(days=2)
    revision = draft.save_revision()
    revision.content["go_live_at"] = later(days=1).isoformat()
    revision.save()
    revision.publish()
    draft.refresh_from_db()
    assert draft.live
    assert (draft.go_live_at, draft.expire_at) == (None, None)
    assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_versions_are_saved_one_by_one(disclaimer: Disclaimer) -> None:
    backdated = DisclaimerVersion(
        disclaimer=disclaimer, number=9, live=True, effective_from=later(days=-9)
    )
    with pytest.raises(NotImplementedError):
        DisclaimerVersion.objects.bulk_create([backdated])


def test_the_lock_holds_for_everybody_also_on_old_revisions(version: DisclaimerVersion) -> None:
    for seen in (version, version.revisions.earliest("pk").as_object()):
        lock = seen.get_lock()
        assert isinstance(lock, InForceLock)
        assert lock.for_user(None)


def test_a_posts_disclaimer_is_asked_when_it_is_published(root_page: Page) -> None:
    blog = make_site(with_disclaimer=False)
    settings = SiteSettings.for_site(Site.objects.get())
    settings.default_disclaimer = Disclaimer.objects.create(name="Nothing in it")
    settings.save()
    post: BlogPage = draft_post(blog)
    assert [finding.code for finding in post.findings()] == ["no_disclaimer_in_force"]
