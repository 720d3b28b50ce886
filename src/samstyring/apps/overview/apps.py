from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

_THREAD = _("See the whole thread")


class OverviewConfig(AppConfig):
    name = "samstyring.apps.overview"
    label = "overview"
    default_auto_field = "django.db.models.BigAutoField"
    navigation = (
        (5, _("My municipality"), "overview:municipalities", ("overview:paper", "overview:map")),
        (60, _("What happened?"), "overview:happened", ("overview:happened", "overview:thread")),
    )
    # How things were treated later, and the thread that they are part of, on the pages of earlier rooms.
    doors = (
        (80, "point", _("How it was treated"), "overview:thread_point", "shown"),
        (80, "need", _("How it was treated"), "overview:thread_need", "shown"),
        (80, "consultation", _("What happened to the input?"), "overview:happened_consultation", "shown"),
        (80, "organisation", _("What happened to what it said?"), "overview:happened_to"),
        (90, "statement", _THREAD, "overview:thread_statement"),
        (90, "point", _THREAD, "overview:thread_point"),
        (90, "need", _THREAD, "overview:thread_need"),
        (90, "measure", _THREAD, "overview:thread_measure"),
        (90, "round", _THREAD, "overview:thread_round"),
        (85, "measure", _("Paper for the council"), "overview:paper_of_measure"),
        (85, "case", _("Paper for a council"), "overview:paper_of_case"),
        (95, "measure", _("Subscribe to it as a calendar"), "overview:calendar_of_measure"),
        (90, "case", _THREAD, "overview:thread_case"),
        (10, "economy", _("See it on the map"), "overview:map_of_economy"),
        (20, "economy", _("Paper for the council"), "overview:paper_of_measure"),
    )
