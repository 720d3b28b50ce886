"""The council's paper: choose for whom and on what, read it, take it as Word or PDF, write one's part."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, posted
from samstyring.apps.decisions.models import Case
from samstyring.apps.decisions.queries import one_case
from samstyring.apps.ledger.queries import history
from samstyring.apps.overview.actions import papers as actions
from samstyring.apps.overview.forms import PaperForm
from samstyring.apps.overview.models import PaperDraft, PaperVersion
from samstyring.apps.overview.models.papers import TYPED
from samstyring.apps.overview.municipality import finding
from samstyring.apps.overview.paper import building, gathering, typeset, word
from samstyring.apps.overview.paper.content import Paper, clean
from samstyring.apps.overview.paper.html import grouped
from samstyring.apps.portfolio.models import Measure
from samstyring.apps.portfolio.queries import measures as measure_queries

from .municipality import elsewhere

LONGEST = 100
NOT_IN_FILE_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))
LANGUAGES = ("nb", "nn")
# The kinds of thing that a paper is on, by their word in the address.
MEASURE, CASE = "tiltak", "sak"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def about(request: HttpRequest, kind: str, public_id: UUID) -> Measure | Case:
    """The measure or the case, where the person may see it; else it does not exist."""
    if kind not in (MEASURE, CASE):
        raise Http404
    if kind == MEASURE:
        measure: Measure = get_object_or_404(Measure.objects.visible_to(request.user), public_id=public_id)
        return measure
    return get_object_or_404(one_case.whole(request.user), public_id=public_id)


def language_of(request: HttpRequest) -> str:
    """The paper's language: as asked for, else the reader's where the paper is written in it, else Bokmål."""
    asked = request.GET.get("sprak", "")
    if asked in LANGUAGES:
        return asked
    return "nn" if (translation.get_language() or "").startswith("nn") else "nb"


def paper_of(request: HttpRequest, place: Organisation, thing: Measure | Case, language: str) -> Paper:
    """Gather and build, in the paper's language."""
    with translation.override(language):
        today, absolute = timezone.localdate(), request.build_absolute_uri
        if isinstance(thing, Measure):
            material = gathering.of_measure(place, thing, request.user, today=today, absolute=absolute)
        else:
            material = gathering.of_case(place, thing, request.user, today=today, absolute=absolute)
        return building.build(material, language)


