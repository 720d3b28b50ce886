"""Who runs an organisation's IT: said once, and shown wherever it matters."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible


class ItOperation(Visible):
    """“Our IT is run by …”: a host municipality, a cooperation, a supplier, or ourselves."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="it_operation")
    run_by = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="runs_it_for",
        verbose_name=_("Who runs our IT, in the register"),
    )
    run_by_name = models.CharField(_("Who runs our IT, in words"), max_length=200, blank=True)
    note = models.CharField(_("What that means for us"), max_length=300, blank=True)

    class Meta(Visible.Meta):
        ordering = ["organisation_id"]
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(
                name="itoperation_says_who",
                condition=Q(run_by__isnull=False) | ~Q(run_by_name=""),
                violation_error_message=_("Choose who runs your IT, or write it in words."),
            ),
            models.CheckConstraint(
                name="itoperation_owned",
                condition=Q(owner_organisation=F("organisation")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.words}"

    @property
    def words(self) -> str:
        """Who runs it, in words."""
        return self.run_by_name or (self.run_by.name if self.run_by else "")
