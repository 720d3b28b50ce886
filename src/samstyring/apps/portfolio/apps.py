from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PortfolioConfig(AppConfig):
    name = "samstyring.apps.portfolio"
    label = "portfolio"
    default_auto_field = "django.db.models.BigAutoField"
    # See site/doors.py: from a need to the measures that are to meet it, and what became of it there.
    doors = (
        (15, "need", _("Measures that it is tied to"), "portfolio:of_need", "shown", ""),
        (25, "need", _("Tie it to a measure"), "portfolio:tie_need", "link", "portfolio.tie_need"),
    )
    navigation = ((30, _("Measures"), "portfolio:measures", ("portfolio:",)),)

    def ready(self) -> None:
        """Hold published editions in the database."""
        from . import guards

        post_migrate.connect(guards.install, sender=self)
