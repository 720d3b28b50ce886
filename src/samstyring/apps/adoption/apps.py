from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    name = "samstyring.apps.adoption"
    label = "adoption"
    default_auto_field = "django.db.models.BigAutoField"
