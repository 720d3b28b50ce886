"""Bodies: what each is for, who sits in it, whom it prepares for, and its meetings."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor
from samstyring.apps.portfolio.graph import circle

from ..choices import StepState
from ..events import (
    BodyDescribed,
    MeetingSet,
    PreparationRemoved,
    PreparationSet,
    SeatEnded,
    SeatSet,
)
from ..models import BodyProfile, Meeting, Preparation, Seat
from ..policies import check_no_cycle

Fields = Mapping[str, Any]


@transaction.atomic
def describe(
    *, organisation: Organisation, fields: Fields, by: Actor, profile: BodyProfile | None = None
) -> BodyProfile:
    """Write what a body is for: a new profile of the organisation, or another text of `profile`."""
    if profile is None:
        saved = BodyProfile.objects.create(organisation=organisation, **fields)
        changed = sorted(name for name in fields if fields[name])
    else:
        saved = BodyProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
        changed = write_changed(saved, fields)
    if changed:
        record(
            BodyDescribed(object_id=organisation.public_id, object_name=organisation.name, fields=changed),
            by=by,
        )
    return saved


@transaction.atomic
def prepare(*, body: Organisation, other: Organisation, by: Actor, source: str = "") -> Preparation:
    """Say that `body` prepares cases for `other`.

    Raises NotPossible, with the bodies named, where it would go in a circle.
    """
    # A circle can be closed by two people at once, each with half of it: they take turns.
    list(BodyProfile.objects.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    edges = Preparation.objects.values_list("body_id", "other_id")
    found = circle(edges, (body.pk, other.pk))
    if found:
        names = dict(Organisation.objects.filter(pk__in=found).values_list("pk", "name"))
        check_no_cycle([names[one] for one in found])
    made, new = Preparation.objects.get_or_create(body=body, other=other, defaults={"source": source})
    if new:
        record(
            PreparationSet(object_id=body.public_id, object_name=body.name, related=(other.public_id,)),
            by=by,
        )
    return made


@transaction.atomic
def stop_preparing(*, preparation: Preparation, by: Actor) -> None:
    """Say that a body does not prepare for the other any more."""
    body, other = preparation.body, preparation.other
    if Preparation.objects.filter(pk=preparation.pk).delete()[0]:
        record(
            PreparationRemoved(object_id=body.public_id, object_name=body.name, related=(other.public_id,)),
            by=by,
        )


@transaction.atomic
def seat(*, body: Organisation, fields: Fields, by: Actor) -> Seat:
    """Enter seats in a body. Whoever calls has validated the fields."""
    made = Seat.objects.create(body=body, **fields)
    record(
        SeatSet(
            object_id=body.public_id,
            object_name=body.name,
            related=(made.organisation.public_id,) if made.organisation else (),
            number=made.number,
        ),
        by=by,
    )
    return made


@transaction.atomic
def end_seat(*, seat: Seat, day: datetime.date, by: Actor) -> Seat:
    """Say on which day seats ended. Raises NotPossible for a day before the first."""
    found = Seat.objects.select_for_update(of=("self",)).select_related("body").get(pk=seat.pk)
    if found.valid_from and day < found.valid_from:
        raise NotPossible(_("The last day is before the first."), field="valid_to")
    found.valid_to = day
    found.save(update_fields=["valid_to"])
    record(SeatEnded(object_id=found.body.public_id, object_name=found.body.name, day=day), by=by)
    return found


@transaction.atomic
def meet(
    *,
    body: Organisation,
    fields: Fields,
    by: Actor,
    meeting: Meeting | None = None,
    visibility: str = Visibility.PUBLIC,
) -> Meeting:
    """Enter a meeting, or move `meeting`.

    Raises NotPossible at the field where papers would be due after the meeting, or the body meets on
    that day already.
    """
    day, due = fields["day"], fields.get("papers_due")
    if due and due > day:
        raise NotPossible(_("The papers would be due after the meeting."), field="papers_due")
    same = Meeting.objects.filter(body=body, day=day)
    if meeting is not None:
        same = same.exclude(pk=meeting.pk)
    if same.exists():
        raise NotPossible(_("The body has a meeting on this day already."), field="day")
    if meeting is None:
        saved = Meeting.objects.create(
            body=body, owner_organisation=body, **{"visibility": visibility, **fields}
        )
    else:
        saved = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk, body=body)
        if not write_changed(saved, fields):
            return saved
    record(
        MeetingSet(
            object_id=body.public_id, object_name=body.name, day=saved.day, papers_due=saved.papers_due
        ),
        by=by,
    )
    return saved


@transaction.atomic
def cancel(*, meeting: Meeting, by: Actor) -> None:
    """Take a meeting out that will not be held. Raises NotPossible where a case has been there."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    if found.steps.exclude(state__in=[StepState.AHEAD, StepState.HERE]).exists():
        raise NotPossible(_("A case has been up in this meeting, so it stays."))
    day, due = found.day, found.papers_due
    found.delete()
    record(
        MeetingSet(
            object_id=found.body.public_id,
            object_name=found.body.name,
            day=day,
            papers_due=due,
            cancelled=True,
        ),
        by=by,
    )
