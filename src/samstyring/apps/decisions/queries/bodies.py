"""Bodies: who prepares for whom, and what one body has on its table, has advised and decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Person
from samstyring.apps.actors.words import having_all

from .. import models
from ..chart import Chart, charts
from ..choices import BodyLevel, StepState
from ..models import Advice, BodyProfile, Decision, Meeting, Preparation, RouteStep, Seat
from ..policies import Advised, departs

PAGE_SIZE = 25
BODIES_PAGE = 50
# How many meetings ahead the agenda shows.
MEETINGS = 12


@dataclass(frozen=True)
class Overview:
    """Who prepares for whom: the drawings, and the same as pairs."""

    charts: list[Chart]
    pairs: list[Preparation]


@dataclass(frozen=True)
class Due:
    """A meeting with the cases that are to be up in it. `late` says that papers were due before today."""

    meeting: Meeting
    steps: list[RouteStep]
    late: bool


@dataclass(frozen=True)
class Given:
    """An advice, the decision of that turn (none yet) and what became of the advice in words."""

    advice: Advice
    decision: Decision | None
    became: str
    departed: bool


def overview() -> Overview:
    """Who prepares for whom. One query."""
    pairs = list(
        Preparation.objects.select_related("body__body_profile", "other__body_profile").order_by(
            "body__name", "other__name"
        )
    )
    ends = {one.pk: one for pair in pairs for one in (pair.body, pair.other)}
    profiles = {key: getattr(one, "body_profile", None) for key, one in ends.items()}
    drawn = charts(
        edges=[(pair.body_id, pair.other_id) for pair in pairs],
        names={key: one.name for key, one in ends.items()},
        addresses={key: address_of(one) for key, one in ends.items()},
        outside=[key for key, one in profiles.items() if one is not None and not one.in_council_model],
    )
    return Overview(drawn, pairs)


def listed(text: str) -> QuerySet[BodyProfile]:
    """The bodies whose name or role has all the words, by level and name."""
    found = BodyProfile.objects.select_related("organisation").annotate(
        place=Case(
            *[When(level=level, then=Value(number)) for number, level in enumerate(BodyLevel)],
            output_field=IntegerField(),
        ),
        shown_name=Coalesce("organisation__name", "kind_name"),
    )
    found = found.filter(having_all(text, "organisation__name", "kind_name", "role"))
    return found.order_by("place", "shown_name", "pk")


def with_waiting(profiles: Iterable[BodyProfile], user: Person) -> list[tuple[BodyProfile, int]]:
    """Each body with how many cases it has now. One query."""
    rows = list(profiles)
    of = [one.organisation_id for one in rows if one.organisation_id]
    waiting = dict(
        RouteStep.objects.filter(
            state=StepState.HERE, body__in=of, case__in=models.Case.objects.visible_to(user)
        )
        .order_by()
        .values_list("body")
        .annotate(count=Count("pk"))
    )
    return [(one, waiting.get(one.organisation_id, 0) if one.organisation_id else 0) for one in rows]


def address_of(body: Organisation) -> str:
    """Where a body's page is: here where it is known what it is for, else in the register."""
    profile: BodyProfile | None = getattr(body, "body_profile", None)
    return profile.get_absolute_url() if profile else body.get_absolute_url()


def seats(body: Organisation, today: date) -> tuple[list[Seat], list[Seat]]:
    """The seats that hold today or later, and those that have ended. One query."""
    rows = list(Seat.objects.filter(body=body).select_related("organisation"))
    ended = [one for one in rows if one.valid_to and one.valid_to < today]
    return [one for one in rows if one not in ended], ended


def agenda(body: Organisation, user: Person, today: date) -> list[Due]:
    """The next meetings from today on, each with its cases. Two queries."""
    meetings = Meeting.objects.visible_to(user).filter(body=body, day__gte=today)
    steps = (
        RouteStep.objects.filter(
            case__in=models.Case.objects.visible_to(user), state__in=[StepState.AHEAD, StepState.HERE]
        )
        .select_related("case")
        .order_by("case__year", "case__number")
    )
    rows = meetings.prefetch_related(Prefetch("steps", queryset=steps, to_attr="up")).order_by("day")[
        :MEETINGS
    ]
    return [Due(one, one.up, bool(one.papers_due and one.papers_due < today)) for one in rows]


def on_the_way(body: Organisation, user: Person, state: str) -> QuerySet[RouteStep]:
    """The steps of a state, the oldest first: what waits for the body (HERE), or is to come (AHEAD)."""
    return (
        RouteStep.objects.filter(body=body, state=state, case__in=models.Case.objects.visible_to(user))
        .exclude(case__phase="withdrawn")
        .select_related("case")
        .order_by("arrived", "case__year", "case__number")
    )


def advised(body: Organisation, user: Person) -> QuerySet[Advice]:
    """What the body advised, the newest first; of corrected advice only what counts."""
    return (
        Advice.objects.filter(
            step__body=body, corrected_by=None, step__case__in=models.Case.objects.visible_to(user)
        )
        .select_related("step__case", "proposal")
        .order_by("-day", "-id")
    )


def decided(body: Organisation, user: Person) -> QuerySet[Decision]:
    """What the body decided, the newest first; of corrected decisions only what counts."""
    return (
        Decision.objects.filter(
            decided_by=body, corrected_by=None, case__in=models.Case.objects.visible_to(user)
        )
        .select_related("case")
        .order_by("-day", "-id")
    )


def what_became(given: Iterable[Advice]) -> list[Given]:
    """Each advice with the decision of the same turn. One query."""
    rows = list(given)
    cases = {one.step.case_id for one in rows}
    decisions = {
        (one.case_id, one.turn): one
        for one in Decision.objects.filter(case__in=cases, corrected_by=None).select_related("decided_by")
    }
    return [_given(one, decisions.get((one.step.case_id, one.step.turn))) for one in rows]


def _given(advice: Advice, decision: Decision | None) -> Given:
    if decision is None:
        return Given(advice, None, _("Not decided yet"), departed=False)
    departed = departs(decision.result, decision.proposal_id, [Advised(advice.view, advice.proposal_id)])
    if advice.view == "no_view":
        words = _("Decided; the body had no view")
    else:
        words = _("The decision departs from it") if departed else _("The decision follows it")
    return Given(advice, decision, words, departed=departed)


def prepares(body: Organisation) -> tuple[list[Preparation], list[Preparation]]:
    """Whom the body prepares for, and who prepares for it. One query."""
    rows = list(
        Preparation.objects.filter(Q(body=body) | Q(other=body))
        .select_related("body__body_profile", "other__body_profile")
        .order_by("body__name", "other__name")
    )
    return [one for one in rows if one.body_id == body.pk], [one for one in rows if one.other_id == body.pk]
