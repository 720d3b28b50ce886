"""What a case would mean for municipalities, as each party sees it, and who was asked."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation

from ..choices import ConsequenceKind, ConsultationKind, ConsultationState, Effect, Party, Unit
from .cases import Alternative, Case


class Consequence(models.Model):
    """One party's assessment of one kind of consequence, of the proposal or of an alternative.

    Figures are from `low` to `high` in `unit`, positive for what municipalities must give.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consequences")
    alternative = models.ForeignKey(
        Alternative,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="consequences",
        verbose_name=_("Of the alternative"),
    )
    kind = models.CharField(_("About"), max_length=12, choices=ConsequenceKind)
    party = models.CharField(_("Whose assessment"), max_length=10, choices=Party)
    assessed_by = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Who made the assessment"),
    )
    effect = models.CharField(_("For municipalities"), max_length=10, choices=Effect)
    text = models.TextField(_("In words"), blank=True)
    low = models.DecimalField(_("At least"), max_digits=16, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(_("At most"), max_digits=16, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("Counted in"), max_length=14, choices=Unit, blank=True)
    professions = models.CharField(_("Professions"), max_length=300, blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["case_id", "alternative_id", "kind", "party"]
        constraints = [
            models.CheckConstraint(
                name="consequence_known_words",
                condition=Q(
                    kind__in=ConsequenceKind.values, party__in=Party.values, effect__in=Effect.values
                ),
            ),
            models.CheckConstraint(
                name="consequence_figures_have_unit",
                condition=Q(low=None, high=None, unit="")
                | Q(low__isnull=False, high__gte=F("low"), unit__in=Unit.values),
            ),
            models.UniqueConstraint(
                name="consequence_once",
                fields=["case", "kind", "party"],
                condition=Q(alternative=None),
            ),
            models.UniqueConstraint(
                name="consequence_once_an_alternative",
                fields=["case", "alternative", "kind", "party"],
                condition=Q(alternative__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.effect} ({self.party})"


class PartyConsultation(models.Model):
    """One of the two consultations: by agreement between KS and the government, by law on Sámi interests."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consultations")
    kind = models.CharField(max_length=12, choices=ConsultationKind)
    state = models.CharField(_("How it stands"), max_length=16, choices=ConsultationState)
    day = models.DateField(_("Day"), null=True, blank=True)
    text = models.TextField(_("Why, or what came of it"), blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["case_id", "kind"]
        constraints = [
            models.UniqueConstraint(name="partyconsultation_once", fields=["case", "kind"]),
            models.CheckConstraint(
                name="partyconsultation_known_words",
                condition=Q(kind__in=ConsultationKind.values, state__in=ConsultationState.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"
