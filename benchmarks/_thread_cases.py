"""Many cases on their way through bodies, for measuring pages: written straight into the database.

The same number and seed give the same rows. The register and the measures must be loaded, and needs, if the
cases are to treat any.
"""

import datetime
import random
from itertools import islice

from _generated import units
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.consultations.models import Point
from samstyring.apps.decisions.actions import first_rows
from samstyring.apps.decisions.choices import (
    Act,
    ConsequenceKind,
    Consulted,
    Effect,
    Party,
    Phase,
    PositionState,
    ReasonState,
    Result,
    StepState,
    Task,
    View,
)
from samstyring.apps.decisions.models import (
    Advice,
    Alternative,
    Case,
    CaseSubject,
    Consequence,
    Decision,
    Meeting,
    PhaseChange,
    Position,
    PositionComment,
    ProposedDecision,
    RouteStep,
)
from samstyring.apps.needs.models import Need
from samstyring.apps.portfolio.models import Measure

AT_ONCE = 1000
# Most cases are decided, as in an installation that has been in use for years.
PHASES = [Phase.DRAFT, Phase.ADVICE, Phase.DECISION, *[Phase.DECIDED] * 6, Phase.WITHDRAWN]
COMMENTED = 20


def cases(count: int, *, seed: int = 1) -> list[int]:
    """`count` cases with proposals, subjects, assessments, routes, advice, decisions and positions.

    Every twentieth has a position that 100 municipalities have commented on. Returns their ids.
    """
    first_rows.load()
    random_ = random.Random(seed)
    bodies = list(Organisation.objects.filter(body_profile__isnull=False).order_by("pk"))
    owners = list(Organisation.objects.filter(kind=OrganisationKind.NETWORK).order_by("pk")) or bodies
    made = _cases(random_, count, owners)
    _parts(random_, made)
    _subjects(random_, made)
    _routes(random_, made, bodies)
    _positions(random_, made, bodies)
    return [case.pk for case in made]


def _cases(random_: random.Random, count: int, owners: list[Organisation]) -> list[Case]:
    said = [words for _kind, words in units()[1]]
    this_year = timezone.localdate().year
    rows = [
        Case(
            year=this_year - number % 5,
            number=number // 5 + 1,
            title=f"{random_.choice(said)[:150]} ({number})",
            question=random_.choice(said),
            background=" ".join(random_.choice(said) for _sentence in range(6)),
            phase=random_.choice(PHASES),
            visibility=Visibility.PUBLIC,
            owner_organisation=random_.choice(owners),
        )
        for number in range(count)
    ]
    return Case.objects.bulk_create(rows, batch_size=AT_ONCE)


def _parts(random_: random.Random, made: list[Case]) -> None:
    Alternative.objects.bulk_create(
        (Alternative(case=case, position=place, name=f"Vei {place}") for case in made for place in (1, 2)),
        batch_size=AT_ONCE,
    )
    ProposedDecision.objects.bulk_create(
        (ProposedDecision(case=case, position=1, text="Løsningen innføres (eksempel).") for case in made),
        batch_size=AT_ONCE,
    )
    Consequence.objects.bulk_create(
        (
            Consequence(
                case=case, kind=kind, party=party, effect=random_.choice(Effect.values), text="En vurdering."
            )
            for case in made
            for kind in ConsequenceKind
            for party in Party
            if random_.random() < 0.5
        ),
        batch_size=AT_ONCE,
    )


def _subjects(random_: random.Random, made: list[Case]) -> None:
    """Each need and point is in one case at most, measures are in many."""
    needs = iter(Need.objects.filter(merged_into=None).order_by("pk").values_list("pk", flat=True))
    points = iter(Point.objects.filter(merged_into=None).order_by("pk").values_list("pk", flat=True))
    measures = list(Measure.objects.order_by("pk").values_list("pk", flat=True))
    rows = []
    for case in made:
        rows += [CaseSubject(case=case, need_id=one) for one in islice(needs, random_.randint(1, 4))]
        rows += [CaseSubject(case=case, point_id=one) for one in islice(points, random_.randint(0, 2))]
        if measures:
            rows.append(CaseSubject(case=case, measure_id=random_.choice(measures)))
    CaseSubject.objects.bulk_create(rows, batch_size=AT_ONCE)


