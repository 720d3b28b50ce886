from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EconomyConfig(AppConfig):
    name = "samstyring.apps.economy"
    label = "economy"
    default_auto_field = "django.db.models.BigAutoField"
    navigation = ((70, _("Economy"), "economy:index", ("economy:",)),)
    # See site/doors.py: from a measure to who pays for it and who gains.
    doors = ((20, "measure", _("See who pays and who gains"), "economy:of_measure", "link", ""),)
