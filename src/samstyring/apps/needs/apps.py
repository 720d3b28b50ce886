from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NeedsConfig(AppConfig):
    name = "samstyring.apps.needs"
    label = "needs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hold quotations to their source in the database."""
        from . import guards

        post_migrate.connect(guards.install, sender=self)
