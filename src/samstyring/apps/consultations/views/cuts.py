"""Dividing a document's text otherwise than the program did, and holding back personal data in it."""

from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from samstyring.apps.ledger.events import Actor

from ..actions import cuts, decisions, personal
from ..models import Cut, PersonalMark, Reading
from .common import Request, person, require
from .statements import answer, seen_reading, standing_at


@login_required
@require_POST
def divide(request: Request, public_id: UUID, start: int, end: int) -> HttpResponse:
    """Split, join, strike out or mark the place, as `act` of the form says."""
    submission, reading = seen_reading(request, public_id)
    return answer(
        request,
        submission,
        reading,
        (start, end),
        lambda by: act_on(request, reading, start, end, by),
        redraw=True,
    )


def act_on(request: Request, reading: Reading, start: int, end: int, by: Actor) -> tuple[int, int]:
    """Do what the form asks and return the place to look at next.

    Raises ValueError for what it does not offer; NotPossible and ChangedMeanwhile as the actions.
    """
    user, given = person(request), request.POST
    act = Cut.Kind.SPLIT if given.get("split") else given.get("act")
    if act == Cut.Kind.MARK:
        kind = given.get("type", "")
        cut = cuts.mark(reading=reading, start=start, end=end, type=kind, user=user, by=by)
        return cut.start, cut.end
    found = standing_at(reading, start, end)
    seen = int(given["seen"]) if given.get("seen", "").isdigit() else None
    if act == Cut.Kind.SPLIT:
        at = int(given["split"])
        cut = cuts.split(statement=found, at=at, seen=seen, user=user, by=by)
        return cut.spans[0][0], cut.spans[0][1]
    if act == Cut.Kind.JOIN:
        cut = cuts.join(statement=found, seen=seen, user=user, by=by)
    elif act == Cut.Kind.UNMARK:
        cut = cuts.unmark(statement=found, seen=seen, user=user, by=by)
    else:
        raise ValueError(act)
    return cut.start, cut.end


@login_required
@require_POST
def undo(request: Request, public_id: UUID, cut: int) -> HttpResponse:
    """Take a cut back; the place that it divided is shown next."""
    submission, reading = seen_reading(request, public_id)
    found = get_object_or_404(Cut, pk=cut, source_text=reading.source_text_id)

    def act(by: Actor) -> tuple[int, int]:
        cuts.undo(cut=found, user=person(request), by=by)
        inside = reading.statements.standing().filter(start__gte=found.start, end__lte=found.end)
        first = inside.order_by("start").first()
        return (first.start, first.end) if first else (found.start, found.end)

    return answer(request, submission, reading, (found.start, found.end), act, redraw=True)


@login_required
@require_POST
def hold(request: Request, public_id: UUID, start: int, end: int) -> HttpResponse:
    """Hold back or show a mark of personal data (`toggle`: its id and state), or hold the place back."""
    submission, reading = seen_reading(request, public_id)
    require(request, "consultations.see_personal", submission.consultation)

    def act(by: Actor) -> None:
        doing = decisions.Act(person(request), by, uuid4())
        try:
            if request.POST.get("toggle"):
                number, _colon, state = request.POST["toggle"].partition(":")
                mark = get_object_or_404(PersonalMark, pk=int(number), source_text=reading.source_text_id)
                personal.decide_marks(
                    submission=submission,
                    marks=[mark.pk],
                    state=state,
                    seen=None,
                    act=doing,
                )
            else:
                personal.hold_back(
                    submission=submission,
                    source_text=reading.source_text,
                    start=start,
                    end=end,
                    seen=None,
                    act=doing,
                )
        except ValidationError as refused:
            raise Http404 from refused

    return answer(request, submission, reading, (start, end), act, redraw=True)