def _routes(random_: random.Random, made: list[Case], bodies: list[Organisation]) -> None:
    """Three bodies advise and one decides; how far each case has come follows from its phase."""
    today, now = timezone.localdate(), timezone.now()
    meetings = Meeting.objects.bulk_create(
        Meeting(
            body=body,
            owner_organisation=body,
            day=today + datetime.timedelta(days=28 * month + place),
            papers_due=today + datetime.timedelta(days=28 * month + place - 14),
            visibility=Visibility.PUBLIC,
        )
        for place, body in enumerate(bodies)
        for month in range(-6, 7)
    )
    at = {(one.body_id, place % 13): one for place, one in enumerate(meetings)}
    steps: list[RouteStep] = []
    for case in made:
        route = random_.sample(bodies, 4)
        come = {Phase.ADVICE: random_.randint(0, 2), Phase.DECISION: 3, Phase.DECIDED: 4}.get(
            Phase(case.phase), -1
        )
        for place, body in enumerate(route):
            state = StepState.DONE if place < come else StepState.HERE if place == come else StepState.AHEAD
            steps.append(
                RouteStep(
                    case=case,
                    turn=1,
                    position=place + 1 if place < 3 else 1000,
                    body=body,
                    task=Task.ADVISE if place < 3 else Task.DECIDE,
                    state=state,
                    meeting=at[body.pk, random_.randrange(13)],
                    arrived=now if place <= come else None,
                )
            )
    steps = RouteStep.objects.bulk_create(steps, batch_size=AT_ONCE)
    Advice.objects.bulk_create(
        (
            Advice(
                step=step,
                view=random_.choice([View.SUPPORT, View.AGAINST, View.NO_VIEW]),
                reasons="Det er flere grunner til det (eksempel).",
                day=today,
            )
            for step in steps
            if step.task == Task.ADVISE and step.state == StepState.DONE
        ),
        batch_size=AT_ONCE,
    )
    _decide(random_, steps, today)


def _decide(random_: random.Random, steps: list[RouteStep], today: datetime.date) -> None:
    decided = [step for step in steps if step.task == Task.DECIDE and step.state == StepState.DONE]
    Decision.objects.bulk_create(
        (
            Decision(
                case=step.case,
                turn=1,
                inside=True,
                decided_by=step.body,
                day=today - datetime.timedelta(days=random_.randrange(1500)),
                result=random_.choice(Result.values),
                text="Vedtaket i eksempelsaken.",
                reason="Fordi det var rom for det (eksempel).",
                reason_state=ReasonState.GIVEN,
                consulted=random_.choice(Consulted.values),
                departs=random_.random() < 0.3,
            )
            for step in decided
        ),
        batch_size=AT_ONCE,
    )
    PhaseChange.objects.bulk_create(
        (
            PhaseChange(case=step.case, act=act, before=before, after=after, turn=1)
            for step in decided
            for act, before, after in (
                (Act.SEND, Phase.DRAFT, Phase.ADVICE),
                (Act.SUBMIT, Phase.ADVICE, Phase.DECISION),
                (Act.DECIDE, Phase.DECISION, Phase.DECIDED),
            )
        ),
        batch_size=AT_ONCE,
    )


def _positions(random_: random.Random, made: list[Case], bodies: list[Organisation]) -> None:
    municipalities = list(Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, valid_to=None))
    today = timezone.localdate()
    positions = Position.objects.bulk_create(
        (
            Position(
                case=case,
                state=PositionState.AGREED,
                proposed="Kommunene støtter det (eksempel).",
                agreed="Kommunene støtter det fra neste år (eksempel).",
                agreed_by=random_.choice(bodies),
                agreed_on=today,
                mandate="Representantene kan gå med på et senere år.",
            )
            for case in made[::COMMENTED]
        ),
        batch_size=AT_ONCE,
    )
    PositionComment.objects.bulk_create(
        (
            PositionComment(position=one, organisation=municipality, view=random_.choice(View.values))
            for one in positions
            for municipality in random_.sample(municipalities, min(100, len(municipalities)))
        ),
        batch_size=AT_ONCE,
    )
