"""The statements that say best what is said on each theme, as reckoned when the readings are in."""

from django.db import models

from .consultations import Consultation
from .readings import Statement


class CentralStatement(models.Model):
    """A statement that is typical of its theme, by rank from 0. Some more than are shown, so that filters
    leave some; chosen anew with the vectors. It decides nothing and may be lost."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="central_statements"
    )
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="central_in")
    theme = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["theme", "rank"]
        constraints = [
            models.UniqueConstraint(name="central_rank", fields=["consultation", "theme", "rank"]),
        ]

    def __str__(self) -> str:
        return f"{self.theme} {self.rank}"
