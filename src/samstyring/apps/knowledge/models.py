"""What is stored of knowledge: a row a publication, a row an outcome in it, a row an experience.

`topic` is a short word that ties evidence and experience to the measures that later rooms know: those
refer to
it, never the reverse.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible
from samstyring.apps.consultations.models import SourceText

from . import doi
from .choices import BenefitClass, Certainty, Direction, EvidenceKind


def known(field: str, choices: type[models.TextChoices]) -> Q:
    """The condition that a field holds one of the choices, or nothing."""
    return Q(**{f"{field}__in": ["", *choices.values]})


class Evidence(Visible):
    """Published knowledge, with its setting, its size and where it was read."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    topic = models.CharField(_("What it is about"), max_length=80)
    title = models.CharField(_("Title"), max_length=500)
    authors = models.CharField(_("Authors"), max_length=500, blank=True)
    year = models.PositiveSmallIntegerField(_("Year"), null=True, blank=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=EvidenceKind, blank=True)
    doi = models.CharField("DOI", max_length=255, blank=True)
    link = models.URLField(_("Web address"), max_length=500, blank=True)
    country = models.CharField(_("Country"), max_length=100, blank=True)
    setting = models.CharField(_("Service and place"), max_length=300, blank=True)
    participants = models.PositiveIntegerField(_("How many took part"), null=True, blank=True)
    size = models.CharField(_("Size in words"), max_length=200, blank=True)
    source = models.CharField(_("Where it was read"), max_length=500, blank=True)
    # The row of a shipped file that it came from, so that loading again finds it.
    key = models.CharField(max_length=80, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Visible.Meta):
        ordering = ["topic", "-year", "id"]
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(name="evidence_has_title", condition=~Q(title="") & ~Q(topic="")),
            models.CheckConstraint(name="evidence_known_kind", condition=known("kind", EvidenceKind)),
            models.UniqueConstraint(name="evidence_key", fields=["key"], condition=~Q(key="")),
            models.UniqueConstraint(name="evidence_doi", fields=["doi"], condition=~Q(doi="")),
        ]
        indexes = [models.Index(name="evidence_topic", fields=["topic"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("knowledge:evidence", args=[self.public_id])

    @property
    def address(self) -> str:
        """Where it can be read: its DOI before its web address."""
        return doi.address(self.doi) or self.link


class Outcome(models.Model):
    """What was found of one thing, how sure it is, for whom and where."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="outcomes")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("Outcome"), max_length=200)
    benefit_class = models.CharField(_("Kind of gain"), max_length=20, choices=BenefitClass, blank=True)
    direction = models.CharField(_("Direction"), max_length=20, choices=Direction)
    finding = models.TextField(_("What was found"))
    certainty = models.CharField(_("Certainty (GRADE)"), max_length=20, choices=Certainty, blank=True)
    for_whom = models.CharField(_("For whom and where"), max_length=300, blank=True)

    class Meta:
        ordering = ["evidence_id", "position"]
        constraints = [
            models.UniqueConstraint(name="outcome_position", fields=["evidence", "position"]),
            models.CheckConstraint(name="outcome_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="outcome_known_direction", condition=Q(direction__in=Direction.values)
            ),
            models.CheckConstraint(name="outcome_known_certainty", condition=known("certainty", Certainty)),
            models.CheckConstraint(
                name="outcome_known_class", condition=known("benefit_class", BenefitClass)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.direction}"


class Experience(Visible):
    """What one municipality did, what it gave, and what it would tell the next.

    Where it came out of a reply, `source_text` and the range say which words; the quotation is theirs.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="experiences", verbose_name=_("Whose it is")
    )
    topic = models.CharField(_("What it is about"), max_length=80)
    title = models.CharField(_("Title"), max_length=200)
    done = models.TextField(_("What we did, and where"))
    effect = models.TextField(_("What it gave, with numbers if there are any"), blank=True)
    hard = models.TextField(_("What was hard"), blank=True)
    helped = models.TextField(_("What helped"), blank=True)
    advice = models.TextField(_("Advice to the next one"), blank=True)
    contact = models.CharField(_("Office to ask"), max_length=200, blank=True)
    started = models.DateField(_("From"), null=True, blank=True)
    source_text = models.ForeignKey(
        SourceText, null=True, blank=True, on_delete=models.PROTECT, related_name="experiences"
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Visible.Meta):
        ordering = ["-created", "-id"]
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(name="experience_has_title", condition=~Q(title="") & ~Q(topic="")),
            models.CheckConstraint(
                name="experience_whole_source",
                condition=Q(source_text__isnull=True, start__isnull=True, end__isnull=True, quote="")
                | Q(source_text__isnull=False, start__gte=0, end__gt=F("start")) & ~Q(quote=""),
            ),
            models.UniqueConstraint(
                name="experience_once_a_statement",
                fields=["source_text", "start", "end"],
                condition=Q(source_text__isnull=False),
            ),
        ]
        indexes = [models.Index(name="experience_topic", fields=["topic"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("knowledge:experience", args=[self.public_id])
