from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortfolioConfig(AppConfig):
    name = "samstyring.apps.portfolio"
    label = "portfolio"
    default_auto_field = "django.db.models.BigAutoField"
    navigation = ((30, _("Measures"), "portfolio:measures", ("portfolio:",)),)
