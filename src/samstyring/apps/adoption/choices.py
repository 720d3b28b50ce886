"""The closed lists of this room."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Stand(models.TextChoices):
    """What a municipality says to a measure before anything is done."""

    WANTED = "wanted", pgettext_lazy("stand on a measure", "Wanted")
    ACCEPTED = "accepted", pgettext_lazy("stand on a measure", "Accepted")
    LATER = "later", pgettext_lazy("stand on a measure", "Later")
    NOT_RELEVANT = "not_relevant", pgettext_lazy("stand on a measure", "Not relevant")


# Those that mean no, for now or for good: they ask for a reason.
DECLINED = (Stand.LATER, Stand.NOT_RELEVANT)


class Status(models.TextChoices):
    """How far an introduction has come."""

    PLANNED = "planned", pgettext_lazy("status of an introduction", "Planned")
    INTRODUCING = "introducing", pgettext_lazy("status of an introduction", "Being introduced")
    IN_USE = "in_use", pgettext_lazy("status of an introduction", "In use")
    ENDED = "ended", pgettext_lazy("status of an introduction", "Ended")


class DecidedBy(models.TextChoices):
    """Who took the decision."""

    COUNCIL = "council", pgettext_lazy("who decided", "The municipal council")
    COMMITTEE = "committee", pgettext_lazy("who decided", "A committee")
    EXECUTIVE = "executive", pgettext_lazy("who decided", "The chief executive, by delegation")
    BUDGET = "budget", pgettext_lazy("who decided", "The council, in the budget")
    HOST = "host", pgettext_lazy("who decided", "A host municipality")


class Progress(models.TextChoices):
    """How far a participant has come with one step of a wave."""

    PLANNED = "planned", pgettext_lazy("step of a wave", "Planned")
    STARTED = "started", pgettext_lazy("step of a wave", "Started")
    DONE = "done", pgettext_lazy("step of a wave", "Done")
