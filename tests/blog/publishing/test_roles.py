"""The groups and their workflow: made once, after migrate and after flush, and then left alone."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowContentType, WorkflowPage

from blog.models import DisclaimerVersion
from blog.publishing.roles import PUBLISHERS, REVIEWERS, WORKFLOW, WRITERS, make_roles


@pytest.fixture
def roles(root_page: Page) -> None:
    make_roles()


def may(group: str, permission: str) -> bool:
    app, codename = permission.split(".")
    return Group.objects.filter(
        name=group, permissions__content_type__app_label=app, permissions__codename=codename
    ).exists()


def test_a_fresh_database_has_the_three_groups_and_no_others(roles: None) -> None:
    names = set(Group.objects.values_list("name", flat=True))
    assert names == {WRITERS, REVIEWERS, PUBLISHERS}


def test_only_publishers_publish_disclaimers_and_change_the_site(roles: None) -> None:
    for permission in ("blog.publish_disclaimerversion", "blog.change_sitesettings"):
        assert [may(group, permission) for group in (WRITERS, REVIEWERS, PUBLISHERS)] == [
            False,
            False,
            True,
        ]


def test_writers_may_add_the_source_of_what_they_write(roles: None) -> None:
    assert may(WRITERS, "blog.add_reference")
    assert not may(WRITERS, "blog.delete_reference")
    assert not may(WRITERS, "blog.add_disclaimer")


def test_the_workflow_goes_from_reviewers_to_publishers(roles: None) -> None:
    workflow = Workflow.objects.get(name=WORKFLOW)
    tasks = [task.specific for task in workflow.tasks]
    assert [task.groups.get().name for task in tasks] == [REVIEWERS, PUBLISHERS]
    assert WorkflowPage.objects.get(page=Page.get_first_root_node()).workflow == workflow
    assert DisclaimerVersion.get_default_workflow() == workflow
    assert list(Workflow.objects.all()) == [workflow]


def test_an_administrators_changes_are_kept(roles: None) -> None:
    writers = Group.objects.get(name=WRITERS)
    writers.permissions.clear()
    GroupPagePermission.objects.filter(group=writers).delete()
    WorkflowContentType.objects.all().delete()
    make_roles()
    assert not writers.permissions.exists()
    assert not GroupPagePermission.objects.filter(group=writers).exists()
    assert not WorkflowContentType.objects.exists()


def test_wagtails_own_groups_stay_when_somebody_is_in_them(roles: None) -> None:
    moderators = Group.objects.create(name="Moderators")
    Group.objects.create(name="Editors")
    User.objects.create(username="mo").groups.add(moderators)
    Group.objects.get(name=PUBLISHERS).delete()
    make_roles()
    assert Group.objects.filter(name="Moderators").exists()
    assert not Group.objects.filter(name="Editors").exists()


def test_nothing_happens_before_the_blogs_tables_exist(monkeypatch: Any) -> None:
    monkeypatch.setattr(
        "django.db.backends.base.introspection.BaseDatabaseIntrospection.table_names",
        lambda *args, **kwargs: ["django_migrations"],
    )
    make_roles()


@pytest.mark.django_db(transaction=True)
def test_a_flush_brings_them_back() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert Group.objects.filter(name=WRITERS).exists()
    assert Page.get_first_root_node() is not None
    assert Permission.objects.filter(codename="publish_disclaimerversion", group__name=PUBLISHERS)
