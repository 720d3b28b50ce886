"""Who reviews what in a consultation, and what is left."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from samstyring.apps.actors.models import User
from samstyring.apps.actors.permissions import WRITERS
from samstyring.apps.actors.queries.people import roles_in

from ..models import Assignment, Consultation, Sample, SampledStatement, Submission
from .columns import chosen
from .holding import shown_file_name, shown_senders
from .selection import Selection

PAGE_SIZE = 50


@dataclass(frozen=True)
class Load:
    """What somebody has to review: documents, their statements, and how many of these are done."""

    name: str
    documents: int
    statements: int
    reviewed: int

    @property
    def percent(self) -> int:
        """The share done, rounded down, so that 100 means all."""
        return 100 * self.reviewed // self.statements if self.statements else 0


@dataclass(frozen=True)
class Document:
    """A document in the list: who reviews it, and how far that has come."""

    submission: Submission
    name: str
    senders: list[str]
    reviewer: User | None
    statements: int
    reviewed: int


@dataclass(frozen=True)
class Work:
    """The page about the work: loads by person (an empty name is nobody), and one page of the documents."""

    loads: list[Load]
    page: Page[Any]
    documents: list[Document]


def reviewers(consultation: Consultation) -> list[User]:
    """Who may review a consultation by a role in the organisation that owns it, by name. One query."""
    if consultation.owner_organisation is None:
        return []
    roles = roles_in(consultation.owner_organisation).filter(role__in=WRITERS)
    return list({role.user_id: role.user for role in roles}.values())


def work(consultation: Consultation, page: int | str | None, *, whose: str, may_see: bool) -> Work:
    """Loads and documents. `whose` is the public id of a person, “ingen”, or empty for all. Six queries."""
    counts = counted(consultation)
    shown = Paginator(documents(consultation, whose), PAGE_SIZE).get_page(page)
    return Work(
        loads=loads(consultation, counts),
        page=shown,
        documents=[
            Document(
                submission=row,
                name=shown_file_name(row, may_see=may_see),
                senders=shown_senders(row, may_see=may_see),
                reviewer=row.assignment.reviewer if hasattr(row, "assignment") else None,
                statements=counts.get(row.pk, (0, 0))[0],
                reviewed=counts.get(row.pk, (0, 0))[1],
            )
            for row in shown
        ],
    )


def documents(consultation: Consultation, whose: str) -> QuerySet[Submission]:
    """The documents to review, those of one person or of nobody where that is asked for."""
    rows = consultation.submissions.filter(status=Submission.Status.READ, counts=True).order_by("pk")
    if whose == "ingen":
        rows = rows.filter(assignment=None)
    elif whose:
        rows = rows.filter(assignment__reviewer__public_id=whose)
    return rows.select_related("assignment__reviewer").prefetch_related("senders")


def counted(consultation: Consultation) -> dict[int, tuple[int, int]]:
    """Statements, and those looked at, by document."""
    found = chosen(consultation, Selection())
    places, wide = found.columns.place[found.at], len(found.columns.replies)
    all_ = np.bincount(places, minlength=wide)
    reviewed = np.bincount(places[found.column("reviewed")], minlength=wide)
    numbers = zip(found.columns.replies.tolist(), all_.tolist(), reviewed.tolist(), strict=True)
    return {submission: (total, done) for submission, total, done in numbers if total}


def loads(consultation: Consultation, counts: dict[int, tuple[int, int]]) -> list[Load]:
    """How much each person has to do, by name, and what nobody has, last. One query."""
    given: dict[int, str] = dict(
        Assignment.objects.filter(submission__consultation=consultation).values_list(
            "submission", "reviewer__name"
        )
    )
    names = sorted(set(given.values())) + ["" for _ in range(1) if set(counts) - set(given)]
    return [
        Load(
            name,
            documents=sum(given.get(pk, "") == name for pk in counts),
            statements=sum(total for pk, (total, _done) in counts.items() if given.get(pk, "") == name),
            reviewed=sum(done for pk, (_total, done) in counts.items() if given.get(pk, "") == name),
        )
        for name in names
    ]


def next_in_sample(sample: Sample, user: User) -> SampledStatement | None:
    """The first statement of a sample that somebody has not labelled. One query."""
    return (
        sample.statements.exclude(labels__by=user)
        .select_related("source_text", "source_text__submission")
        .order_by("position")
        .first()
    )
