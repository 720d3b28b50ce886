"""Points: make one, name it, merge, split, dissolve; put statements in and take them out.

Nothing that a person does here is lost: what is taken out stays as a row that says so, a merged point stays
and says into which, and each act can be undone.
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import User
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events.points import (
    PointMade,
    PointMemberDecided,
    PointMerged,
    PointRenamed,
    PointSplit,
    PointStateSet,
    PointUnmerged,
)
from ..models import Consultation, Point, PointMember
from .point_parts import Span, checked_name, member_of, placed, proposed_name, theme_of

STATES = PointMember.State
SIDES = PointMember.Side


class PointChanged(Exception):
    """Somebody else changed the point, or decided on the statement, after the page was loaded."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed this point while you had it open. Look at it once more."))


@transaction.atomic
def make(
    *, consultation: Consultation, spans: Sequence[Span], user: User, by: Actor, name: str = ""
) -> Point:
    """A new point of statements of one consultation, named after the first where no name is given.

    Raises ValidationError for a name that is too long, no statement, or one that is not in the consultation.
    """
    places = placed(consultation, spans)
    name = checked_name(name) if name.strip() else proposed_name(places)
    point = Point.objects.create(
        consultation=consultation,
        name=name,
        theme=theme_of(places),
        origin=Point.Origin.PERSON,
        state=Point.State.CONFIRMED,
        created_by=user,
    )
    PointMember.objects.bulk_create(
        member_of(point, span, text, state=STATES.CONFIRMED, user=user) for span, text in places
    )
    record(
        PointMade(object_id=point.public_id, members=len(places), related=(consultation.public_id,)), by=by
    )
    return point


@transaction.atomic
def rename(*, point: Point, name: str, theme: str, seen: int | None, by: Actor) -> Point:
    """Give a point a name and a theme. Raises ValidationError for a bad name, PointChanged as `locked`."""
    name = checked_name(name)
    found = locked(point, seen)
    if (found.name, found.theme) == (name, theme):
        return found
    found.name, found.theme = name, theme
    changed(found, "name", "theme")
    record(PointRenamed(object_id=found.public_id, related=(found.consultation.public_id,)), by=by)
    return found


@transaction.atomic
def set_state(*, point: Point, state: Point.State, seen: int | None, by: Actor) -> Point:
    """Confirm a point, dissolve it, or take that back. Raises PointChanged as `locked`."""
    found = locked(point, seen)
    before = Point.State(found.state)
    if before == state:
        return found
    found.state = state
    changed(found, "state")
    record(
        PointStateSet(
            object_id=found.public_id, before=before, after=state, related=(found.consultation.public_id,)
        ),
        by=by,
    )
    return found


@transaction.atomic
def decide(
    *,
    point: Point,
    span: Span,
    state: PointMember.State | None,
    seen: str | None,
    user: User,
    by: Actor,
    side: PointMember.Side = SIDES.FOR,
) -> PointMember | None:
    """Put a statement in a point, take it out, or (None) take the decision back, as if there had been none.

    `seen` is the state that the person saw (empty for none; None does not check). Raises PointChanged when
    somebody else has decided otherwise since, ValidationError for a span that is not in the consultation.
    """
    found = locked(point, None)
    member = PointMember.objects.filter(
        point=found, source_text=span.source_text, start=span.start, end=span.end
    ).first()
    before = STATES(member.state) if member else None
    if seen is not None and (before or "") != seen and before != state:
        raise PointChanged
    if before == state and (member is None or member.side == side):
        return member
    ((_span, text),) = placed(found.consultation, [span])
    if state is None and member is not None:
        member.delete()
        member = None
    elif state is not None:
        if member is None:
            member = member_of(found, span, text, state=state, user=user)
        member.state, member.side, member.added_by = state, side, user
        member.save()
    record(
        PointMemberDecided(
            object_id=found.public_id,
            submission=text.submission.public_id,
            start=span.start,
            end=span.end,
            before=before,
            after=state,
            side=side,
            related=(found.consultation.public_id, text.submission.public_id),
        ),
        by=by,
    )
    return member


