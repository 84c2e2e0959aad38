"""Who may do what: three groups and the way a text takes between them.

Made after `migrate` (and after `flush`) because a migration cannot: the permissions it would hand
out do not exist yet on a new database. Each group gets its permissions once, when it is made;
whatever an administrator changes afterwards stays.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.management import create_contenttypes
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import create_extra_permissions

WRITERS = "Writers"
REVIEWERS = "Medical reviewers"
PUBLISHERS = "Publishers"
WORKFLOW = "Medical review"

# What Wagtail's own first migration makes, and this replaces on a new site.
STOCK_GROUPS = ("Moderators", "Editors")
STOCK_WORKFLOW = "Moderators approval"

APPS_WITH_PERMISSIONS = (
    *("wagtailadmin", "wagtailcore", "wagtailimages", "wagtaildocs", "wagtailredirects"),
    "blog",
)

ON_PAGES = {
    WRITERS: ["add", "change"],
    REVIEWERS: ["change", "lock", "unlock"],
    PUBLISHERS: ["add", "change", "publish", "lock", "unlock", "bulk_delete"],
}
ON_FILES = {
    WRITERS: ["add", "change", "choose"],
    REVIEWERS: ["add", "change", "choose"],
    PUBLISHERS: ["add", "change", "delete", "choose"],
}
ON_REDIRECTS = {PUBLISHERS: ["add", "change", "delete"]}
SHARED = ("person", "category", "treatment", "disclaimer", "disclaimerversion", "reference")
ON_SHARED = {
    # Whoever writes must be able to add the source of what they write.
    WRITERS: {"reference": "add change view"} | dict.fromkeys(SHARED[:-1], "view"),
    REVIEWERS: dict.fromkeys(SHARED, "add change view")
    | {
        "disclaimerversion": "add change view lock unlock",
        "reference": "add change delete view",
    },
    PUBLISHERS: dict.fromkeys(SHARED, "add change delete view")
    | {
        "disclaimerversion": "add change delete view publish lock unlock",
        "sitesettings": "change",
    },
}


def make_roles(using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Make the groups that are missing and, with them, the workflow. A receiver of post_migrate."""
    tables = connections[using].introspection.table_names()
    # The last table of the first migration: before it, and after its removal, there is no blog.
    if using != DEFAULT_DB_ALIAS or "blog_disclaimerversion" not in tables:
        return
    names = set(ON_PAGES) - set(Group.objects.values_list("name", flat=True))
    if not names:
        return
    with transaction.atomic():
        # Receivers run app by app, so those of the apps below may not have run yet.
        for label in APPS_WITH_PERMISSIONS:
            create_contenttypes(apps.get_app_config(label), verbosity=0)
            create_permissions(apps.get_app_config(label), verbosity=0)
        create_extra_permissions(apps.get_app_config("wagtailsnippets"))
        root = _root_page()
        for name in sorted(names):
            _make_group(name, root)
        if {REVIEWERS, PUBLISHERS} & names:
            _replace_stock_roles()
            _make_workflow(root)


def _root_page() -> Page:
    """The tree's root. A flush takes away what Wagtail's first migration made; this restores it."""
    if not Locale.objects.exists():
        language = get_supported_content_language_variant(settings.LANGUAGE_CODE)
        Locale.objects.create(language_code=language)
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    return Page.get_first_root_node() or Page.add_root(title="Root", slug="root")


def _make_group(name: str, root: Page) -> None:
    group = Group.objects.create(name=name)
    group.permissions.add(_permission("wagtailadmin", "access_admin"))
    for model, actions in ON_SHARED[name].items():
        group.permissions.add(*(_permission("blog", f"{a}_{model}") for a in actions.split()))
    for action in ON_REDIRECTS.get(name, ()):
        group.permissions.add(_permission("wagtailredirects", f"{action}_redirect"))
    for action in ON_PAGES[name]:
        permission = _permission("wagtailcore", f"{action}_page")
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    for action in ON_FILES[name]:
        for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
            GroupCollectionPermission.objects.create(
                group=group,
                collection=Collection.get_first_root_node(),
                permission=_permission(app, f"{action}_{model}"),
            )


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _replace_stock_roles() -> None:
    """Remove Wagtail's two groups and their workflow, unless somebody already uses them."""
    for group in Group.objects.filter(name__in=STOCK_GROUPS, user__isnull=True):
        group.delete()
    stock = Workflow.objects.filter(name=STOCK_WORKFLOW, workflow_states__isnull=True)
    if not Group.objects.filter(name=STOCK_GROUPS[0]).exists():
        GroupApprovalTask.objects.filter(workflow_tasks__workflow__in=stock).delete()
        stock.delete()


def _make_workflow(root: Page) -> None:
    if Workflow.objects.filter(name=WORKFLOW).exists():
        return
    workflow = Workflow.objects.create(name=WORKFLOW)
    steps = (("Medical approval", REVIEWERS), ("Publication", PUBLISHERS))
    for position, (step, group) in enumerate(steps):
        task = GroupApprovalTask.objects.create(name=step)
        task.groups.add(Group.objects.get(name=group))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=position)
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
    version = ContentType.objects.get(app_label="blog", model="disclaimerversion")
    WorkflowContentType.objects.get_or_create(content_type=version, defaults={"workflow": workflow})
