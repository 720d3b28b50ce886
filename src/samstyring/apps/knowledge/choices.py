"""The closed lists of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EvidenceKind(models.TextChoices):
    """How the knowledge was made, the strongest design first."""

    SYSTEMATIC_REVIEW = "systematic_review", _("Systematic review")
    TRIAL = "trial", _("Controlled trial")
    COHORT = "cohort", _("Cohort study")
    EVALUATION = "evaluation", _("Evaluation")
    PILOT = "pilot", _("Pilot")
    SUPPLIER = "supplier", _("Supplier's own calculation")
    OTHER = "other", pgettext_lazy("kind of evidence", "Other")


class Direction(models.TextChoices):
    """What a study found of one outcome, seen from those whom the measure is for."""

    BETTER = "better", _("Better")
    NO_DIFFERENCE = "no_difference", _("No difference")
    WORSE = "worse", _("Worse")
    MIXED = "mixed", _("Mixed")


class Certainty(models.TextChoices):
    """How sure a finding is, in the four steps of GRADE (Guyatt et al., BMJ 336, 2008, 924-926)."""

    HIGH = "high", pgettext_lazy("certainty", "High")
    MODERATE = "moderate", pgettext_lazy("certainty", "Moderate")
    LOW = "low", pgettext_lazy("certainty", "Low")
    VERY_LOW = "very_low", pgettext_lazy("certainty", "Very low")


class BenefitClass(models.TextChoices):
    """The three kinds of gain of Norwegian practice (Direktoratet for forvaltning og økonomistyring)."""

    QUALITY = "quality", _("Better quality")
    SAVED_TIME = "saved_time", _("Saved time")
    AVOIDED_COST = "avoided_cost", _("Avoided cost")
