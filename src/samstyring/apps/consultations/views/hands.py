"""The page of what needs a hand: each thing mended with one key or one click, many at once, with undo."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import Organisation

from ..actions import decisions, mending
from ..actions.decisions import Act
from ..models import Arrival, Consultation, Decision, Submission
from ..queries import hands
from ..queries.suggestions import Suggestion, suggest
from ..refusals import sentence_for
from .common import Request, person, require, seen_consultation

LABELS: dict[str, str | Promise] = {
    hands.SENDER: gettext_lazy("Sender not recognised"),
    hands.JOINT: gettext_lazy("Joint replies"),
    hands.PRIVATE: gettext_lazy("Private persons"),
    hands.SILENT: gettext_lazy("No remarks"),
    hands.VERSION: gettext_lazy("Newer versions"),
    hands.PERSONAL: gettext_lazy("Personal data"),
    hands.UNREADABLE: gettext_lazy("Could not be read"),
}
REASONS: dict[str, str | Promise] = {
    "sent-again": gettext_lazy("It came in again as another file."),
    "no-reply": gettext_lazy("It is no reply."),
    "no-copy": gettext_lazy("No readable copy can be had."),
}


@dataclass(frozen=True)
class Item:
    """One thing that needs a hand, with what helps to decide about it."""

    submission: Submission | None = None
    arrival: Arrival | None = None
    suggestions: list[Suggestion] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    marks: list[hands.MarkShown] = field(default_factory=list)
    refusal: str = ""

    @property
    def key(self) -> str:
        """What the item is called in the form."""
        return f"s{self.submission.pk}" if self.submission else f"a{self.arrival.pk if self.arrival else 0}"


@login_required
@require_http_methods(["GET", "POST"])
def needs_a_hand(request: Request, public_id: UUID) -> HttpResponse:
    """What needs a hand in a consultation; a POST mends, or undoes."""
    consultation = seen_consultation(request, public_id)
    require(request, "consultations.review", consultation)
    kind = request.GET.get("slag", "")
    if request.method == "GET":
        return show(request, consultation, kind)
    try:
        act, failed = answered(request, consultation)
        # What is undone is shown where it was done.
        kind = undone_kind(request.POST["do"]) or kind
    except (ValueError, KeyError, ValidationError, Organisation.DoesNotExist):
        return HttpResponseBadRequest(_("That choice is not there any more. Load the page anew."))
    if request.htmx:
        return show(request, consultation, kind, act=act, failed=failed)
    for sentence in failed:
        messages.error(request, sentence)
    kept = {"slag": kind} | ({"utfort": str(act)} if act else {})
    address = reverse("consultations:hands", args=[consultation.public_id])
    return HttpResponseRedirect(
        f"{address}?{urlencode({key: value for key, value in kept.items() if value})}"
    )


def answered(request: Request, consultation: Consultation) -> tuple[UUID | None, list[str]]:
    """Do what the pressed button says: `kind|which|choice|value`, or `undo|act|kind`.

    Returns the act, and what failed in words.
    """
    pressed = request.POST["do"].split("|", 3)
    by = actor_for(request.user, consultation.owner_organisation)
    if pressed[0] == "undo":
        try:
            decisions.undo(consultation=consultation, act=UUID(pressed[1]), user=person(request), by=by)
        except decisions.ChangedMeanwhile as refused:
            return None, [str(refused)]
        return None, []
    kind, which, name, value = [*pressed, ""][:4]
    act = Act(person(request), by, uuid4())
    keys = request.POST.getlist("chosen") if which == "chosen" else [which]
    if kind == hands.UNREADABLE and name == "aside":
        value = str(REASONS[value])
        arrivals = Arrival.objects.filter(pk__in=ids(keys, "a"))
        mending.set_arrivals_aside(consultation=consultation, arrivals=list(arrivals), reason=value, act=act)
    chosen = hands.needing(consultation, kind) if kind in hands.KINDS else None
    if chosen is None:
        raise ValueError(kind)
    if which != "all":
        chosen = consultation.submissions.filter(pk__in=ids(keys, "s")).prefetch_related("senders")
        if not keys:
            return None, [_("Tick those that it is about first.")]
    choice = mending.Choice(kind, name, value, frozenset(ids(request.POST.getlist("mark"), "")))
    mended = mending.mend(documents=list(chosen), seen=seen_numbers(request.POST), choice=choice, act=act)
    return act.id, mended.failed


def undone_kind(pressed: str) -> str:
    """The kind of what `undo|act|kind` undoes; empty for other buttons."""
    parts = pressed.split("|")
    return parts[2] if parts[0] == "undo" and len(parts) > 2 else ""


def ids(keys: list[str], letter: str) -> set[int]:
    """The numbers in keys that begin with a letter. Raises ValueError for a key that is none."""
    return {int(key[len(letter) :]) for key in keys if key.startswith(letter)}


def seen_numbers(form: QueryDict) -> dict[int, int]:
    """How many decisions on each document the page showed: fields `seen` as `document:number`."""
    pairs = (given.split(":", 1) for given in form.getlist("seen"))
    return {int(submission): int(number) for submission, number in pairs}


def show(
    request: Request,
    consultation: Consultation,
    kind: str,
    *,
    act: UUID | None = None,
    failed: list[str] | None = None,
) -> HttpResponse:
    """The page, or with htmx its list alone."""
    standing = hands.standing(consultation, may_review=True)
    counts = standing.hands or {}
    came_from = kind
    if kind not in hands.KINDS or (not counts[kind] and not act):
        kind = next((one for one in hands.KINDS if counts[one]), hands.SENDER)
    page = hands.page_of(consultation, kind, request.GET.get("side"))
    context = {
        "consultation": consultation,
        "kinds": [(one, LABELS[one], counts[one]) for one in hands.KINDS],
        "kind": kind,
        "label": LABELS[kind],
        "standing": standing,
        "page": page,
        "items": items_of(consultation, kind, list(page)),
        "reasons": REASONS.items(),
        "done": done_sentence(consultation, act or asked_act(request), came_from),
        "failed": failed or [],
        "address": reverse("consultations:hands", args=[consultation.public_id]) + f"?slag={kind}",
    }
    template = "consultations/_hands.html" if request.htmx else "consultations/hands.html"
    return render(request, template, context)


def items_of(consultation: Consultation, kind: str, rows: list[Submission]) -> list[Item]:
    """The things of one kind, each with what helps to decide. At most four queries."""
    if kind == hands.UNREADABLE:
        lost = [Item(arrival=one, refusal=sentence_for(one.refusal)) for one in hands.lost_of(consultation)]
        return [*(Item(submission=one, refusal=sentence_for(one.refusal)) for one in rows), *lost]
    suggestions = suggest(rows) if kind == hands.SENDER else {}
    words = hands.first_words(rows) if kind in {hands.SILENT, hands.VERSION} else {}
    marks = hands.marks_of(rows) if kind == hands.PERSONAL else {}
    return [
        Item(
            submission=one,
            suggestions=suggestions.get(one.pk, []),
            words=words.get(one.pk, []),
            marks=marks.get(one.pk, []),
        )
        for one in rows
    ]


def asked_act(request: Request) -> UUID | None:
    """The act that the address names as just done."""
    try:
        return UUID(request.GET.get("utfort", ""))
    except ValueError:
        return None


def done_sentence(consultation: Consultation, act: UUID | None, kind: str) -> dict[str, Any] | None:
    """What was just done to things of a kind, and what undoes it. One query; none where nothing was."""
    if act is None:
        return None
    rows = Decision.objects.filter(act=act, undone_by=None)
    rows = rows.filter(submission__consultation=consultation) | rows.filter(
        arrival__consultation=consultation
    )
    found = list(rows.values_list("kind", "submission", "arrival"))
    if not found:
        return None
    count = len({(submission, arrival) for _kind, submission, arrival in found})
    sentence = ngettext(
        "Done for %(count)d document: %(what)s.", "Done for %(count)d documents: %(what)s.", count
    ) % {"count": count, "what": Decision.Kind(found[0][0]).label}
    return {"sentence": sentence, "act": act, "kind": kind}
