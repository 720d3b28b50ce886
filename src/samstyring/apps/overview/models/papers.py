"""What a person writes in a council's paper: archive number, recommendation, own words, in versions.

Everything else in the paper is gathered when it is shown. No version is ever changed or taken away, so
nothing typed is lost, and an earlier one can be put back as a new one.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible
from samstyring.apps.decisions.models import Case
from samstyring.apps.portfolio.models import Measure

# What a person types, in the order of the form.
TYPED = ("archive_number", "treated_by", "matter", "recommendation", "assessment")


class PaperDraft(Visible):
    """One municipality's paper on a measure or a case; `version` is the number of its newest version.

    Seen by those who hold a role in the municipality, which owns it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="papers")
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="papers"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="papers")
    version = models.PositiveIntegerField(default=0, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Visible.Meta):
        ordering = ["organisation_id", "id"]
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(
                name="paperdraft_of_one_thing",
                condition=Q(measure=None, case__isnull=False) | Q(measure__isnull=False, case=None),
            ),
            models.CheckConstraint(
                name="paperdraft_owned", condition=Q(owner_organisation=F("organisation"))
            ),
            models.UniqueConstraint(
                name="paperdraft_once_a_measure",
                fields=["organisation", "measure"],
                condition=Q(measure__isnull=False),
            ),
            models.UniqueConstraint(
                name="paperdraft_once_a_case",
                fields=["organisation", "case"],
                condition=Q(case__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.measure_id or self.case_id}"


class PaperVersion(models.Model):
    """What was typed, as it stood when it was saved. `restores` is the number of the one it puts back."""

    draft = models.ForeignKey(PaperDraft, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    archive_number = models.CharField(_("Archive number"), max_length=100, blank=True)
    treated_by = models.CharField(_("Treated by, and when"), max_length=300, blank=True)
    matter = models.TextField(_("What the matter is"), blank=True)
    recommendation = models.TextField(_("The chief executive’s recommendation"), blank=True)
    assessment = models.TextField(_("The chief executive’s assessment"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    restores = models.PositiveIntegerField(null=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["draft_id", "-number"]
        constraints = [
            models.UniqueConstraint(name="paperversion_number", fields=["draft", "number"]),
            models.CheckConstraint(
                name="paperversion_restores_earlier",
                condition=Q(restores=None) | Q(restores__lt=F("number")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.number}"
