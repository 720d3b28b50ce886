"""A consultation, the documents that came in, and who they are from."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.visibility import Visible

from .vocabulary import PRIVATE_PERSON, SENDER_KINDS, Stance


class Consultation(Visible):
    """A call for input with a deadline; its submissions are what was said."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("Title"), max_length=300)
    # Until a person has written a title, the documents may propose a better one.
    title_is_proposed = models.BooleanField(default=False)
    deadline = models.DateField(_("Deadline"), null=True, blank=True)
    deadline_is_proposed = models.BooleanField(default=False)
    # Who asks. Not who may see it: that is `owner_organisation`, which no document can change.
    issued_by = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="issued_consultations"
    )
    issued_by_is_proposed = models.BooleanField(default=False)
    # The questions that were asked, as text, in order.
    questions = models.JSONField(default=list, blank=True)
    questions_are_proposed = models.BooleanField(default=False)
    # Its own themes: which edition, and rows of name, description and examples (themes.py). Empty until a
    # person has changed them: then the default frame counts.
    theme_frame = models.JSONField(default=dict, blank=True)
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


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Submissions, and which of them count."""

    def counting(self) -> "SubmissionQuerySet":
        """Those that an overview counts: neither replaced by a newer version nor set aside."""
        return self.filter(counts=True)


def decided_by() -> "models.ForeignKey[User | None, User | None]":
    """The field for who decided something; empty as long as the program's proposal counts."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class Submission(models.Model):
    """One document in a consultation: the original byte for byte, and how far the reading of it has come.

    `stance`, `no_remarks` and `replaces` hold what counts: they follow the newest reading until a person has
    decided, and then stand. What the person decided, and what it was before, are rows of `Decision`.
    """

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
    stance = models.CharField(max_length=30, choices=Stance, blank=True)
    stance_decided_by = decided_by()
    no_remarks = models.BooleanField(default=False)
    no_remarks_decided_by = decided_by()
    senders_decided_by = decided_by()
    # The older version of the same reply.
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    replaces_decided_by = decided_by()
    # Why a person left the document out: it cannot be read, or is no reply.
    set_aside = models.CharField(max_length=200, blank=True)
    set_aside_by = decided_by()
    # Whether overviews count it: false where a newer version replaces it or it is set aside.
    counts = models.BooleanField(default=True)
    # How many decisions people have made on it: sent back with a change, to notice somebody else's.
    decisions_made = models.PositiveIntegerField(default=0)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="submission_replaced_once", fields=["replaces"]),
            models.CheckConstraint(
                name="submission_not_its_own_version",
                condition=Q(replaces__isnull=True) | ~Q(replaces=models.F("pk")),
            ),
            models.CheckConstraint(
                name="submission_set_aside_does_not_count", condition=Q(set_aside="") | Q(counts=False)
            ),
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
        indexes = [
            models.Index(name="submission_status", fields=["status", "status_changed"]),
            models.Index(name="submission_counting", fields=["consultation", "counts", "status"]),
        ]

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
