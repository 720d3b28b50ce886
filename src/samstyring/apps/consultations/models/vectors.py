"""Texts as vectors, how far the work on like statements has come, and comparisons that were reckoned once."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .consultations import Consultation


class Vector(models.Model):
    """What a text means as numbers, by the text's SHA-256 and the model: equal texts have one vector."""

    text_sha256 = models.CharField(max_length=64)
    model = models.CharField(max_length=80)
    # Little-endian float16, one number a dimension.
    values = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="vector_once_per_model", fields=["text_sha256", "model"]),
        ]

    def __str__(self) -> str:
        return f"{self.text_sha256[:12]} {self.model}"


class Preparation(models.Model):
    """How far the program has come with what needs all of a consultation's readings: grouping and vectors.

    `fingerprint` names the statements that it was done for; another one means that it has to be done again.
    """

    consultation = models.OneToOneField(Consultation, on_delete=models.CASCADE, related_name="preparation")
    fingerprint = models.CharField(max_length=64, blank=True)
    grouped = models.CharField(max_length=64, blank=True)
    model = models.CharField(max_length=80, blank=True)
    texts = models.PositiveIntegerField(default=0)
    texts_done = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.texts_done} of {self.texts}"

    @property
    def under_way(self) -> bool:
        """Whether vectors are being made."""
        return self.texts_done < self.texts and bool(self.model)


class Comparison(models.Model):
    """Two consultations compared, as reckoned for the statements that `fingerprint` names."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being compared")
        DONE = "done", _("Compared")

    earlier = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="comparisons_as_earlier")
    later = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="comparisons_as_later")
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # Spans and likeness only, no text: what is shown is read anew, by what the reader may see.
    result = models.JSONField(default=dict)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="comparison_once", fields=["earlier", "later"]),
            models.CheckConstraint(name="comparison_of_two", condition=~Q(earlier=F("later"))),
            models.CheckConstraint(name="comparison_state_known", condition=Q(state__in=["waiting", "done"])),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_id} – {self.later_id}"
