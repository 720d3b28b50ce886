"""Measures, roadmaps, introductions and years of monthly use, for measuring pages: written straight into the
database. The same numbers give the same rows. The register must be loaded.
"""

import contextlib
import datetime
import random
from collections import defaultdict
from collections.abc import Callable, Iterator

from _generated import units
from django.db import connection, transaction
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.adoption.actions.newest_use import made
from samstyring.apps.adoption.choices import DecidedBy, Stand, Status
from samstyring.apps.adoption.models import Introduction, IntroductionStep, ItOperation, UseFigure
from samstyring.apps.adoption.models.use import NewestUse
from samstyring.apps.adoption.use import Figure
from samstyring.apps.knowledge.models import Experience
from samstyring.apps.portfolio.choices import (
    Certainty,
    DutyKind,
    DutyState,
    MeasureKind,
    Relation,
    Scope,
    Stage,
)
from samstyring.apps.portfolio.models import (
    Activity,
    Dependency,
    Duty,
    Edition,
    Measure,
    Milestone,
    RoadmapItem,
    StageChange,
)

AT_ONCE = 1000
# Introductions that are given their figures in one statement.
FIGURES_AT_ONCE = 5_000
# Of ten introductions: most are in use, as after some years.
STATUSES = [Status.IN_USE] * 6 + [Status.INTRODUCING, Status.INTRODUCING, Status.PLANNED, Status.ENDED]
OWNERS = ("Eksempeldirektoratet", "Eksempel Helsenett", "Eksempelsamarbeidet", "Eksempel kommune")
DUTIES, ACTIVITIES, MILESTONES, EXPERIENCES = 40, 40, 30, 400


def portfolio(measures: int, *, seed: int = 1) -> list[Measure]:
    """So many measures in all, with stages, duties, requirements, three editions and an annual cycle."""
    lot = random.Random(seed)
    today = timezone.localdate()
    there = list(Measure.objects.order_by("pk"))
    said = [words for _kind, words in units()[1]]
    rows = [
        Measure(
            code=f"maal-{number}",
            name=f"Eksempeltiltak {number}",
            kind=lot.choice(MeasureKind.values),
            responsible_name=lot.choice(OWNERS),
            purpose=" ".join(lot.choice(said) for _sentence in range(3)),
            services="Helse og omsorg",
            topic=lot.choice(("dho", "journal", "velferdsteknologi")),
            source="Oppdiktet for måling",
            visibility=Visibility.PUBLIC,
        )
        for number in range(len(there), measures)
    ]
    everything = (there + Measure.objects.bulk_create(rows, batch_size=AT_ONCE))[:measures]
    made_up = everything[len(there) :]
    StageChange.objects.bulk_create(
        StageChange(
            measure=one,
            stage=lot.choice(Stage.values),
            date=today - datetime.timedelta(days=lot.randrange(2000)),
        )
        for one in made_up
    )
    Duty.objects.bulk_create(
        Duty(
            measure=one,
            kind=kind,
            for_whom="Kommunen",
            state=lot.choice(
                [DutyState.REQUIRED, DutyState.REQUIRED, DutyState.VOLUNTARY, DutyState.UNKNOWN]
            ),
            valid_from=today + datetime.timedelta(days=lot.randrange(-2000, 700)),
            source="Oppdiktet for måling",
        )
        for one in made_up[:DUTIES]
        for kind in DutyKind.values
    )
    # What comes earlier is required, so that there is no circle.
    Dependency.objects.bulk_create(
        Dependency(measure=one, relation=Relation.REQUIRES, other=other, reason="Oppdiktet.")
        for place, one in enumerate(made_up)
        for other in lot.sample(made_up[:place], min(place, place % 3))
    )
    _roadmaps(lot, everything, today)
    Activity.objects.bulk_create(
        Activity(
            title=f"Eksempelfrist {number}",
            acts_name=lot.choice(OWNERS),
            asks="Rapport" if number % 2 else "",
            starts=today - datetime.timedelta(days=lot.randrange(900)),
            rule=lot.choice(("FREQ=YEARLY", "FREQ=YEARLY", "FREQ=MONTHLY;INTERVAL=3")),
            visibility=Visibility.PUBLIC,
        )
        for number in range(ACTIVITIES)
    )
    return everything


def _roadmaps(lot: random.Random, measures: list[Measure], today: datetime.date) -> None:
    """Each measure is on three editions; from one to the next a tenth move, and some are dropped."""
    periods = {
        one.pk: (today + datetime.timedelta(days=lot.randrange(-1400, 1400)), lot.randrange(200, 1500))
        for one in measures
    }
    for back in (2, 1, 0):
        edition = Edition.objects.create(
            scope=Scope.NATIONAL,
            year=today.year + 1 - back,
            title=f"Eksempelveikart {today.year + 1 - back}",
            dated=today - datetime.timedelta(days=365 * back),
            visibility=Visibility.PUBLIC,
        )
        items = []
        for one in measures:
            starts, days = periods[one.pk]
            if lot.random() < 0.1:
                starts += datetime.timedelta(days=90)
                periods[one.pk] = starts, days
            items.append(
                RoadmapItem(
                    edition=edition,
                    measure=one,
                    starts=starts,
                    ends=starts + datetime.timedelta(days=days),
                    certainty=lot.choice(Certainty.values),
                    expected="Kommunene tar det i bruk (oppdiktet).",
                    dropped=lot.random() < 0.03,
                    why="Oppdiktet.",
                    source="Oppdiktet for måling",
                )
            )
        RoadmapItem.objects.bulk_create(items, batch_size=AT_ONCE)
        Milestone.objects.bulk_create(
            Milestone(
                edition=edition,
                measure=lot.choice(measures),
                date=today + datetime.timedelta(days=lot.randrange(-300, 700)),
                title=f"Eksempelmilepæl {number}",
            )
            for number in range(MILESTONES)
        )