@require_safe
def choose_place(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Which municipality the paper is for: the person's own one at once, else a choice and a search."""
    thing = about(request, kind, public_id)
    text = request.GET.get("sok", "").strip()[:LONGEST]
    own = [
        one
        for one in held_in(request.user, WRITERS)
        if one.kind == OrganisationKind.MUNICIPALITY and one.number
    ]
    if len(own) == 1 and "sok" not in request.GET:
        return redirect("overview:council_paper", own[0].number, kind, public_id)
    context = {
        "thing": thing,
        "kind": kind,
        "text": text,
        "own": own,
        "hits": [hit.organisation for hit in finding.search(text) if not hit.became] if text else [],
        "trail": [(str(thing), thing.get_absolute_url()), (_("Paper for the council"), "")],
    }
    return render(request, "overview/choose_place.html", context)


@require_safe
def choose_measure(request: HttpRequest, number: str) -> HttpResponse:
    """Which measure a municipality's paper is on: those begun first, and all that there are."""
    found = finding.by_number(number)
    if found.present is None:
        return elsewhere(request, number, found)
    place = found.present
    text = request.GET.get("sok", "").strip()[:LONGEST]
    measures = measure_queries.listed(request.user, measure_queries.Filters(text=text))
    begun = PaperDraft.objects.visible_to(request.user).filter(organisation=place, version__gt=0)
    context = {
        "municipality": place,
        "text": text,
        "begun": [
            (str(one.measure or one.case), MEASURE if one.measure else CASE, one.measure or one.case)
            for one in begun.select_related("measure", "case")[:LONGEST]
        ],
        "page": Paginator(measures.order_by("name", "pk"), measure_queries.PAGE_SIZE).get_page(
            request.GET.get("side")
        ),
        "trail": [*_trail(place), (_("Paper for the council"), "")],
    }
    return render(request, "overview/choose_measure.html", context)


def _trail(place: Organisation) -> list[tuple[str, str]]:
    return [
        (_("My municipality"), reverse("overview:municipalities")),
        (place.name, reverse("overview:municipality", args=[place.number])),
    ]


@require_safe
def show(request: HttpRequest, number: str, kind: str, public_id: UUID) -> HttpResponse:
    """The paper as a page to read first."""
    found = finding.by_number(number)
    if found.present is None:
        return elsewhere(request, number, found)
    place, thing, language = found.present, about(request, kind, public_id), language_of(request)
    paper = paper_of(request, place, thing, language)
    context = {
        "paper": paper,
        "sections": [(section, list(grouped(section.blocks))) for section in paper.sections],
        "municipality": place,
        "kind": kind,
        "thing": thing,
        "languages": [("nb", _("Bokmål")), ("nn", _("Nynorsk"))],
        "may_write": request.user.has_perm("overview.write_paper", place),
        "trail": [*_trail(place), (_("Paper for the council"), "")],
    }
    return render(request, "overview/council_paper.html", context)


def _file(
    request: HttpRequest,
    number: str,
    kind: str,
    public_id: UUID,
    made: Callable[[Organisation, Paper], HttpResponseBase],
) -> HttpResponseBase:
    found = finding.by_number(number)
    if found.present is None:
        return elsewhere(request, number, found)
    thing, language = about(request, kind, public_id), language_of(request)
    return made(found.present, paper_of(request, found.present, thing, language))


def _file_name(place: Organisation, paper: Paper, ending: str) -> str:
    words = clean(f"{place.name} {paper.title[:80]} {timezone.localdate():%Y-%m-%d}")
    return f"{words.translate(NOT_IN_FILE_NAMES)}.{ending}"


@require_safe
def as_word(request: HttpRequest, number: str, kind: str, public_id: UUID) -> HttpResponseBase:
    """The paper as a Word file."""

    def made(place: Organisation, paper: Paper) -> HttpResponseBase:
        name = _file_name(place, paper, "docx")
        return FileResponse(word.rendered(paper), as_attachment=True, filename=name, content_type=WORD)

    return _file(request, number, kind, public_id, made)


@require_safe
def as_pdf(request: HttpRequest, number: str, kind: str, public_id: UUID) -> HttpResponseBase:
    """The paper as PDF."""

    def made(place: Organisation, paper: Paper) -> HttpResponseBase:
        answer = HttpResponse(typeset.rendered(paper), content_type="application/pdf")
        name = urlencode({"": _file_name(place, paper, "pdf")})[1:].replace("+", "%20")
        answer["Content-Disposition"] = f"attachment; filename*=utf-8''{name}"
        return answer

    return _file(request, number, kind, public_id, made)


@login_required
def write(request: HttpRequest, number: str, kind: str, public_id: UUID) -> HttpResponse:
    """What a person writes in the paper, with all earlier versions."""
    found = finding.by_number(number)
    if found.present is None:
        return elsewhere(request, number, found)
    place, thing = found.present, about(request, kind, public_id)
    check_allowed(request, "overview.write_paper", place)
    draft = gathering.draft_of(place, thing, request.user)
    versions = list(draft.versions.select_related("by")) if draft else []
    newest = versions[0] if versions else None
    form = PaperForm(
        posted(request),
        instance=PaperVersion(**{name: getattr(newest, name) for name in TYPED}) if newest else None,
        initial={"based_on": newest.number if newest else 0},
    )
    address = reverse("overview:council_paper", args=[place.number, kind, public_id])
    if request.method == "POST" and form.is_valid():
        try:
            actions.save(
                organisation=place,
                about=thing,
                fields=form.typed(),
                based_on=form.cleaned_data["based_on"],
                author=request.user if isinstance(request.user, User) else None,
                by=actor_for(request.user, place),
            )
        except NotPossible as error:
            form.add_error(None, str(error))
            # Saving again puts it on top of the one that came between.
            again = request.POST.copy()
            again["based_on"] = str(newest.number if newest else 0)
            form.data = again
        else:
            messages.success(request, _("What you wrote is saved as a new version."))
            return redirect(address)
    context = {
        "form": form,
        "versions": versions,
        "history": history(draft.public_id) if draft else None,
        "municipality": place,
        "thing": thing,
        "kind": kind,
        "back": address,
        "trail": [*_trail(place), (_("Paper for the council"), address), (_("Write our part"), "")],
    }
    return render(request, "overview/write_paper.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def restore(request: HttpRequest, number: str, kind: str, public_id: UUID, version: int) -> HttpResponse:
    """Put an earlier version back; the one that stood is kept."""
    found = finding.by_number(number)
    if found.present is None:
        return elsewhere(request, number, found)
    place, thing = found.present, about(request, kind, public_id)
    check_allowed(request, "overview.write_paper", place)
    draft = gathering.draft_of(place, thing, request.user)
    if draft is None:
        raise Http404
    try:
        actions.restore(
            draft=draft,
            number=version,
            author=request.user if isinstance(request.user, User) else None,
            by=actor_for(request.user, place),
        )
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The earlier version counts again. The one before is kept."))
    return redirect("overview:write_council_paper", number, kind, public_id)
