from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "samstyring.apps.consultations"
    label = "consultations"
    default_auto_field = "django.db.models.BigAutoField"
    navigation = ((10, _("Consultations"), "consultations:list", ("consultations:",)),)

    def ready(self) -> None:
        """Hold quotations to their source in the database, stamp what changes, and index what is searched."""
        from . import guards, search_tables, stamps

        post_migrate.connect(guards.install, sender=self)
        post_migrate.connect(stamps.install, sender=self)
        post_migrate.connect(search_tables.install, sender=self)
