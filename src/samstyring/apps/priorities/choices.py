"""The closed lists of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Over(models.TextChoices):
    """What a round is about."""

    NEEDS = "needs", _("Needs")
    MEASURES = "measures", _("Measures")


class State(models.TextChoices):
    """How far a round has come; policies.TRANSITIONS says how it moves."""

    PREPARING = "preparing", pgettext_lazy("state of a round", "Being prepared")
    OPEN = "open", pgettext_lazy("state of a round", "Open for scoring")
    TALKING = "talking", pgettext_lazy("state of a round", "Being talked about")
    AGAIN = "again", pgettext_lazy("state of a round", "Open for scoring again")
    CONCLUDED = "concluded", pgettext_lazy("state of a round", "Concluded")


class Act(models.TextChoices):
    """What moves a round on."""

    OPEN = "open", _("Open for scoring")
    BACK = "back", _("Take back to prepare more")
    CLOSE = "close", _("Close the scoring and show the scores")
    AGAIN = "again", _("Let members score again")
    CONCLUDE = "conclude", _("Conclude with an advice")


class CriterionKind(models.TextChoices):
    """What a criterion is about: the Norwegian principles, and what a body may add."""

    BENEFIT = "benefit", pgettext_lazy("criterion", "Benefit")
    RESOURCES = "resources", pgettext_lazy("criterion", "Use of resources")
    SEVERITY = "severity", pgettext_lazy("criterion", "Severity")
    PREVENTION = "prevention", pgettext_lazy("criterion", "Prevention rather than repair")
    PEOPLE = "people", pgettext_lazy("criterion", "People and hours needed")
    OWN = "own", pgettext_lazy("criterion", "What municipalities put first")
    OTHER = "other", pgettext_lazy("criterion", "Another criterion")


class Unit(models.TextChoices):
    """What the capacity line is reckoned in."""

    HOURS = "hours", _("Hours")
    KRONER = "kroner", _("Kroner")


class NoteKind(models.TextChoices):
    """What a note is."""

    TALK = "talk", pgettext_lazy("kind of note", "Note from the talk")
    MINORITY = "minority", pgettext_lazy("kind of note", "Minority view")


class Placing(models.TextChoices):
    """Where an item stands to the capacity line; the engine's words."""

    ABOVE = "above", pgettext_lazy("capacity", "There is room")
    UNSURE = "unsure", pgettext_lazy("capacity", "Perhaps room")
    BELOW = "below", pgettext_lazy("capacity", "Falls below the line")
    UNKNOWN = "unknown", pgettext_lazy("capacity", "What it takes is not known")