@transaction.atomic
def merge(*, point: Point, into: Point, seen: int | None, user: User, by: Actor) -> Point:
    """Merge a point into another of the same consultation, and return that one.

    The statements are put in the other point, marked with where they came from; the point's own rows stay.
    Raises PointChanged as `locked`, ValidationError where the two cannot be merged.
    """
    found, target = both_locked(point, into)
    if seen is not None and found.version != seen:
        raise PointChanged
    if found.pk == target.pk or found.consultation_id != target.consultation_id:
        raise ValidationError(_("Choose another point of the same consultation."))
    if found.merged_into_id or target.merged_into_id or target.state == Point.State.DISSOLVED:
        raise PointChanged
    there = {(m.source_text_id, m.start, m.end): m for m in target.members.all()}
    moved = 0
    for own in found.members.exclude(state=STATES.REMOVED).order_by("id"):
        present = there.get((own.source_text_id, own.start, own.end))
        if present is None:
            present = PointMember(
                point=target,
                source_text_id=own.source_text_id,
                start=own.start,
                end=own.end,
                quote=own.quote,
            )
        elif present.state != STATES.REMOVED:
            continue
        present.state, present.side = STATES.CONFIRMED, own.side
        present.added_by, present.came_with = user, found
        present.save()
        moved += 1
    found.merged_into = target
    changed(found, "merged_into")
    target.state = Point.State.CONFIRMED
    changed(target, "state")
    record(
        PointMerged(
            object_id=found.public_id,
            into=target.public_id,
            members=moved,
            related=(target.public_id, found.consultation.public_id),
        ),
        by=by,
    )
    return target


@transaction.atomic
def unmerge(*, point: Point, by: Actor) -> Point:
    """Undo a merging: the point is there again, and what it brought is taken out of the other one."""
    found = locked(point, None, merged=True)
    target = found.merged_into
    if target is None:
        return found
    target = Point.objects.select_for_update(of=("self",)).get(pk=target.pk)
    target.members.filter(came_with=found).update(state=STATES.REMOVED)
    changed(target)
    found.merged_into = None
    changed(found, "merged_into")
    record(
        PointUnmerged(
            object_id=found.public_id,
            out_of=target.public_id,
            related=(target.public_id, found.consultation.public_id),
        ),
        by=by,
    )
    return found


@transaction.atomic
def split(
    *, point: Point, members: Sequence[int], name: str, seen: int | None, user: User, by: Actor
) -> Point:
    """Make a new point of some of a point's members (by id), which leave it. Merging undoes it.

    Raises ValidationError where none or all are chosen, PointChanged as `locked`.
    """
    found = locked(point, seen)
    inside = list(found.members.exclude(state=STATES.REMOVED))
    chosen = [member for member in inside if member.pk in set(members)]
    if not chosen or len(chosen) == len(inside):
        raise ValidationError(_("Choose some of the statements, but not all of them."))
    consultation = found.consultation
    new = make(
        consultation=consultation,
        spans=[Span(member.source_text_id, member.start, member.end) for member in chosen],
        user=user,
        by=by,
        name=name,
    )
    for member in chosen:
        if member.side == SIDES.AGAINST:
            new.members.filter(source_text=member.source_text_id, start=member.start, end=member.end).update(
                side=SIDES.AGAINST
            )
        member.state, member.added_by = STATES.REMOVED, user
        member.save(update_fields=["state", "added_by"])
    changed(found)
    record(
        PointSplit(
            object_id=found.public_id,
            into=new.public_id,
            members=len(chosen),
            related=(new.public_id, consultation.public_id),
        ),
        by=by,
    )
    return new


def locked(point: Point, seen: int | None, *, merged: bool = False) -> Point:
    """The point, locked until the transaction ends.

    Raises PointChanged when it is not the version that was `seen`, or has been merged (unless `merged`).
    """
    found = (
        Point.objects.select_for_update(of=("self",))
        .select_related("consultation", "merged_into")
        .get(pk=point.pk)
    )
    if (seen is not None and found.version != seen) or (found.merged_into_id and not merged):
        raise PointChanged
    return found


def both_locked(one: Point, other: Point) -> tuple[Point, Point]:
    """Two points, locked in the order of their ids so that nobody waits for each other."""
    rows = (
        Point.objects.select_for_update(of=("self",))
        .select_related("consultation")
        .filter(pk__in=[one.pk, other.pk])
        .order_by("pk")
    )
    found = {point.pk: point for point in rows}
    return found[one.pk], found[other.pk]


def changed(point: Point, *fields: str) -> None:
    """Save the fields and raise the version."""
    point.version = F("version") + 1
    point.save(update_fields=[*fields, "version"])
    point.refresh_from_db(fields=["version"])
