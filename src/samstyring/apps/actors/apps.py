from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ActorsConfig(AppConfig):
    name = "samstyring.apps.actors"
    label = "actors"
    default_auto_field = "django.db.models.BigAutoField"
    # Place along the loop, label and address; the register stands after all stops of the loop.
    navigation = ((90, _("Organisations"), "actors:organisations"),)

    def ready(self) -> None:
        from samstyring.apps.actors import checks  # noqa: F401  # registers the system check
        from samstyring.apps.actors.queries.people import names_of
        from samstyring.apps.ledger.names import set_name_resolver

        # Each room declares its actions in its own permissions.py, and what it tells people of in notices.py.
        autodiscover_modules("permissions", "notices")
        set_name_resolver(names_of)
