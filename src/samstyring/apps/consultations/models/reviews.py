"""What people decided. A row refers to a text and a range, never to the program's own rows."""

from django.conf import settings
from django.db import models

from .ranges import range_constraints
from .readings import SourceText
from .vocabulary import StatementType


class Review(models.Model):
    """What a person decided about one span. The newest row of a span wins; an empty type withdraws it.

    It refers to the text and the range and not to the program's statement, so that it stands when the program
    reads again. The quotation is kept so that a review finds its place should the canonical text change.
    """

    source_text = models.ForeignKey(SourceText, on_delete=models.PROTECT, related_name="reviews")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    type = models.CharField(max_length=20, choices=StatementType, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = range_constraints("review")
        indexes = [models.Index(name="review_span", fields=["source_text", "start", "end"])]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}: {self.type or '–'}"