def introductions(measures: list[Measure], *, share: float, seed: int = 1) -> int:
    """`share` of all pairs of a municipality of today and a measure, each with a step. Returns how many."""
    lot = random.Random(seed)
    today = timezone.localdate()
    municipalities = list(Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, valid_to=None))
    rows = []
    for place in municipalities:
        for measure in measures:
            if lot.random() >= share:
                continue
            status = lot.choice(STATUSES)
            starts = today + datetime.timedelta(days=lot.randrange(-1500, 400))
            decided = lot.random() < 0.7
            rows.append(
                Introduction(
                    measure=measure,
                    organisation=place,
                    owner_organisation=place,
                    stand=Stand.ACCEPTED if lot.random() < 0.5 else "",
                    status=status,
                    decided_by=lot.choice(DecidedBy.values) if decided else "",
                    decided_on=starts if decided and starts <= today else None,
                    lead_office="Helse og mestring",
                    starts=starts,
                    ends=starts + datetime.timedelta(days=300) if lot.random() < 0.5 else None,
                    counted="brukere",
                    visibility=Visibility.PUBLIC,
                )
            )
    Introduction.objects.bulk_create(rows, batch_size=AT_ONCE)
    IntroductionStep.objects.bulk_create(
        (IntroductionStep(introduction=one, day=today, stand=one.stand, status=one.status) for one in rows),
        batch_size=AT_ONCE,
    )
    ItOperation.objects.bulk_create(
        ItOperation(
            organisation=place,
            owner_organisation=place,
            run_by_name="Eksempel IKT",
            visibility=Visibility.PUBLIC,
        )
        for place in municipalities[::2]
    )
    return len(rows)


@contextlib.contextmanager
def keys_unchecked() -> Iterator[None]:
    """Put in rows that are known to be right without asking for each whether what it refers to is there."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
        return
    with connection.constraint_checks_disabled(), transaction.atomic():
        yield


# Who could use it stays the same and who does rises to a plateau; every 17th has fallen back in the last half
# year. Whole numbers only, so that both databases reckon the same.
FIGURES = """
WITH RECURSIVE months(place) AS (SELECT 0 UNION ALL SELECT place + 1 FROM months WHERE place < %s)
INSERT INTO adoption_usefigure (introduction_id, year, month, eligible, active, source)
SELECT known.id, (%s + months.place) / 12, (%s + months.place) %% 12 + 1, 20 + (known.id * 7919) %% 400,
  (20 + (known.id * 7919) %% 400)
  * (CASE WHEN months.place * (2 + known.id %% 5) > 90 THEN 90 ELSE months.place * (2 + known.id %% 5) END)
  * (CASE WHEN known.id %% 17 = 0 AND months.place > %s - 6 THEN 5 ELSE 10 END) / 1000,
  ''
FROM adoption_introduction AS known CROSS JOIN months
WHERE known.id > %s AND known.id <= %s
ORDER BY known.id, months.place
"""


def use(months: int, say: Callable[[str], None] = lambda _: None) -> int:
    """The last so many months of use for every introduction, and its newest. Returns how many figures."""
    today = timezone.localdate()
    first = today.year * 12 + today.month - 1 - months
    keys = list(Introduction.objects.order_by("pk").values_list("pk", flat=True))
    done = 0
    for place in range(0, len(keys), FIGURES_AT_ONCE):
        some = keys[place : place + FIGURES_AT_ONCE]
        with keys_unchecked(), connection.cursor() as cursor:
            cursor.execute(FIGURES, [months - 1, first, first, months, some[0] - 1, some[-1]])
            done += len(some) * months
            NewestUse.objects.bulk_create(made(_lately(some)), batch_size=AT_ONCE)
        say(f"{done:,} figures of use")
    return done


def _lately(introductions: list[int]) -> dict[int, list[Figure]]:
    """The figures of introductions that stand in a row, as far back as a fall is looked for."""
    since = timezone.localdate().year - 3
    found: dict[int, list[Figure]] = defaultdict(list)
    rows = UseFigure.objects.filter(
        introduction__gte=introductions[0], introduction__lte=introductions[-1], year__gte=since
    ).order_by()
    for key, year, month, active, eligible in rows.values_list(
        "introduction_id", "year", "month", "active", "eligible"
    ):
        found[key].append(Figure(year, month or 0, active, eligible))
    return found


def experiences(*, seed: int = 1) -> None:
    """What municipalities have told of their work."""
    lot = random.Random(seed)
    said = [words for _kind, words in units()[1]]
    municipalities = list(Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, valid_to=None))
    rows = []
    for number in range(EXPERIENCES):
        place = lot.choice(municipalities)
        rows.append(
            Experience(
                organisation=place,
                owner_organisation=place,
                topic=lot.choice(("dho", "journal", "velferdsteknologi")),
                title=f"Slik gjorde vi det {number} (eksempel)",
                done=" ".join(lot.choice(said) for _sentence in range(4)),
                visibility=Visibility.PUBLIC,
            )
        )
    Experience.objects.bulk_create(rows, batch_size=AT_ONCE)
