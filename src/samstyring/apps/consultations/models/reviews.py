"""What people decided about statements, by text and range: a row never refers to the program's own rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .ranges import range_constraints
from .readings import SourceText
from .vocabulary import StatementType


class Review(models.Model):
    """What a person decided about one span: type, theme, whether it is cited. The newest row wins whole.

    An empty `type` or `theme` and a `cited` of None leave that to the program; a row with all three empty
    takes the decision back. It refers to the text and the range and not to the program's statement, so that
    it stands when the program reads again. The quotation is kept so that a review finds its place should
    the canonical text change: it is then carried over, as a row of its own (`carried_from`).
    """

    source_text = models.ForeignKey(SourceText, on_delete=models.PROTECT, related_name="reviews")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    type = models.CharField(max_length=20, choices=StatementType, blank=True)
    theme = models.CharField(max_length=40, blank=True)
    cited = models.BooleanField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    created = models.DateTimeField(auto_now_add=True)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )

    class Meta:
        ordering = ["id"]
        constraints = range_constraints("review")
        indexes = [models.Index(name="review_span", fields=["source_text", "start", "end"])]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}: {self.type or '–'}"

    @property
    def decides(self) -> bool:
        """Whether it says anything; a row that does not takes back what was decided before."""
        return bool(self.type or self.theme) or self.cited is not None


class Cut(models.Model):
    """How a person divided a range: it holds exactly the statements `spans`, whatever the program reads.

    A split has two spans, a join and a mark one that is the whole range, and what is no statement has none.
    `spans` is a list of `[start, end]` in order, within the range and apart. Of two standing cuts that touch,
    the newer wins. What it made are `Statement` rows of `origin` person in the current reading, laid anew for
    each reading (`actions.cuts.lay`).
    """

    class Kind(models.TextChoices):
        SPLIT = "split", _("Divided")
        JOIN = "join", _("Joined")
        MARK = "mark", _("Marked as a statement")
        UNMARK = "unmark", _("Not a statement")

    source_text = models.ForeignKey(SourceText, on_delete=models.PROTECT, related_name="cuts")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    kind = models.CharField(max_length=10, choices=Kind)
    spans = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cuts")
    created = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="withdrawn_cuts",
    )
    withdrawn = models.DateTimeField(null=True, blank=True)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            *range_constraints("cut"),
            models.CheckConstraint(
                name="cut_kind_known", condition=Q(kind__in=["split", "join", "mark", "unmark"])
            ),
            models.CheckConstraint(
                name="cut_withdrawn_by_somebody",
                condition=Q(withdrawn__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn__isnull=False, withdrawn_by__isnull=False),
            ),
        ]
        indexes = [models.Index(name="cut_standing", fields=["source_text", "withdrawn"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}-{self.end}"
