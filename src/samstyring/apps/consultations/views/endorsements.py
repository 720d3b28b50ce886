"""Which replies a document joins, as a person decides it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.queries.organisations import search

from ..actions import decisions
from ..actions import endorsements as acts
from ..models import Reading, Submission
from ..queries.documents import newest_reading
from ..queries.endorsements import endorsements_in
from ..queries.selection import valid_uuid
from .common import Request, require, seen_submission
from .senders import MOST_FOUND, act_of


@login_required
@require_http_methods(["GET", "POST"])
def endorsements(request: Request, public_id: UUID) -> HttpResponse:
    """Confirm or turn down the replies that a document joins, or add one that the program did not see."""
    submission = seen_submission(request, public_id)
    require(request, "consultations.review", submission.consultation)
    reading = newest_reading(submission)
    if reading is None:
        raise Http404
    errors: dict[str, list[str]] = {}
    if request.method == "POST" and request.POST.get("do") != "look":
        try:
            decide(request, submission, reading)
        except ValidationError as refused:
            errors = refused.message_dict
        except decisions.ChangedMeanwhile as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.path)
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("consultations:document", args=[public_id]))
    asked = (request.POST.get("name") or request.GET.get("q", "")).strip()
    context = {
        "submission": submission,
        "consultation": submission.consultation,
        "rows": endorsements_in(submission, reading, request.user),
        "seen": submission.decisions_made,
        "asked": asked,
        "found": list(search(asked)[:MOST_FOUND]) if asked else [],
        "words": request.POST.get("words") or request.GET.get("ord", ""),
        "errors": errors,
    }
    return render(request, "consultations/endorsements.html", context, status=422 if errors else 200)


def decide(request: Request, submission: Submission, reading: Reading) -> None:
    """Do what the pressed button says. Raises ValidationError by field, and ChangedMeanwhile."""
    what, _bar, value = request.POST.get("do", "").partition("|")
    seen = request.POST.get("seen", "")
    act = act_of(request, submission)
    known = int(seen) if seen.isdecimal() else None
    if what in {"joins", "not"} and value.isdecimal():
        row = get_object_or_404(reading.source_text.endorsements, pk=int(value))
        acts.set_endorsement(endorsement=row, joins=what == "joins", seen=known, act=act)
        return
    organisation = None
    if what == "is" and valid_uuid(value):
        organisation = get_object_or_404(Organisation, public_id=value)
    acts.add_endorsement(
        submission=submission,
        source_text=reading.source_text,
        words=request.POST.get("words", ""),
        organisation=organisation,
        name=request.POST.get("name", ""),
        seen=known,
        act=act,
    )
