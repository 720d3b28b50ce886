from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrioritiesConfig(AppConfig):
    name = "samstyring.apps.priorities"
    label = "priorities"
    default_auto_field = "django.db.models.BigAutoField"
    navigation = ((35, _("Priorities"), "priorities:rounds", ("priorities:",)),)
    doors = (
        (
            30,
            "need",
            _("Put into a round of priorities"),
            "priorities:from_need",
            "link",
            "priorities.prepare",
        ),
        (
            30,
            "measure",
            _("Put into a round of priorities"),
            "priorities:from_measure",
            "link",
            "priorities.prepare",
        ),
        (
            32,
            "measure",
            _("Prioritise the wishes for it in a round"),
            "priorities:from_wishes",
            "link",
            "priorities.prepare",
        ),
    )
