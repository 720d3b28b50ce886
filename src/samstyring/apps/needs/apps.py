from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    name = "samstyring.apps.needs"
    label = "needs"
    default_auto_field = "django.db.models.BigAutoField"
    navigation = ((25, _("Needs"), "needs:needs", ("needs:",)),)
    doors = (
        (10, "point", _("Make a need of this"), "needs:from_point", "link", "needs.write"),
        (10, "statement", _("Make a need of this"), "needs:from_statement", "link", "needs.write"),
        (10, "evidence", _("Needs for knowledge that it may answer"), "needs:for_evidence", "shown", ""),
        (10, "organisation", _("Its own list of needs"), "needs:own_list", "link", ""),
    )

    def ready(self) -> None:
        """Hold quotations to their source in the database."""
        from . import guards
        from .sheets import events  # noqa: F401  # what sheets did is told in words also without their pages

        post_migrate.connect(guards.install, sender=self)
