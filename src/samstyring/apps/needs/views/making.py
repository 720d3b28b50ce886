"""Writing a need: straight out, from a point, or from a statement; like needs are looked for on the way."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.permissions import TABLE, held_in
from samstyring.apps.actors.views.common import check_allowed, posted
from samstyring.apps.consultations.models import Consultation, Point, Statement
from samstyring.apps.consultations.queries.holding import held_ranges, redact_quote
from samstyring.apps.knowledge.actions.experiences import shortened

from ..actions import needs as actions
from ..choices import NeedKind
from ..forms import NeedForm
from ..models import Need
from ..queries import likeness
from ..queries.gathering import Said, said_in_point, said_in_statement
from .common import Request, the_need, trail_to

KINDS_OF_THEME = {
    "staffing": NeedKind.STAFFING,
    "competence": NeedKind.COMPETENCE,
    "funding": NeedKind.FUNDING,
    "organisation": NeedKind.ORGANISATION,
    "research": NeedKind.KNOWLEDGE,
    "interoperability": NeedKind.TECHNOLOGY,
    "information-sharing": NeedKind.TECHNOLOGY,
    "welfare-technology": NeedKind.TECHNOLOGY,
}


@login_required
def write(request: HttpRequest) -> HttpResponse:
    """Write a need straight out."""
    return page(request, said=(), initial={"title": request.GET.get("tittel", "")[:200]}, made=())


@login_required
def from_point(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make a need from a point: its statements are the sources, and who said them stands behind it."""
    point = get_object_or_404(
        Point.objects.filter(consultation__in=Consultation.objects.visible_to(request.user)).select_related(
            "consultation"
        ),
        public_id=public_id,
    )
    made = Need.objects.visible_to(request.user).filter(sources__point=point).distinct()
    initial = {
        "title": point.name[:200],
        "kind": KINDS_OF_THEME.get(point.theme, ""),
        "visibility": visibility_of(point.consultation),
    }
    return page(request, said=said_in_point(point), initial=initial, made=made, source=point.name)


@login_required
def from_statement(request: HttpRequest, public_id: UUID, start: int, end: int) -> HttpResponse:
    """Make a need from one statement in a reply."""
    statement = get_object_or_404(
        Statement.objects.standing()
        .select_related("reading__submission__consultation")
        .filter(
            reading__is_current=True,
            reading__submission__consultation__in=Consultation.objects.visible_to(request.user),
        ),
        reading__submission__public_id=public_id,
        start=start,
        end=end,
    )
    text = statement.reading.source_text_id
    quote = redact_quote(statement.quote, start, held_ranges(text))
    made = (
        Need.objects.visible_to(request.user)
        .filter(sources__source_text=text, sources__start=start, sources__end=end)
        .distinct()
    )
    kind = KINDS_OF_THEME.get(statement.current_theme, "")
    initial = {
        "title": shortened(quote)[:200],
        "kind": NeedKind.KNOWLEDGE if statement.current_type == "knowledge_need" else kind,
        "visibility": visibility_of(statement.reading.submission.consultation),
    }
    return page(request, said=[said_in_statement(statement)], initial=initial, made=made, source=quote)


def visibility_of(consultation: Consultation) -> str:
    """Who may see a need made from a consultation: no more than may see that, until a person says so."""
    open_ones = {Visibility.PUBLIC, Visibility.LOGGED_IN}
    return str(consultation.visibility if consultation.visibility in open_ones else Visibility.ORGANISATION)


def page(
    request: HttpRequest, *, said: Sequence[Said], initial: dict[str, Any], made: Any, source: str = ""
) -> HttpResponse:
    """The form, with like needs beside it; `made` are needs that exist from the same source."""
    check_allowed(request, "needs.write")
    organisations = held_in(request.user, TABLE["needs.write"].levels)
    form = NeedForm(posted(request), organisations=organisations, initial=initial, made=bool(said))
    found = None
    if said and "add_to" in request.POST:
        return add_to(request, request.POST["add_to"], said)
    if request.method == "POST":
        valid = form.is_valid()
        found = likeness.while_writing(
            request.POST.get("title", ""), request.POST.get("description", ""), request.user
        )
        looked = "looked" in request.POST or not found.strong
        if valid and looked and "look" not in request.POST:
            fields = dict(form.cleaned_data)
            organisation = fields.pop("organisation")
            need = actions.write(
                organisation=organisation,
                rests_on=fields.pop("rests_on", ""),
                fields=fields,
                said=said,
                by=actor_for(request.user, organisation),
            )
            messages.success(request, _("“%(title)s” is raised.") % {"title": need.title})
            return redirect(need)
    elif initial.get("title"):
        found = likeness.while_writing(initial["title"], "", request.user)
    context = {
        "form": form,
        "like": found,
        "made": list(made)[:5],
        "said": len(said),
        "said_by": len({one for each in said for one in each.organisations}),
        "source": source,
        "mine": {one.pk for one in organisations} if said else set(),
        "title": _("Make a need of this") if said else _("Write a need"),
        "trail": trail_to(None, _("Make a need of this") if said else _("Write a need")),
    }
    failed = request.method == "POST" and bool(form.errors) and "look" not in request.POST
    return render(request, "needs/write.html", context, status=422 if failed else 200)


def add_to(request: HttpRequest, identifier: str, said: Sequence[Said]) -> HttpResponse:
    """Give a need that is there the words as sources, instead of making one more."""
    try:
        need = get_object_or_404(
            Need.objects.visible_to(request.user).select_related("owner_organisation", "held_by"),
            public_id=UUID(identifier),
        )
    except ValueError as error:
        raise Http404 from error
    if not request.user.has_perm("needs.decide", need):
        check_allowed(request, "needs.write", need)
    by = actor_for(request.user, need.held_by)
    count = actions.add_sources(need=need, said=said, by=by)
    told(request, count)
    return redirect(need)


@login_required
@require_POST
def take_in(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take in what has come to the points that a need was made from since then."""
    need = the_need(request, public_id)
    check_allowed(request, "needs.write", need)
    points = Point.objects.filter(
        need_sources__need=need, consultation__in=Consultation.objects.visible_to(request.user)
    ).distinct()
    said = [one for point in points for one in said_in_point(point)]
    told(request, actions.add_sources(need=need, said=said, by=actor_for(request.user, need.raised_by)))
    return redirect(need)


def told(request: HttpRequest, count: int) -> None:
    """Say how many sources a need got."""
    if not count:
        messages.info(request, _("The need has all of it as sources already."))
        return
    messages.success(
        request,
        ngettext("The need got %(count)d more source.", "The need got %(count)d more sources.", count)
        % {"count": count},
    )


@require_safe
def like(request: Request) -> HttpResponse:
    """Needs like what is being written, for the page where it is written; with the words in the address."""
    title = request.GET.get("title", "")[:200]
    description = request.GET.get("description", "")[:2000]
    context = {"like": likeness.while_writing(title, description, request.user), "written": title}
    if request.htmx:
        return render(request, "needs/_like.html", context)
    return render(request, "needs/like.html", context | {"trail": trail_to(None, _("Like needs"))})
