from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "samstyring.apps.knowledge"
    label = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"
    navigation = ((20, _("Knowledge"), "knowledge:evidence_list", ("knowledge:",)),)
    # See site/doors.py: from a statement of type example in a reply.
    doors = (
        (
            20,
            "statement.example",
            _("Make an experience of this"),
            "knowledge:experience_from_statement",
            "post",
            "knowledge.tell_experience",
        ),
    )
