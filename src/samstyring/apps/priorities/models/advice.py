"""What a round ended in: kept as it was given, whatever becomes of needs and scores later."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..choices import Placing
from .rounds import Item, Round


class Advice(models.Model):
    """The body's advice. Its lines stand in the body's own order."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="advice")
    text = models.TextField(_("The advice"))
    day = models.DateField(_("Day"))
    # What the figures of the lines were reckoned with.
    draws = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    members = models.PositiveIntegerField()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [models.CheckConstraint(name="advice_has_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text[:80]


class AdviceLine(models.Model):
    """One item: where the scores put it (`scored_place`), and where the body did (`place`)."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="advice_lines")
    title = models.CharField(max_length=200)
    place = models.PositiveIntegerField(_("Place"))
    scored_place = models.PositiveIntegerField()
    tied = models.BooleanField(default=False)
    # Per cent: the weighted value, and how often it is in the top under reasonable weights.
    value = models.DecimalField(max_digits=5, decimal_places=1)
    top_share = models.DecimalField(max_digits=5, decimal_places=1)
    placing = models.CharField(max_length=20, choices=Placing, blank=True)
    reason = models.TextField(_("Why"))

    class Meta:
        ordering = ["advice_id", "place", "id"]
        constraints = [
            models.UniqueConstraint(name="adviceline_once", fields=["advice", "item"]),
            models.CheckConstraint(
                name="adviceline_known",
                condition=Q(place__gte=1, scored_place__gte=1, placing__in=["", *Placing.values])
                & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.title}"
