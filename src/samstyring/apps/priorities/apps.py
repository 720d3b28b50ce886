from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    name = "samstyring.apps.priorities"
    label = "priorities"
    default_auto_field = "django.db.models.BigAutoField"
