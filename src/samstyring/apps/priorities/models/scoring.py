"""Who scores, what they gave, what was filled in from the municipalities, and what was said."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation, User

from ..choices import NoteKind
from .rounds import MOST_STEPS, Criterion, Item, Round


class Member(models.Model):
    """A person who scores in a round, for an organisation."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="scores_in")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("Scores for")
    )
    # The last scoring that the member has said to be done with.
    done_turn = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["round_id", "organisation__name", "id"]
        constraints = [models.UniqueConstraint(name="member_once", fields=["round", "user"])]

    def __str__(self) -> str:
        return f"{self.round_id} {self.organisation_id}"


class Score(models.Model):
    """A member's step for an item on a criterion, in one scoring; empty where the member abstains."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="scores")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="scores")
    turn = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    # Given after the deadline.
    late = models.BooleanField(default=False)
    given = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="score_once_a_turn", fields=["member", "item", "criterion", "turn"]),
            models.CheckConstraint(
                name="score_in_range",
                condition=Q(turn__gte=1) & (Q(value=None) | Q(value__gte=1, value__lte=MOST_STEPS)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.item_id} {self.criterion_id}"


class Disqualification(models.Model):
    """A member is disqualified (inhabil) from an item, or from the whole round where none is named."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="disqualifications")
    item = models.ForeignKey(
        Item, null=True, blank=True, on_delete=models.CASCADE, related_name="disqualifications"
    )
    reason = models.CharField(_("Why"), max_length=500)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="disqualified_once", fields=["member", "item"]),
            models.UniqueConstraint(
                name="disqualified_wholly_once", fields=["member"], condition=Q(item=None)
            ),
            models.CheckConstraint(name="disqualified_with_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.item_id or ''}"


class Filled(models.Model):
    """What the program filled in for an item on a criterion, what it rests on, and a person's word on it."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="filled")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="filled_values")
    value = models.PositiveSmallIntegerField()
    # Different municipalities that back it or have it on their list; those that back it; have it on their
    # list; and have it among the first three there.
    municipalities = models.PositiveIntegerField()
    backing = models.PositiveIntegerField()
    listed = models.PositiveIntegerField()
    listed_first = models.PositiveIntegerField()
    overruled = models.PositiveSmallIntegerField(_("Another step"), null=True, blank=True)
    overruled_reason = models.CharField(_("Why"), max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="filled_once", fields=["item", "criterion"]),
            models.CheckConstraint(name="filled_in_range", condition=Q(value__gte=1, value__lte=MOST_STEPS)),
            models.CheckConstraint(
                name="filled_overruled_with_reason",
                condition=Q(overruled=None, overruled_reason="")
                | Q(overruled__gte=1, overruled__lte=MOST_STEPS) & ~Q(overruled_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.criterion_id}: {self.counts}"

    @property
    def counts(self) -> int:
        """The step that counts: a person's, where there is one."""
        return self.value if self.overruled is None else self.overruled


class Note(models.Model):
    """What was said about an item or the round as a whole, or a minority's view."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="notes")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=20, choices=NoteKind, default=NoteKind.TALK)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("From")
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("Text"))
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["round_id", "id"]
        constraints = [
            models.CheckConstraint(name="note_has_text", condition=~Q(text="") & Q(kind__in=NoteKind.values))
        ]

    def __str__(self) -> str:
        return self.text[:80]
