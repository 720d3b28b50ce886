"""Office-holders as targets: under a key that the municipality chooses, never under a name."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible
from samstyring.apps.consultations.models import Consultation

from .introductions import Introduction
from .waves import Wave

# What a holder can be the target of: the foreign keys, of which a target has one, or else words.
TARGETS = ("group", "wave", "introduction", "consultation")


def _one_of() -> Q:
    """Exactly one of the foreign keys, or none and words."""
    found = Q(**{f"{name}__isnull": True for name in TARGETS}) & ~Q(words="")
    for name in TARGETS:
        others = {f"{other}__isnull": True for other in TARGETS if other != name}
        found |= Q(**{f"{name}__isnull": False}, words="", **others)
    return found


class OfficeHolder(Visible):
    """One who holds an office, seen by the municipality's own people only.

    The key is up to four letters and a number, so that no name fits in it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="office_holders")
    office = models.CharField(_("Office or role"), max_length=200)
    key = models.CharField(
        _("Key"),
        max_length=10,
        validators=[
            RegexValidator(
                r"^[A-Za-zÆØÅæøå]{0,4}-?[0-9]{1,4}$",
                _("Write up to four letters and a number, such as “K-07”. No name and no initials."),
            )
        ],
    )
    hours_a_month = models.PositiveSmallIntegerField(
        _("Hours a month that it asks for"), null=True, blank=True
    )

    class Meta(Visible.Meta):
        ordering = ["organisation_id", "office", "key"]
        constraints = [
            *Visible.Meta.constraints,
            models.UniqueConstraint(
                name="officeholder_key_once",
                fields=["organisation", "key"],
                violation_error_message=_("This key is taken. Choose another."),
            ),
            models.CheckConstraint(
                name="officeholder_own", condition=Q(owner_organisation=F("organisation"))
            ),
            models.CheckConstraint(
                name="officeholder_closed", condition=Q(visibility=Visibility.ORGANISATION)
            ),
            models.CheckConstraint(name="officeholder_whole", condition=~Q(office="") & ~Q(key="")),
            models.CheckConstraint(
                name="officeholder_hours_in_month",
                condition=Q(hours_a_month=None) | Q(hours_a_month__lte=744),
                violation_error_message=_("A month has no more than 744 hours."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.key}"


class HolderTarget(models.Model):
    """Something that asks for time of an office-holder: one thing that there is, or words."""

    holder = models.ForeignKey(OfficeHolder, on_delete=models.CASCADE, related_name="targets")
    group = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Network, cooperation or body"),
    )
    wave = models.ForeignKey(
        Wave, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Wave")
    )
    introduction = models.ForeignKey(
        Introduction,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Introduction"),
    )
    consultation = models.ForeignKey(
        Consultation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Hearing"),
    )
    words = models.CharField(_("Something else, in words"), max_length=200, blank=True)

    class Meta:
        ordering = ["holder_id", "id"]
        constraints = [
            models.CheckConstraint(name="holdertarget_one", condition=_one_of()),
            *[
                models.UniqueConstraint(
                    name=f"holdertarget_{name}_once",
                    fields=["holder", name],
                    condition=Q(**{f"{name}__isnull": False}),
                )
                for name in TARGETS
            ],
        ]

    def __str__(self) -> str:
        return f"{self.holder_id}: {self.pk}"
