"""The closed lists of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NeedKind(models.TextChoices):
    """What would meet the need."""

    SERVICE = "service", _("Service to people")
    TECHNOLOGY = "technology", _("Technology")
    ORGANISATION = "organisation", _("Organisation of work")
    COMPETENCE = "competence", _("Competence")
    STAFFING = "staffing", _("Staffing")
    FUNDING = "funding", _("Funding")
    LAW = "law", _("Law and rules")
    KNOWLEDGE = "knowledge", _("Knowledge")


class Level(models.TextChoices):
    """The rungs of the ladder, the lowest first."""

    MUNICIPALITY = "municipality", _("Municipality")
    NETWORK = "network", _("Cluster or network")
    REGION = "region", pgettext_lazy("level", "Region")
    NATION = "nation", pgettext_lazy("level", "Nation")


class State(models.TextChoices):
    """How a need stands with whoever has it on the table."""

    RAISED = "raised", pgettext_lazy("state of a need", "Raised")
    RETURNED = "returned", pgettext_lazy("state of a need", "Sent back")
    MERGED = "merged", pgettext_lazy("state of a need", "Merged into another")
    SPLIT = "split", pgettext_lazy("state of a need", "Divided")
    ADOPTED = "adopted", pgettext_lazy("state of a need", "Taken on")
    CLOSED = "closed", pgettext_lazy("state of a need", "Closed")


class Act(models.TextChoices):
    """What people do with a need; policies.py says which state allows which."""

    WRITE = "write", pgettext_lazy("act on a need", "Written")
    RAISE = "raise", pgettext_lazy("act on a need", "Raised to the next level")
    RETURN = "return", pgettext_lazy("act on a need", "Sent back")
    MERGE = "merge", pgettext_lazy("act on a need", "Merged into another")
    UNMERGE = "unmerge", pgettext_lazy("act on a need", "Merge undone")
    SPLIT = "split", pgettext_lazy("act on a need", "Divided")
    ADOPT = "adopt", pgettext_lazy("act on a need", "Taken on")
    CLOSE = "close", pgettext_lazy("act on a need", "Closed")
    REOPEN = "reopen", pgettext_lazy("act on a need", "Opened again")
    # Of a need for knowledge only.
    JUDGE = "judge", pgettext_lazy("act on a need", "Judged")
    PROJECT = "project", pgettext_lazy("act on a need", "Made a project idea")
    ANSWER = "answer", pgettext_lazy("act on a need", "Answered")
    REOPEN_ANSWER = "reopen_answer", pgettext_lazy("act on a need", "The answer was opened again")


class Judgement(models.TextChoices):
    """Whether what is known answers a need for knowledge."""

    SUFFICES = "suffices", _("What is known suffices")
    PARTLY = "partly", _("What is known answers a part")
    GAP = "gap", _("A gap: nobody knows")


class ProjectStatus(models.TextChoices):
    """How far a research project has come."""

    IDEA = "idea", pgettext_lazy("status of a project", "Idea")
    PLANNED = "planned", pgettext_lazy("status of a project", "Planned with partners")
    FUNDED = "funded", pgettext_lazy("status of a project", "Funded")
    UNDER_WAY = "under_way", pgettext_lazy("status of a project", "Under way")
    FINISHED = "finished", pgettext_lazy("status of a project", "Finished")
    STOPPED = "stopped", pgettext_lazy("status of a project", "Stopped")


# Sectors as they are proposed; another word may be written.
SECTORS = {
    "health": _("Health and care"),
    "upbringing": _("Kindergarten, school and upbringing"),
    "culture": _("Culture and sports"),
    "planning": _("Planning, building and environment"),
    "technical": _("Roads, water and technical services"),
    "welfare": _("Social services, housing and integration"),
    "business": _("Business and local development"),
    "administration": _("Administration and digital services"),
    "preparedness": _("Preparedness"),
}


def sector_label(sector: str) -> str:
    """A sector in words: one of ours, or as somebody wrote it."""
    return str(SECTORS.get(sector, sector))
