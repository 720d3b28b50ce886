"""What can become of a point or a need in a case."""

from django.db import models
from django.utils.translation import pgettext_lazy


class OutcomeKind(models.TextChoices):
    """What became of something that the case treats."""

    TAKEN_IN = "taken_in", pgettext_lazy("outcome", "Taken in")
    PARTLY = "partly", pgettext_lazy("outcome", "Partly taken in")
    NOT_TAKEN_IN = "not_taken_in", pgettext_lazy("outcome", "Not taken in")
    PUT_OFF = "put_off", pgettext_lazy("outcome", "Put off")
    OUTSIDE = "outside", pgettext_lazy("outcome", "Outside the case")


# What is said of something that has no answer yet.
NOT_TREATED = pgettext_lazy("outcome", "Not yet treated")
