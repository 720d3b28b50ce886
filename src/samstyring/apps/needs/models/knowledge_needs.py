"""What a need for knowledge asks, what is known of it, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.knowledge.models import Evidence

from ..choices import Judgement, ProjectStatus
from .needs import Need


class KnowledgeNeed(models.Model):
    """The question of a need of kind knowledge, by population, intervention, comparison, outcome and context.

    `answered` is the day when an answer was published: a brief on what is known, or the result of a project.
    Opened again by new evidence it is empty, and the steps of the need tell of the earlier answer.
    """

    need = models.OneToOneField(Need, on_delete=models.CASCADE, related_name="knowledge")
    population = models.TextField(_("Whom it concerns"), blank=True)
    intervention = models.TextField(_("What is done"), blank=True)
    comparison = models.TextField(_("Compared with what"), blank=True)
    outcome = models.TextField(_("What one hopes for"), blank=True)
    context = models.TextField(_("Where, in what kind of municipality"), blank=True)
    judgement = models.CharField(_("Judgement"), max_length=20, choices=Judgement, blank=True)
    judged_by = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="judged_knowledge_needs"
    )
    judged = models.DateField(null=True, blank=True)
    brief = models.TextField(_("What is known, in short"), blank=True)
    # What the brief rests on.
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="knowledge_needs")
    research_question = models.TextField(_("Research question"), blank=True)
    project = models.CharField(_("Project idea"), max_length=300, blank=True)
    partners = models.TextField(_("Partners"), blank=True)
    project_status = models.CharField(_("Status"), max_length=20, choices=ProjectStatus, blank=True)
    result = models.TextField(_("Result"), blank=True)
    answered = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["need_id"]
        constraints = [
            models.CheckConstraint(
                name="knowledgeneed_known_words",
                condition=Q(
                    judgement__in=["", *Judgement.values], project_status__in=["", *ProjectStatus.values]
                ),
            ),
            models.CheckConstraint(
                name="knowledgeneed_judged_by_somebody",
                condition=Q(judgement="", judged=None, judged_by=None)
                | ~Q(judgement="") & Q(judged__isnull=False, judged_by__isnull=False),
            ),
            models.CheckConstraint(
                name="knowledgeneed_answer_has_words",
                condition=Q(answered=None) | ~Q(brief="") | ~Q(result=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.judgement or '–'}"
