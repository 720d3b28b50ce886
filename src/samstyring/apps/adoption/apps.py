from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdoptionConfig(AppConfig):
    name = "samstyring.apps.adoption"
    label = "adoption"
    default_auto_field = "django.db.models.BigAutoField"
    navigation = ((60, _("Introduction"), "adoption:index", ("adoption:",)),)
    # See site/doors.py: from a measure to who has introduced it, and from an organisation to its own.
    doors = (
        (10, "measure", _("See who has introduced it"), "adoption:of_measure", "link", ""),
        (10, "organisation", _("See what is introduced here"), "adoption:of_organisation", "link", ""),
        (11, "organisation", _("See what rests on it"), "adoption:load", "link", ""),
    )
