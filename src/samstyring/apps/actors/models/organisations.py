"""Organisations over time: names, what became of them, who is a member of what, and how many live there.

Days are calendar dates in Norway. `valid_from` is the first day and `valid_to` the last; an empty
`valid_from` is unknown, an empty `valid_to` means that it still holds.
"""

import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.no import orgnr

from samstyring.apps.actors.choices import (
    GROUP_KINDS,
    Confidence,
    NameKind,
    NetworkType,
    OrganisationKind,
    SuccessionKind,
)


def valid_on(day: datetime.date, prefix: str = "") -> Q:
    """The condition that rows with `valid_from` and `valid_to` (on the relation `prefix`) hold on `day`."""
    begins, ends = f"{prefix}valid_from", f"{prefix}valid_to"
    return (Q(**{f"{begins}__isnull": True}) | Q(**{f"{begins}__lte": day})) & (
        Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": day})
    )


def validate_organisation_number(value: str) -> None:
    """Raise ValidationError for a number that is not nine digits with a right check digit."""
    try:
        if orgnr.validate(value) != value:
            raise NumberError
    except NumberError:
        raise ValidationError(
            _("“%(value)s” is not an organisation number: write its nine digits, without spaces."),
            code="organisation_number",
            params={"value": value},
        ) from None


class Organisation(models.Model):
    """Somebody that acts: a municipality, a network, a body, a ministry.

    A municipality is one row as long as it keeps its number; a new number is a new row, tied to the old one
    by `successors`. See docs/decisions/0020.
    """

    Kind = OrganisationKind

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    register_key = models.CharField(max_length=60, blank=True, default="", editable=False)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind.choices)
    network_type = models.CharField(
        _("works with"), max_length=40, choices=NetworkType.choices, blank=True, default=""
    )
    name = models.CharField(_("name"), max_length=200)
    official_name = models.CharField(_("official name"), max_length=200, blank=True, default="")
    number = models.CharField(
        _("municipality or county number"),
        max_length=4,
        blank=True,
        default="",
        validators=[RegexValidator(r"^(\d{2}|\d{4})$", _("Write four digits, or two for a county."))],
    )
    organisation_number = models.CharField(
        _("organisation number"),
        max_length=9,
        blank=True,
        default="",
        validators=[validate_organisation_number],
    )
    county = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="in_county",
        verbose_name=_("county"),
        limit_choices_to={"kind": OrganisationKind.COUNTY},
    )
    # The counties that a network or a county governor works in. Not the same as having members.
    serves = models.ManyToManyField("self", symmetrical=False, related_name="served_by", blank=True)
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        through="Succession",
        through_fields=("predecessor", "successor"),
        related_name="predecessors",
    )
    source = models.CharField(_("source"), max_length=200, blank=True, default="")
    confidence = models.CharField(
        _("how sure"), max_length=10, choices=Confidence.choices, blank=True, default=""
    )

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="actors_organisation_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(network_type="")
                | Q(kind=OrganisationKind.NETWORK, network_type__in=NetworkType.values),
                name="actors_organisation_only_networks_have_type",
            ),
            models.CheckConstraint(
                condition=Q(number="") | Q(kind__in=[OrganisationKind.MUNICIPALITY, OrganisationKind.COUNTY]),
                name="actors_organisation_number_only_for_areas",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="actors_organisation_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="actors_organisation_named"),
            models.CheckConstraint(
                condition=Q(confidence="") | Q(confidence__in=Confidence.values),
                name="actors_organisation_known_confidence",
            ),
            models.UniqueConstraint(
                fields=["register_key"],
                condition=~Q(register_key=""),
                name="actors_organisation_one_register_key",
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number="") & Q(valid_to=None),
                name="actors_organisation_one_valid_number",
                violation_error_message=_("Another organisation has this number."),
            ),
            models.UniqueConstraint(
                fields=["organisation_number"],
                condition=~Q(organisation_number="") & Q(valid_to=None),
                name="actors_organisation_one_valid_organisation_number",
                violation_error_message=_("Another organisation has this organisation number."),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "name"], name="actors_org_kind_name"),
            models.Index(fields=["number"], name="actors_org_number"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("actors:organisation", args=[self.public_id])

    @property
    def is_group(self) -> bool:
        """Whether it has members."""
        return self.kind in GROUP_KINDS

    def is_valid(self, on: datetime.date) -> bool:
        """Whether it exists on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


class OrganisationName(models.Model):
    """One name of an organisation, in one form, as it is searched for."""

    Kind = NameKind

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    # The form that is compared: see names.normalise.
    normalised = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=NameKind.choices)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organisation_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "name"], name="actors_organisationname_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NameKind.values), name="actors_organisationname_known_kind"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(normalised=""), name="actors_organisationname_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="actors_organisationname_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["normalised"], name="actors_orgname_normalised")]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One organisation became another, wholly or in part, from a day."""

    Kind = SuccessionKind

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="became")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="came_from")
    # The first day of the new order.
    date = models.DateField()
    kind = models.CharField(max_length=12, choices=SuccessionKind.choices)

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="actors_succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="actors_succession_not_to_itself"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SuccessionKind.values), name="actors_succession_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class Membership(models.Model):
    """An organisation is a member of a network, a cooperation or a body."""

    group = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    member = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="member_of")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["group_id", "member_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "member"],
                condition=Q(valid_to=None),
                name="actors_membership_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(group=F("member")), name="actors_membership_not_in_itself"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="actors_membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}"


class Population(models.Model):
    """Inhabitants on 1 January, of one age band, from one source.

    `age_from` and `age_to` are whole years, both included; an empty `age_to` has no upper end, and 0 with an
    empty `age_to` is everybody.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="population")
    year = models.PositiveSmallIntegerField()
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    persons = models.PositiveIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["organisation_id", "year", "age_from", "age_to"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "age_from", "age_to"],
                condition=Q(age_to__isnull=False),
                name="actors_population_band_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "year", "age_from"],
                condition=Q(age_to=None),
                name="actors_population_open_band_once",
            ),
            models.CheckConstraint(
                condition=Q(age_to=None) | Q(age_to__gte=F("age_from")),
                name="actors_population_band_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year}: {self.persons}"
