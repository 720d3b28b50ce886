"""The lists of this room, each in a fixed number of queries."""

from collections import Counter, defaultdict
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from samstyring.apps.actors.models import User

from ..models import Consultation, Statement, Submission

PAGE_SIZE = 25
STATEMENTS_PER_PAGE = 50


def consultations(user: User | AnonymousUser) -> QuerySet[Consultation]:
    """The consultations that the user may see, newest first, with counts of their submissions."""
    found: QuerySet[Consultation] = Consultation.objects.visible_to(user)
    return (
        found.select_related("owner_organisation", "issued_by")
        .annotate(
            submissions_received=Count("submissions"),
            submissions_read=Count("submissions", filter=Q(submissions__status="read")),
            submissions_refused=Count("submissions", filter=Q(submissions__status="refused")),
        )
        .order_by("-created", "-id")
    )


def seen(user: User | AnonymousUser) -> QuerySet[Consultation]:
    """The consultations that the user may see, newest first, without counts."""
    found: QuerySet[Consultation] = Consultation.objects.visible_to(user)
    return found.select_related("owner_organisation", "issued_by").order_by("-created", "-id")


def counted_page(user: User | AnonymousUser, number: int | str | None) -> Page[Any]:
    """One page of them, each with how many submissions it received, has read and refused. Three queries."""
    page = Paginator(seen(user), PAGE_SIZE).get_page(number)
    rows = Submission.objects.filter(consultation__in=list(page.object_list)).order_by()
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for consultation, status, count in rows.values_list("consultation", "status").annotate(count=Count("pk")):
        counts[consultation][status] = count
    shown: list[Any] = list(page.object_list)  # each gets its counts as attributes
    for row in shown:
        row.submissions_received = counts[row.pk].total()
        row.submissions_read = counts[row.pk][Submission.Status.READ]
        row.submissions_refused = counts[row.pk][Submission.Status.REFUSED]
    return page


def under_way(consultation: Consultation) -> int:
    """How many submissions of a consultation are waiting or being read."""
    return consultation.submissions.filter(status__in=["waiting", "reading"]).count()


def statements_shown(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Statements in the order of the documents, with what a list of them shows beside each."""
    return (
        statements.select_related("reading__submission")
        .prefetch_related("reading__submission__senders")
        .defer("reading__parameters", "reading__warnings", "reading__senders", "reading__stance")
        .order_by("submission_id", "start")
    )
