from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DecisionsConfig(AppConfig):
    name = "samstyring.apps.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the database keep what was advised and decided as it was written."""
        from .guards import install

        post_migrate.connect(install, sender=self)
