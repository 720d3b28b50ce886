from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "samstyring.apps.knowledge"
    label = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"
    navigation = ((20, _("Knowledge"), "knowledge:evidence_list", ("knowledge:",)),)
