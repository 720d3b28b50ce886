"""What is stored of a consultation.

What the program read (`Reading`, `Passage`, `Statement`) and what a person decided (`Review`) are apart: a
reading is never edited and a review never overwritten. Positions are half-open ranges `[start, end)` in
Unicode code points into `SourceText.text`, the canonical text of a document, stored once.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible

from .themes import theme_label


class StatementType(models.TextChoices):
    """The seven types of statement, as defined in docs/methods/annotation-guide.md."""

    CHALLENGE = "challenge", _("Challenge")
    PROPOSAL = "proposal", _("Proposal")
    KNOWLEDGE_NEED = "knowledge_need", _("Knowledge need")
    EXAMPLE = "example", _("Example")
    SUPPORT = "support", pgettext_lazy("type of statement", "Support")
    OPPOSITION = "opposition", pgettext_lazy("type of statement", "Opposition")
    BACKGROUND = "background", _("Background")


class Stance(models.TextChoices):
    """How a sender stands towards what is proposed."""

    SUPPORT = "support", pgettext_lazy("stance", "Support")
    SUPPORT_WITH_RESERVATIONS = "support_with_reservations", _("Support with reservations")
    OPPOSITION = "opposition", pgettext_lazy("stance", "Opposition")
    NEUTRAL = "neutral", _("Neutral")


# A sender is an organisation of a kind that the register knows, or a private person.
PRIVATE_PERSON = "private_person"
SENDER_KINDS = [*OrganisationKind.choices, (PRIVATE_PERSON, _("Private person"))]


class Consultation(Visible):
    """A call for input with a deadline; its submissions are what was said."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("Title"), max_length=300)
    # Until a person has written a title, the documents may propose a better one.
    title_is_proposed = models.BooleanField(default=False)
    deadline = models.DateField(_("Deadline"), null=True, blank=True)
    is_example = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Visible.Meta):
        ordering = ["-created", "-id"]
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(name="consultation_has_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title


class Submission(models.Model):
    """One document in a consultation: the original byte for byte, and how far the reading of it has come."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting to be read")
        READING = "reading", _("Being read")
        READ = "read", _("Read")
        REFUSED = "refused", _("Could not be read")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="submissions")
    received = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="received_submissions"
    )
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    status_changed = models.DateTimeField(auto_now_add=True)
    refusal = models.CharField(max_length=40, blank=True)
    # What counts: the program's stance of the newest reading until a person has decided another.
    stance = models.CharField(max_length=30, choices=Stance, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="submission_once_per_consultation", fields=["consultation", "sha256"]
            ),
            models.CheckConstraint(
                name="submission_refusal_has_reason",
                condition=(Q(status="refused") & ~Q(refusal="")) | (~Q(status="refused") & Q(refusal="")),
            ),
            models.CheckConstraint(
                name="submission_status_known",
                condition=Q(status__in=["waiting", "reading", "read", "refused"]),
            ),
        ]
        indexes = [models.Index(name="submission_status", fields=["status", "status_changed"])]

    def __str__(self) -> str:
        return self.file_name


class Sender(models.Model):
    """Who a submission is from, as it counts. Several rows for a joint reply.

    The program's proposals stay in `Reading.senders`; these rows follow the newest reading until a person has
    decided (`decided_by`), and then stand.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="senders")
    position = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="sent_submissions"
    )
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=30, choices=SENDER_KINDS, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="decided_senders"
    )

    class Meta:
        ordering = ["submission_id", "position"]
        constraints = [
            models.UniqueConstraint(name="sender_position", fields=["submission", "position"]),
            models.CheckConstraint(name="sender_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public_name(self) -> str:
        """The name as everybody may see it: private persons are not named."""
        return str(_("Private person")) if self.kind == PRIVATE_PERSON else self.name


class SourceText(models.Model):
    """The canonical text of a submission. A newer reader may get another text out: then there are two."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="source_texts")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=20)
    pages = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="source_text_once_per_submission", fields=["submission", "sha256"]),
        ]

    def __str__(self) -> str:
        return f"{self.format}, {len(self.text)} characters"


class Reading(models.Model):
    """One run of the engine over a submission. The newest one is shown; earlier ones stay."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="readings")
    source_text = models.ForeignKey(SourceText, on_delete=models.PROTECT, related_name="readings")
    engine = models.CharField(max_length=100)
    engine_version = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)
    # The newest one, which is shown and counted.
    is_current = models.BooleanField(default=True)
    title = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=10, blank=True)
    senders = models.JSONField(default=list)
    no_remarks = models.BooleanField(default=False)
    stance = models.JSONField(null=True)
    warnings = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="reading_once_per_engine_version", fields=["submission", "engine", "engine_version"]
            ),
            models.UniqueConstraint(
                name="reading_one_current", fields=["submission"], condition=Q(is_current=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.engine} {self.engine_version}"


def range_constraints(name: str) -> list[models.BaseConstraint]:
    """The constraint that `[start, end)` is a range that holds at least one character."""
    return [models.CheckConstraint(name=f"{name}_range", condition=Q(start__gte=0) & Q(end__gt=F("start")))]


class Passage(models.Model):
    """A heading, paragraph, list item or form field of a reading, in the order of the document."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(default=0)
    part = models.CharField(max_length=20, blank=True)
    # Ranges inside the passage that belong to something else: a page number, a footnote.
    gaps = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="passage_position", fields=["reading", "position"]),
            *range_constraints("passage"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}-{self.end}"


class Statement(models.Model):
    """A sentence or list item as the program read it.

    A database trigger (`guards`) refuses a row whose `quote` is not the source's own characters.
    """

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="statements")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    type = models.CharField(max_length=20, choices=StatementType)
    theme = models.CharField(max_length=40, blank=True)
    confidence = models.FloatField(null=True)
    reason = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    cited = models.BooleanField(null=True)
    question = models.TextField(blank=True)
    # What counts, for lists and sums: the person's decision where there is one, else the program's proposal.
    current_type = models.CharField(max_length=20, choices=StatementType)
    current_theme = models.CharField(max_length=40, blank=True)
    is_reviewed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="statement_position", fields=["reading", "position"]),
            models.UniqueConstraint(name="statement_span", fields=["reading", "start", "end"]),
            *range_constraints("statement"),
        ]
        indexes = [
            models.Index(name="statement_current", fields=["reading", "current_type", "current_theme"])
        ]

    def __str__(self) -> str:
        return self.quote[:80]

    @property
    def theme_label(self) -> str:
        """The theme that counts, in words."""
        return theme_label(self.current_theme)


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
