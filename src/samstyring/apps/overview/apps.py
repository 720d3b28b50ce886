from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    name = "samstyring.apps.overview"
    label = "overview"
    default_auto_field = "django.db.models.BigAutoField"
    navigation = ((5, _("My municipality"), "overview:municipalities", ("overview:paper", "overview:map")),)
