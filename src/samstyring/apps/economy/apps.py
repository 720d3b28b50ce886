from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EconomyConfig(AppConfig):
    name = "samstyring.apps.economy"
    label = "economy"
    default_auto_field = "django.db.models.BigAutoField"
    navigation = ((70, _("Economy"), "economy:index", ("economy:",)),)
    # See site/doors.py: from a measure to who pays and gains, and from an organisation to its own economy.
    doors = (
        (20, "measure", _("See who pays and who gains"), "economy:of_measure", "link", ""),
        (21, "measure", _("See what it costs nationally"), "economy:national_costs_of", "link", ""),
        (
            22,
            "measure",
            _("See what was promised, and what it came to"),
            "economy:benefits_of_measure",
            "link",
            "",
        ),
        (20, "organisation", _("See what is paid and gained here"), "economy:of_organisation", "link", ""),
    )
