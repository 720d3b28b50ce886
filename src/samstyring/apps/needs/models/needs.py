"""A need, where it comes from, who backs it, and each step of its way.

A merge moves nothing: the merged need stays as it is, with its sources, backers and wordings, and says into
which it went. What counts with a need is its own and that of all that went into it (`together`).
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible
from samstyring.apps.consultations.models import Point, SourceText

from ..choices import Act, Level, NeedKind, State, sector_label


class Need(Visible):
    """What somebody has to have solved.

    `raised_by` is whose it is; `held_by` has it on the table now, at `level`. `owner_organisation` decides
    who may see it and is the one that raised it.
    """

    Kind = NeedKind
    Level = Level
    State = State

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("Title"), max_length=200)
    description = models.TextField(_("What is needed, for whom, and why"), blank=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=NeedKind)
    # One of choices.SECTORS, or a word of somebody's own.
    sector = models.CharField(_("Sector"), max_length=60, default="health")
    raised_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="raised_needs", verbose_name=_("Raised by")
    )
    level = models.CharField(_("Level"), max_length=20, choices=Level, default=Level.MUNICIPALITY)
    held_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="held_needs", verbose_name=_("On the table of")
    )
    state = models.CharField(_("State"), max_length=20, choices=State, default=State.RAISED)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    # The need at the end of the merges that this one is counted with; empty where it stands on its own.
    counted_with = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="together"
    )
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    # How many different municipalities back it, merged needs together: kept so that lists can be ordered.
    municipalities = models.PositiveIntegerField(default=0, editable=False)
    is_example = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
    # Raised by each act, so that two people notice each other.
    version = models.PositiveIntegerField(default=1)

    class Meta(Visible.Meta):
        ordering = ["-id"]
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(name="need_has_title", condition=~Q(title="") & ~Q(sector="")),
            models.CheckConstraint(name="need_known_kind", condition=Q(kind__in=NeedKind.values)),
            models.CheckConstraint(name="need_known_level", condition=Q(level__in=Level.values)),
            models.CheckConstraint(name="need_known_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="need_merged_says_into_which",
                condition=Q(state=State.MERGED, merged_into__isnull=False, counted_with__isnull=False)
                | ~Q(state=State.MERGED) & Q(merged_into=None, counted_with=None),
            ),
            models.CheckConstraint(
                name="need_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")) & ~Q(counted_with=F("id")),
            ),
            models.CheckConstraint(
                name="need_not_part_of_itself", condition=Q(split_from=None) | ~Q(split_from=F("id"))
            ),
            # Whoever has it on the table must be able to see it.
            models.CheckConstraint(
                name="need_of_others_is_open",
                condition=Q(held_by=F("owner_organisation"))
                | Q(visibility__in=[Visibility.PUBLIC, Visibility.LOGGED_IN]),
            ),
        ]
        indexes = [
            # Each holds all that its query asks for, so that no row of 20,000 is looked up for nothing.
            models.Index(
                name="need_ordered",
                fields=["-municipalities", "-id", "state", "visibility", "owner_organisation"],
            ),
            models.Index(name="need_counted", fields=["state", "visibility", "owner_organisation"]),
            models.Index(name="need_sectors", fields=["sector", "visibility", "owner_organisation"]),
            models.Index(name="need_on_table", fields=["held_by", "state"]),
            models.Index(name="need_level", fields=["level", "state"]),
            models.Index(name="need_kind", fields=["kind", "sector"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("needs:need", args=[self.public_id])

    @property
    def sector_label(self) -> str:
        """The sector in words."""
        return sector_label(self.sector)

    @property
    def is_open(self) -> bool:
        """Whether it waits for something: neither merged, divided nor closed."""
        return self.state in {State.RAISED, State.RETURNED, State.ADOPTED}


class NeedSource(models.Model):
    """Where a need comes from: words in a reply, by their place (of a point, where it was made from one), or
    in plain words what it rests on. A database trigger holds the quotation to its text (guards.py)."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="sources")
    point = models.ForeignKey(
        Point, null=True, blank=True, on_delete=models.PROTECT, related_name="need_sources"
    )
    source_text = models.ForeignKey(
        SourceText, null=True, blank=True, on_delete=models.PROTECT, related_name="need_sources"
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True)
    written = models.TextField(_("What it rests on"), blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["need_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="needsource_one_kind",
                condition=Q(source_text__isnull=False, start__gte=0, end__gt=F("start"), written="")
                & ~Q(quote="")
                | Q(source_text=None, point=None, start=None, end=None, quote="") & ~Q(written=""),
            ),
            models.UniqueConstraint(
                name="needsource_once",
                fields=["need", "source_text", "start", "end"],
                condition=Q(source_text__isnull=False),
            ),
        ]
        indexes = [models.Index(name="needsource_span", fields=["source_text", "start", "end"])]

    def __str__(self) -> str:
        return (self.quote or self.written)[:80]


class Backing(models.Model):
    """An organisation stands behind a need, in its own words.

    With `source` it said so in a reply, and those are its words; without, it has backed the need here.
    """

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="backings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="backed_needs")
    wording = models.TextField(_("In your own words"), blank=True)
    source = models.ForeignKey(
        NeedSource, null=True, blank=True, on_delete=models.PROTECT, related_name="backings"
    )
    day = models.DateField(_("Day"))
    withdrawn = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["need_id", "id"]
        constraints = [
            models.UniqueConstraint(
                name="backing_once_at_a_time",
                fields=["need", "organisation"],
                condition=Q(withdrawn=None),
            ),
            models.CheckConstraint(
                name="backing_words_have_one_place", condition=Q(source=None) | Q(wording="")
            ),
            models.CheckConstraint(
                name="backing_withdrawn_after_it_was_given",
                condition=Q(withdrawn=None) | Q(withdrawn__gte=F("day")),
            ),
        ]
        indexes = [models.Index(name="backing_by_organisation", fields=["organisation", "withdrawn", "need"])]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.need_id}"


class Step(models.Model):
    """One act on a need, in the order they came. Never changed and never removed."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=20, choices=Act)
    reason = models.TextField(_("Reason"), blank=True)
    from_state = models.CharField(max_length=20, choices=State, blank=True)
    to_state = models.CharField(max_length=20, choices=State)
    from_level = models.CharField(max_length=20, choices=Level, blank=True)
    to_level = models.CharField(max_length=20, choices=Level)
    from_holder = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # The other need: of a merge, its undoing or a division.
    other = models.ForeignKey(Need, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # For which organisation the person acted; empty where the program or an operator did.
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField(_("Day"))

    class Meta:
        ordering = ["need_id", "number"]
        constraints = [
            models.UniqueConstraint(name="needstep_number", fields=["need", "number"]),
            models.CheckConstraint(name="needstep_known_act", condition=Q(act__in=Act.values)),
            models.CheckConstraint(name="needstep_has_reason", condition=Q(act=Act.WRITE) | ~Q(reason="")),
            models.CheckConstraint(
                name="needstep_known_places",
                condition=Q(
                    from_state__in=["", *State.values],
                    to_state__in=State.values,
                    from_level__in=["", *Level.values],
                    to_level__in=Level.values,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id} {self.number}: {self.act}"
