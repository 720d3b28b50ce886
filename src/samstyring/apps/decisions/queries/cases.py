"""Cases as a list, with filters that stand in the address."""

import uuid
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.paging import page_found_once
from samstyring.apps.actors.visibility import Person
from samstyring.apps.actors.words import MOST, having

from ..choices import Phase, StepState
from ..models import Case, Decision, RouteStep
from ..models.cases import SUBJECT_KINDS
from ..policies import WITH_BODY

PAGE_SIZE = 25


@dataclass(frozen=True)
class Filters:
    """What is asked for; an empty one asks for nothing.

    `body` is the public id of one on the route, with `here` only where it has the case now; `kind` is one of
    SUBJECT_KINDS; `thing` the public id of one.
    """

    text: str = ""
    phase: str = ""
    body: str = ""
    here: bool = False
    kind: str = ""
    thing: str = ""


def listed(user: Person, filters: Filters) -> QuerySet[Case]:
    """The cases that the person may see and that fit, the newest first, each with where it is now.

    Three queries for a page, its count apart: the cases, the steps that have one, the decisions that count.
    """
    found: QuerySet[Case] = Case.objects.visible_to(user)
    if filters.phase in Phase.values:
        found = found.filter(phase=filters.phase)
    body = identifier(filters.body)
    if body:
        steps = RouteStep.objects.filter(body__public_id=body)
        if filters.here:
            steps = steps.filter(state=StepState.HERE)
        found = found.filter(pk__in=steps.values("case"))
    if filters.kind in SUBJECT_KINDS:
        found = found.filter(
            pk__in=Case.objects.filter(**{f"subjects__{filters.kind}__isnull": False}).values("pk")
        )
    thing = identifier(filters.thing)
    if thing:
        found = found.filter(pk__in=treating(thing).values("pk"))
    for word in filters.text.split()[:MOST]:
        found = found.filter(_has(word))
    return with_where(found.select_related("owner_organisation"))


def page_of(user: Person, filters: Filters, number: str | None) -> Page[Case]:
    """One page of the list. Words are looked for in all cases, the rest has its indexes."""
    found = listed(user, filters)
    if filters.text:
        return page_found_once(found, PAGE_SIZE, number)
    return Paginator(found, PAGE_SIZE).get_page(number)


def with_where(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The same cases with `here`, the steps that have each now, and `settled`, the decisions that count."""
    return cases.prefetch_related(
        Prefetch(
            "steps",
            queryset=RouteStep.objects.filter(state=StepState.HERE).select_related("body"),
            to_attr="here",
        ),
        Prefetch(
            "decisions",
            queryset=Decision.objects.filter(corrected_by=None)
            .select_related("decided_by")
            .order_by("-turn", "-id"),
            to_attr="settled",
        ),
    )


def treating(thing: uuid.UUID) -> QuerySet[Case]:
    """The cases that treat the point, need, measure or round with this public id."""
    of_kinds = Q()
    for kind in SUBJECT_KINDS:
        of_kinds |= Q(**{f"subjects__{kind}__public_id": thing})
    found: QuerySet[Case] = Case.objects.filter(of_kinds)
    return found


def bodies_on_routes(user: Person) -> list[Organisation]:
    """The bodies that a case which the person may see has on its route, by name. One query."""
    steps = RouteStep.objects.filter(case__in=Case.objects.visible_to(user)).values("body")
    return list(Organisation.objects.filter(pk__in=steps).order_by("name"))


def waiting(user: Person) -> int:
    """How many cases are with a body now. One query."""
    count: int = Case.objects.visible_to(user).filter(phase__in=WITH_BODY).count()
    return count


def identifier(text: str) -> uuid.UUID | None:
    """The identifier that `text` is; none where it is not one."""
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None


def _has(word: str) -> Q:
    found = having(word, "title", "question", "background")
    number, _slash, year = word.partition("/")
    if number.isdecimal() and len(number) < 8:
        named = Q(number=int(number))
        if year.isdecimal() and len(year) == 4:
            named &= Q(year=int(year))
        found |= named
    return found
