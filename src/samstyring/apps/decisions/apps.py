from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "samstyring.apps.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"
    navigation = ((40, _("Cases"), "decisions:cases", ("decisions:",)),)
    # See site/doors.py: what a case can treat leads on to a case.
    doors = (
        (50, "point", _("Take up in a case"), "decisions:from_point", "link", "decisions.change_case"),
        (50, "need", _("Take up in a case"), "decisions:from_need", "link", "decisions.change_case"),
        (50, "measure", _("Take up in a case"), "decisions:from_measure", "link", "decisions.change_case"),
        (50, "round", _("Take up in a case"), "decisions:from_round", "link", "decisions.change_case"),
    )

    def ready(self) -> None:
        """Have the database keep what was advised and decided as it was written."""
        from .guards import install

        post_migrate.connect(install, sender=self)
