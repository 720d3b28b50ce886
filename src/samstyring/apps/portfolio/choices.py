"""The closed lists of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeasureKind(models.TextChoices):
    """What sort of thing a measure is."""

    NATIONAL = "national", _("National solution")
    SHARED = "shared", _("Shared municipal solution")
    LOCAL = "local", _("Local solution")
    SERVICE = "service", _("Change of service")
    LAW = "law", _("Change of law or funding")
    COMPETENCE = "competence", pgettext_lazy("kind of measure", "Competence")
    RESEARCH = "research", pgettext_lazy("kind of measure", "Research")


class Stage(models.TextChoices):
    """How far a measure has come, from the first thought to its end."""

    IDEA = "idea", pgettext_lazy("stage", "Idea")
    SCOPING = "scoping", pgettext_lazy("stage", "Scoping")
    DESIGN = "design", pgettext_lazy("stage", "Design")
    PLANNING = "planning", pgettext_lazy("stage", "Planning")
    DEVELOPMENT = "development", pgettext_lazy("stage", "Development")
    TRIAL = "trial", pgettext_lazy("stage", "Trial with evidence")
    READY = "ready", pgettext_lazy("stage", "Ready to spread")
    INTRODUCING = "introducing", pgettext_lazy("stage", "Being introduced")
    SCALING = "scaling", pgettext_lazy("stage", "Scaling")
    OPERATION = "operation", pgettext_lazy("stage", "In operation")
    ENDING = "ending", pgettext_lazy("stage", "Being ended")


class DutyKind(models.TextChoices):
    """To use and to pay are two things: municipalities pay for solutions that they need not use."""

    USE = "use", _("Duty to use")
    PAY = "pay", _("Duty to pay")


class DutyState(models.TextChoices):
    """Whether the duty is there."""

    REQUIRED = "required", pgettext_lazy("duty", "Yes")
    VOLUNTARY = "voluntary", pgettext_lazy("duty", "Voluntary")
    INCLUDED = "included", pgettext_lazy("duty", "Included in the price of another")
    NONE = "none", pgettext_lazy("duty", "No")
    UNKNOWN = "unknown", pgettext_lazy("duty", "Not known")


class Relation(models.TextChoices):
    """How one measure stands to another."""

    REQUIRES = "requires", pgettext_lazy("one measure to another", "Requires")
    HELPED_BY = "helped_by", pgettext_lazy("one measure to another", "Is helped by")
    REPLACES = "replaces", pgettext_lazy("one measure to another", "Replaces")
    CONFLICTS = "conflicts", pgettext_lazy("one measure to another", "Conflicts with")


class Scope(models.TextChoices):
    """Whose roadmap an edition is."""

    NATIONAL = "national", _("National roadmap")
    SECTOR = "sector", _("The municipal sector's roadmap")


class Certainty(models.TextChoices):
    """How sure a line of a roadmap is."""

    DECIDED = "decided", pgettext_lazy("certainty of a plan", "Decided")
    PLANNED = "planned", pgettext_lazy("certainty of a plan", "Planned")
    IDEA = "idea", pgettext_lazy("certainty of a plan", "Idea")


class Advice(models.TextChoices):
    """What the municipal sector advises its municipalities to do with something."""

    INTRODUCE_BY = "introduce_by", pgettext_lazy("the sector's advice", "Introduce by a day")
    RECOMMENDED = "recommended", pgettext_lazy("the sector's advice", "Recommended")
    WAIT = "wait", pgettext_lazy("the sector's advice", "Wait")
    AGAINST = "against", pgettext_lazy("the sector's advice", "Advised against")


class TieKind(models.TextChoices):
    """Why a need is tied to a measure."""

    MEETS = "meets", _("The measure is to meet the need")
    WISH = "wish", _("The need is a wish for what the solution can do")


class WishState(models.TextChoices):
    """What the owner of a solution says of a wish."""

    CONSIDERED = "considered", pgettext_lazy("what became of a wish", "Being considered")
    PLANNED = "planned", pgettext_lazy("what became of a wish", "Planned")
    PARTLY = "partly", pgettext_lazy("what became of a wish", "Met in part")
    DONE = "done", pgettext_lazy("what became of a wish", "Met")
    DECLINED = "declined", pgettext_lazy("what became of a wish", "Will not be met")
