"""A place in a document: its panel, and a person's decision on the statement there."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.ledger.events import Actor

from ..actions import reviews
from ..actions.cuts import NotPossible
from ..models import Reading, Statement, Submission
from ..queries import documents, holding
from ..queries.panel import Panel, panel_of
from ..queries.reviewing import Mode
from ..themes import theme_choices
from .common import Request, person, require, seen_submission

# Acts on one statement: given who does it, they do it and return where to look next, or None to stay.
Act = Callable[[Actor], tuple[int, int] | None]


def seen_reading(request: Request, public_id: UUID) -> tuple[Submission, Reading]:
    """A document that has been read, with its newest reading, or 404."""
    submission = seen_submission(request, public_id)
    reading = documents.newest_reading(submission)
    if reading is None:
        raise Http404
    reading.submission = submission
    return submission, reading


def place_address(submission: Submission, reading: Reading, start: int, end: int, mode: str = "") -> str:
    """The address at which a place is shown in its document, chosen and scrolled to."""
    anchor = f"{start}-{end}"
    page = documents.page_with(reading, start)
    query = f"?utsagn={anchor}" + (f"&side={page}" if page > 1 else "") + (f"&{mode}" if mode else "")
    return reverse("consultations:document", args=[submission.public_id]) + query + f"#{anchor}"


@require_GET
def statement(request: Request, public_id: UUID, start: int, end: int) -> HttpResponse:
    """The panel of a place; without htmx, the document with it chosen."""
    submission, reading = seen_reading(request, public_id)
    if end > len(reading.source_text.text) or start >= end:
        raise Http404
    if not request.htmx:
        return HttpResponseRedirect(place_address(submission, reading, start, end))
    return render_panel(request, submission, reading, (start, end))


def review_mode(request: Request) -> Mode | None:
    """What is being reviewed, where the address of the page says that a whole consultation is; else None."""
    page = urlsplit(request.htmx.current_url or "").query if request.htmx else request.META["QUERY_STRING"]
    given = dict(parse_qsl(page)).get("gjennomgang")
    return None if given is None else Mode.from_query(given)


def panel_context(
    request: Request, submission: Submission, panel: Panel | None, *, may_see: bool
) -> dict[str, Any]:
    """What the panel's template needs."""
    mode = review_mode(request)
    return {
        "mode": mode,
        "submission": submission,
        "consultation": submission.consultation,
        "panel": panel,
        "selected": panel.selected if panel else None,
        "may_review": request.user.has_perm("consultations.review", submission.consultation),
        "may_see_personal": may_see,
        "may_edit_points": request.user.has_perm("consultations.edit_points", submission.consultation),
    }


def render_panel(
    request: Request,
    submission: Submission,
    reading: Reading,
    span: tuple[int, int],
    *,
    error: str = "",
    changed: bool = False,
    redraw: bool = False,
) -> HttpResponse:
    """The panel of a place. When its mark has changed, the page is told; with `redraw` the whole text is sent
    along, since other statements stand in it now."""
    may_see = holding.may_see_personal(request.user, submission.consultation)
    held = [] if may_see else holding.held_of(submission, reading.source_text_id)
    panel = panel_of(reading, *span, held, may_see=may_see)
    context = panel_context(request, submission, panel, may_see=may_see) | {"error": error}
    if redraw:
        shown = documents.document_page(reading, documents.page_with(reading, span[0]), held)
        context |= {"shown": shown, "summary": shown.summary, "redraw": True}
    elif changed:
        context["summary"] = documents.review_summary(reading)
    response = render(request, "consultations/_panel.html", context)
    selected = panel.selected if panel else None
    if changed and selected:
        mark = {
            "anchor": selected.anchor,
            "type": selected.type,
            "label": selected.type_label,
            "reviewed": selected.reviewed,
        }
        trigger_client_event(response, "statement-reviewed", mark)
    if redraw:
        trigger_client_event(response, "text-divided", {"anchor": f"{span[0]}-{span[1]}"}, after="settle")
    return response


def answer(
    request: Request,
    submission: Submission,
    reading: Reading,
    span: tuple[int, int],
    act: Act,
    *,
    redraw: bool = False,
) -> HttpResponse:
    """Do an act on a place and show what came of it, or why it was not done."""
    require(request, "consultations.review", submission.consultation)
    by = actor_for(request.user, submission.consultation.owner_organisation)
    error = ""
    try:
        span = act(by) or span
    except (reviews.ChangedMeanwhile, NotPossible) as refused:
        error = str(refused)
    except ValueError:
        error = _("That is none of the choices. Nothing was changed.")
    if request.htmx:
        # Somebody else may have divided the text: then all of it is shown anew.
        return render_panel(
            request, submission, reading, span, error=error, changed=True, redraw=redraw or bool(error)
        )
    if error:
        messages.error(request, error)
    return HttpResponseRedirect(place_address(submission, reading, *span))


@login_required
@require_POST
def review(request: Request, public_id: UUID, start: int, end: int) -> HttpResponse:
    """Set the type, theme or citation of a statement, or take all decisions on it back."""
    submission, reading = seen_reading(request, public_id)
    return answer(
        request, submission, reading, (start, end), lambda by: decide(request, reading, start, end, by)
    )


def standing_at(reading: Reading, start: int, end: int) -> Statement:
    """The statement of a place. Raises ChangedMeanwhile where there is none any more."""
    found = reading.statements.standing().filter(start=start, end=end).first()
    if found is None:
        raise reviews.ChangedMeanwhile(None)
    found.reading = reading
    return found


def decide(request: Request, reading: Reading, start: int, end: int, by: Actor) -> None:
    """Do what the form asks. Raises ValueError for what it does not offer; ChangedMeanwhile as actions."""
    user, given = person(request), request.POST
    found = standing_at(reading, start, end)
    seen = int(given["seen"]) if given.get("seen", "").isdigit() else None
    if theme := given.get("theme"):
        if theme not in theme_choices(reading.submission.consultation):
            raise ValueError(theme)
        reviews.set_theme(statement=found, theme=theme, seen=seen, user=user, by=by)
    elif given.get("cited") in {"ja", "nei"}:
        reviews.set_cited(statement=found, cited=given["cited"] == "ja", seen=seen, user=user, by=by)
    elif kind := given.get("type"):
        reviews.set_type(statement=found, type=kind, seen=seen, user=user, by=by)
    else:
        reviews.withdraw(statement=found, seen=seen, user=user, by=by)
