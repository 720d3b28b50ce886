"""Waves: the list of them, and one with its steps, participants and hours."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Max, Min, Q, QuerySet, Sum

from samstyring.apps.actors.visibility import Person
from samstyring.apps.actors.words import having_all
from samstyring.apps.portfolio.models import Measure

from ..booking import Book, Quarter, Work
from ..choices import Progress
from ..models import Introduction, StepProgress, Wave, WaveHours, WaveParticipant, WaveStep
from .booked import books
from .introductions import seen as seen_introductions
from .wave_hours import planned_and_spent, sum_known

PAGE_SIZE = 25
PARTICIPANTS_PAGE = 25


@dataclass(frozen=True)
class Row:
    """A wave in a list. `done` is how many of `all_steps` (steps times municipalities) are done."""

    wave: Wave
    participants: int
    starts: datetime.date | None
    ends: datetime.date | None
    done: int
    all_steps: int
    planned: int | None
    spent: int | None


def seen(user: Person) -> QuerySet[Wave]:
    """The waves that the person may see, of measures that the person may see."""
    found: QuerySet[Wave] = Wave.objects.visible_to(user)
    return found.filter(measure__in=Measure.objects.visible_to(user)).select_related(
        "measure", "network", "owner_organisation"
    )


def with_words(found: QuerySet[Wave], text: str) -> QuerySet[Wave]:
    """Those that have all the words in their name, measure or network."""
    return found.filter(having_all(text, "name", "measure__name", "network__name"))


def of_introduction(introduction: Introduction, user: Person) -> QuerySet[Wave]:
    """The waves that it is tied to."""
    return (
        seen(user).filter(participants__introduction=introduction, participants__left=False).order_by("name")
    )


def rows(waves: Sequence[Wave]) -> list[Row]:
    """Those of one page with what has come of them. Four queries."""
    keys = [one.pk for one in waves]
    joined = _by_wave(_municipal(keys).values_list("wave").annotate(number=Count("pk")))
    steps = {
        key: (number, starts, ends)
        for key, number, starts, ends in WaveStep.objects.filter(wave__in=keys)
        .order_by()
        .values_list("wave")
        .annotate(number=Count("pk"), first=Min("starts"), last=Max("ends"))
    }
    done = _by_wave(
        StepProgress.objects.filter(participant__in=_municipal(keys), state=Progress.DONE)
        .order_by()
        .values_list("participant__wave")
        .annotate(number=Count("pk"))
    )
    hours = {
        key: (planned, spent)
        for key, planned, spent in WaveHours.objects.filter(
            participant__wave__in=keys, participant__left=False
        )
        .order_by()
        .values_list("participant__wave")
        .annotate(all_planned=Sum("planned"), all_spent=Sum("spent"))
    }
    found = []
    for one in waves:
        number, starts, ends = steps.get(one.pk, (0, None, None))
        participants = joined.get(one.pk, 0)
        planned, spent = hours.get(one.pk, (None, None))
        found.append(
            Row(one, participants, starts, ends, done.get(one.pk, 0), number * participants, planned, spent)
        )
    return found


def _by_wave(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    return dict(pairs)


def _municipal(keys: Sequence[int]) -> QuerySet[WaveParticipant]:
    """Those that take the steps: all that have not left, but for the network itself."""
    return (
        WaveParticipant.objects.filter(wave__in=keys, left=False)
        .exclude(organisation=F("wave__network"))
        .order_by()
    )


@dataclass(frozen=True)
class Cell:
    """A participant's hours in a quarter, and whether the quarter is over-booked in all that it does."""

    planned: int | None
    spent: int | None
    over: bool
    may_be_over: bool

    @property
    def words(self) -> str:
        """The two as they stand in a table."""
        return planned_and_spent(self.planned, self.spent)

    @property
    def above_plan(self) -> bool:
        """More was spent than was planned."""
        return self.spent is not None and self.spent > (self.planned or 0)


@dataclass(frozen=True)
class Part:
    """A participant: how far it has come with each step, its hours by quarter, and what is over-booked.

    `introduction` is none where there is none, or where the person may not see it.
    """

    participant: WaveParticipant
    states: list[StepProgress | None]
    cells: list[Cell]
    book: Book
    introduction: Introduction | None
    runs_it: bool

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(one is not None and one.state == Progress.DONE for one in self.states)


def participants(wave: Wave, *, left: bool = False) -> QuerySet[WaveParticipant]:
    """Who takes part (or has left), the network first and then by name."""
    return (
        WaveParticipant.objects.filter(wave=wave, left=left)
        .select_related("organisation", "wave")
        .annotate(runs_it=ExpressionWrapper(Q(organisation=wave.network_id), output_field=BooleanField()))
        .order_by("-runs_it", "organisation__name", "pk")
    )


def parts(
    found: Sequence[WaveParticipant],
    wave: Wave,
    steps: Sequence[WaveStep],
    quarters: Sequence[Quarter],
    user: Person,
) -> list[Part]:
    """The participants of one page with all that is shown of each. Seven queries."""
    progress: Mapping[tuple[int, int], StepProgress] = {
        (row.participant_id, row.step_id): row
        for row in StepProgress.objects.filter(participant__in=[one.pk for one in found])
    }
    organisations = [one.organisation_id for one in found]
    introductions = {
        one.organisation_id: one
        for one in seen_introductions(user).filter(measure=wave.measure, organisation__in=organisations)
    }
    hours = _hours_of(found)
    booked = books(organisations, user, quarters)
    return [
        Part(
            participant=one,
            states=[progress.get((one.pk, step.pk)) for step in steps],
            cells=_cells(one, hours, booked[one.organisation_id], quarters),
            book=booked[one.organisation_id],
            introduction=introductions.get(one.organisation_id),
            runs_it=one.organisation_id == wave.network_id,
        )
        for one in found
    ]


def _hours_of(found: Sequence[WaveParticipant]) -> dict[tuple[int, Quarter], list[Work]]:
    hours: dict[tuple[int, Quarter], list[Work]] = defaultdict(list)
    rows = WaveHours.objects.filter(participant__in=[one.pk for one in found])
    for key, year, number, profession, planned, spent in rows.order_by().values_list(
        "participant", "year", "quarter", "profession", "planned", "spent"
    ):
        quarter = Quarter(year, number)
        hours[key, quarter].append(Work(key, quarter, profession, planned, spent))
    return hours


def _cells(
    participant: WaveParticipant,
    hours: Mapping[tuple[int, Quarter], list[Work]],
    book: Book,
    quarters: Sequence[Quarter],
) -> list[Cell]:
    over, may_be_over = ({row.quarter for row in rows} for rows in (book.over, book.may_be_over))
    return [
        Cell(
            planned=sum_known(one.planned for one in hours.get((participant.pk, quarter), ())),
            spent=sum_known(one.spent for one in hours.get((participant.pk, quarter), ())),
            over=quarter in over,
            may_be_over=quarter in may_be_over,
        )
        for quarter in quarters
    ]
