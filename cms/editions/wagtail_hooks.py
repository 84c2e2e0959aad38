"""What the live store adds to Wagtail's admin."""

from wagtail import hooks

from cms.editions.bulk_publishing import PublishEachAction

# After Wagtail's own: the last action of a type is the one that is used.
hooks.register("register_bulk_action", PublishEachAction, order=100)
