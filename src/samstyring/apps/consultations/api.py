"""Consultations as JSON: the same queries, filters and visibility as the pages. Reading only."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Field, Path, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import create_model

from .api_schemas import (
    ConsultationList,
    ConsultationOut,
    OverviewOut,
    PointList,
    PointStatements,
    StatementList,
    SubmissionList,
)
from .exporting import rows
from .models import Consultation, Point, PointMember
from .queries import lists
from .queries.holding import may_see_personal
from .queries.selection import Selection
from .queries.shown import shown_replies

router = Router(tags=["consultations"])
MOST = 500
FIELDS: dict[str, Any] = {
    field.name: (str, Field("", max_length=300, description="The filter of this name on the pages."))
    for field in fields(Selection)
}
Filters: Any = create_model("Filters", __base__=Schema, **FIELDS)


class Page(Schema):
    """Which part of a list."""

    limit: int = Field(100, ge=1, le=MOST, description=f"How many to return, at most {MOST}.")
    offset: int = Field(0, ge=0, le=1_000_000, description="How many to pass over.")


class Onward(Schema):
    """Which part of a list that is too long for counting along."""

    limit: int = Field(100, ge=1, le=MOST, description=f"How many to return, at most {MOST}.")
    cursor: str = Field("", pattern=r"^(\d{1,18}-\d{1,18})?$", description="`next` of the part before.")


def found(request: HttpRequest, public_id: UUID) -> Consultation:
    """The consultation, or 404 where it is not for this person to see."""
    return get_object_or_404(lists.consultations(request.user), public_id=public_id)


def selection_of(filters: Any) -> Selection:
    """The filters as the pages use them. Raises HttpError 422 for a value that cannot be."""
    selection = Selection.from_address(filters.dict())
    for name, given in filters.dict().items():
        if given.strip() and not getattr(selection, name):
            raise HttpError(422, _("“%(value)s” is no value of %(name)s.") % {"value": given, "name": name})
    return selection


def place(request: HttpRequest) -> Callable[[Any, int, int], str]:
    """The address of a statement on the pages."""
    return lambda submission, start, end: request.build_absolute_uri(
        reverse("consultations:statement", args=[submission, start, end])
    )


def as_out(consultation: Consultation) -> dict[str, Any]:
    """A consultation as the API gives it."""
    owner = consultation.owner_organisation
    return {
        "id": consultation.public_id,
        "title": consultation.title,
        "owner": owner.name if owner else None,
        "deadline": consultation.deadline,
        "visibility": consultation.visibility,
        "is_example": consultation.is_example,
        "created": consultation.created,
        "submissions": getattr(consultation, "submissions_received", 0),
        "submissions_read": getattr(consultation, "submissions_read", 0),
    }


@router.get(
    "/consultations", response=ConsultationList, summary="Consultations that you may see, the newest first"
)
def consultations(request: HttpRequest, page: Query[Page]) -> dict[str, Any]:
    """A list of consultations."""
    all_seen = lists.consultations(request.user)
    part = all_seen[page.offset : page.offset + page.limit]
    items = [as_out(row) for row in part]
    return {"count": Consultation.objects.visible_to(request.user).count(), "items": items}


@router.get("/consultations/{public_id}", response=ConsultationOut, summary="One consultation")
def consultation(request: HttpRequest, public_id: Path[UUID]) -> dict[str, Any]:
    """One consultation."""
    return as_out(found(request, public_id))


@router.get(
    "/consultations/{public_id}/overview",
    response=OverviewOut,
    summary="How many statements of each theme and type",
)
def overview(request: HttpRequest, public_id: Path[UUID], filters: Query[Filters]) -> dict[str, Any]:
    """The counts behind the overview page, of what the filters let through."""
    seen = found(request, public_id)
    counted = (
        selection_of(filters)
        .statements(seen)
        .order_by()
        .values_list("current_theme", "current_type")
        .annotate(count=Count("pk"), reviewed=Count("pk", filter=Q(is_reviewed=True)))
    )
    cells = [
        {"theme": theme, "type": kind, "count": count, "reviewed": reviewed}
        for theme, kind, count, reviewed in sorted(counted)
    ]
    stances = seen.submissions.counting().exclude(stance="").order_by().values_list("stance")
    return {
        "statements": sum(cell["count"] for cell in cells),
        "reviewed": sum(cell["reviewed"] for cell in cells),
        "cells": cells,
        "stances": dict(stances.annotate(count=Count("pk")).order_by("stance")),
    }


@router.get(
    "/consultations/{public_id}/submissions", response=SubmissionList, summary="The replies, the oldest first"
)
def submissions(request: HttpRequest, public_id: Path[UUID], page: Query[Page]) -> dict[str, Any]:
    """The replies with their senders. A private person has no name for those who may not see it."""
    seen = found(request, public_id)
    ids = list(seen.submissions.order_by("id").values_list("pk", flat=True)[page.offset :][: page.limit])
    replies = shown_replies(seen, may_see=may_see_personal(request.user, seen), only=ids)

    def address(submission: UUID) -> str:
        return request.build_absolute_uri(reverse("consultations:document", args=[submission]))

    items = list(rows.submissions(seen, replies, address))
    return {"count": seen.submissions.count(), "items": items}


@router.get(
    "/consultations/{public_id}/statements",
    response=StatementList,
    summary="Statements, in the order of the documents",
)
def statements(
    request: HttpRequest, public_id: Path[UUID], filters: Query[Filters], page: Query[Onward]
) -> dict[str, Any]:
    """What the filters let through. `next` is the cursor of the next part, null at the end."""
    seen = found(request, public_id)
    selected = selection_of(filters).statements(seen)
    count = None if page.cursor else selected.count()
    if page.cursor:
        submission, start = (int(part) for part in page.cursor.split("-"))
        selected = selected.filter(submission__gte=submission).exclude(
            submission=submission, start__lte=start
        )
    ordered = selected.order_by("submission", "start").values_list(*rows.STATEMENT_FIELDS)
    part = list(ordered[: page.limit + 1])
    more = len(part) > page.limit
    part = part[: page.limit]
    replies = shown_replies(
        seen, may_see=may_see_personal(request.user, seen), only=sorted({row[1] for row in part})
    )
    return {
        "count": count,
        "next": f"{part[-1][1]}-{part[-1][2]}" if more else None,
        "items": list(rows.statement_rows(part, replies, place(request))),
    }


@router.get("/consultations/{public_id}/points", response=PointList, summary="Points, with how many say each")
def points(request: HttpRequest, public_id: Path[UUID], page: Query[Page]) -> dict[str, Any]:
    """The points that stand."""
    standing = rows.standing_points(found(request, public_id))
    members = ~Q(members__state=PointMember.State.REMOVED)
    counted = standing.annotate(
        says=Count(
            "members__source_text__submission", filter=members & Q(members__side="for"), distinct=True
        ),
        opposes=Count(
            "members__source_text__submission", filter=members & Q(members__side="against"), distinct=True
        ),
    )
    part = counted.order_by("-says", "pk")[page.offset : page.offset + page.limit]
    items = [
        {
            "id": point.public_id,
            "name": point.name,
            "theme": point.theme,
            "confirmed": point.state == Point.State.CONFIRMED,
            "says": point.says,
            "opposes": point.opposes,
        }
        for point in part
    ]
    return {"count": standing.count(), "items": items}


@router.get("/points/{public_id}", response=PointStatements, summary="The statements of a point")
def point(request: HttpRequest, public_id: Path[UUID], page: Query[Page]) -> dict[str, Any]:
    """The statements of a point, those that say the opposite too."""
    one = get_object_or_404(
        Point.objects.select_related("consultation").filter(
            consultation__in=Consultation.objects.visible_to(request.user)
        ),
        public_id=public_id,
    )
    seen = one.consultation
    members = rows.member_values(PointMember.objects.filter(point=one))
    part = list(members[page.offset : page.offset + page.limit])
    replies = shown_replies(
        seen, may_see=may_see_personal(request.user, seen), only=sorted({row[6] for row in part})
    )
    return {
        "id": one.public_id,
        "name": one.name,
        "theme": one.theme,
        "count": members.count(),
        "items": list(rows.member_rows(part, replies, place(request))),
    }
