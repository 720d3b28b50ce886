"""Review mode: from one unreviewed statement of a consultation to the next, in any document."""

import re
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ..queries.reviewing import Mode, Place, next_unreviewed
from .common import Request, person, require, seen_consultation
from .statements import place_address

AFTER = re.compile(r"(?P<document>[0-9a-f-]{36}):(?P<start>\d{1,9})-(?P<end>\d{1,9})")


@login_required
@require_GET
def next_review(request: Request, public_id: UUID) -> HttpResponse:
    """Go to the next statement that nobody has looked at, among those that the filters let through."""
    consultation = seen_consultation(request, public_id)
    require(request, "consultations.review", consultation)
    mode = Mode.from_query(request.META.get("QUERY_STRING", ""))
    found = next_unreviewed(consultation, mode, person(request), after(request.GET.get("etter", "")))
    if found is None:
        messages.success(request, _("Everything here has been looked at by a person."))
        address = reverse("consultations:statements", args=[consultation.public_id])
        return HttpResponseRedirect(f"{address}?{mode.selection.query}")
    return HttpResponseRedirect(
        place_address(found.submission, found.reading, found.start, found.end, mode.in_address)
    )


def after(text: str) -> Place | None:
    """The place that the address says was shown last, or None."""
    match = AFTER.fullmatch(text)
    if match is None:
        return None
    try:
        document = str(UUID(match["document"]))
    except ValueError:
        return None
    return document, int(match["start"]), int(match["end"])
