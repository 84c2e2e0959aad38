"""The app of the live store."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate, pre_save

from cms.editions import guards
from cms.editions.search import databases


class EditionsConfig(AppConfig):
    """What is public, and the one gate that content passes to become so."""

    name = "cms.editions"
    label = "editions"
    verbose_name = "Editions"

    def ready(self) -> None:
        dependants = import_module("cms.editions.dependants")
        dependants.connect()
        post_migrate.connect(guards.install_after_migrate, sender=self)
        post_migrate.connect(databases.install_after_migrate, sender=self)
        watching = import_module("cms.editions.watching")
        pre_migrate.connect(watching.remove_before_migrate, sender=self)
        post_migrate.connect(watching.install_after_migrate, sender=self)
        from cms.editions.indexing import index_model
        from cms.editions.pages import public_page_types
        from cms.editions.redirects import keep_old_addresses

        for model in public_page_types():
            index_model(model)

        pre_save.connect(keep_old_addresses, dispatch_uid="keep_old_addresses")
