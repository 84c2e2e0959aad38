"""Everything `script/server` needs before it serves, in one process so that it takes seconds."""

import hashlib
import json
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core import checks
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page, Site

DEMO_USER = "editor"
LOCAL_HOSTS = ("localhost", "127.0.0.1")


class Command(BaseCommand):
    """Brings database, files and login up to date, doing only what is left to do."""

    help = "Migrate, collect static files, load the demo site and make the demo editor's login."
    # `migrate` runs them when there is something to migrate; each start need not wait for them.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is left to do, then print the addresses and the login."""
        login_file: Path | None = getattr(settings, "DEMO_LOGIN_FILE", None)
        if login_file is None:
            raise CommandError("prepare is for one's own machine: these settings allow no demo.")
        self._migrate()
        self._collect_static_files()
        self._load_demo()
        align_site(settings.BASE_URL)
        password = ensure_login(login_file)
        base = settings.BASE_URL
        self.stdout.write(
            f"Site   {base}/\nAdmin  {base}/{settings.ADMIN_PATH}\nAPI    {base}/api/content/v1/\n"
            f"Login  {DEMO_USER} / {password}"
        )

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        # What the database does by itself may be another in a new version, without a migration.
        if waiting or checks.run_checks(tags=[checks.Tags.database], databases=[connection.alias]):
            self.stdout.write("Migrating the database …")
            call_command("migrate", interactive=False, verbosity=0)

    def _collect_static_files(self) -> None:
        fingerprint = static_fingerprint()
        note = settings.STATIC_ROOT.with_name("static.fingerprint")
        if note.exists() and note.read_text() == fingerprint and settings.STATIC_ROOT.is_dir():
            return
        self.stdout.write("Collecting static files …")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        note.write_text(fingerprint)

    def _load_demo(self) -> None:
        # The content's apps bring the command; without them the floor still starts.
        if "load_demo" in get_commands() and not Page.objects.filter(depth__gt=2).exists():
            self.stdout.write("Loading the demo site …")
            call_command("load_demo", verbosity=0)


def static_fingerprint() -> str:
    """A digest that changes when a static file is added, changed or taken away."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list(None):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def align_site(base_url: str) -> None:
    """Have absolute links lead to `base_url`, unless the site was given a name of its own."""
    address = urlsplit(base_url)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or site.hostname not in LOCAL_HOSTS:
        return
    port = address.port or 80
    if (site.hostname, site.port) != (address.hostname, port):
        site.hostname, site.port = address.hostname or "localhost", port
        site.save()


def ensure_login(file: Path) -> str:
    """The demo editor's password, kept in `file`; the user is made when there is none.

    A password that the editor has changed since stays changed.
    """
    users = get_user_model().objects
    user = users.filter(username=DEMO_USER).first()
    known = json.loads(file.read_text())["password"] if file.exists() else None
    if user is not None and known is not None:
        return str(known)
    password = str(known or secrets.token_urlsafe(12))
    file.touch(mode=0o600)
    file.write_text(json.dumps({"username": DEMO_USER, "password": password}))
    if user is None:
        users.create_superuser(username=DEMO_USER, email="editor@example.org", password=password)
    else:
        user.set_password(password)
        user.save()
    return password
