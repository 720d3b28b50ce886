"""Who can help whom in a wave, the most alike first."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from samstyring.apps.actors.likeness import UNKNOWN, apart
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.queries.likeness import everybody
from samstyring.apps.actors.visibility import Person

from ..booking import Book, quarter_at, quarter_of
from ..choices import Progress, Status
from ..helping import Helper, Stand, matches
from ..models import StepProgress, Wave, WaveParticipant, WaveStep
from .booked import books
from .introductions import seen

# The quarters in which somebody could help: this one and the next.
AHEAD = 2
MOST = 60


@dataclass(frozen=True)
class Help:
    """One that has a step to take, and who can help."""

    organisation: Organisation
    step: WaveStep
    helpers: list[tuple[Organisation, Helper]]


def who_helps(wave: Wave, steps: Sequence[WaveStep], user: Person, today: datetime.date) -> list[Help]:
    """Those with a step to take, by name, each with up to three that can help. Nine queries at most."""
    found = list(
        WaveParticipant.objects.filter(wave=wave, left=False)
        .exclude(organisation=wave.network_id)
        .select_related("organisation")
        .order_by("organisation__name", "pk")
    )
    if len(found) < 2 or not steps:
        return []
    places = {one.organisation_id: one.organisation for one in found}
    known = everybody()

    def unlike(one: int, other: int) -> float:
        if one not in known or other not in known:
            return UNKNOWN
        return apart(known[one][2], known[other][2])

    named = {step.pk: step for step in steps}
    return [
        Help(places[match.key], named[match.step], [(places[one.key], one) for one in match.helpers])
        for match in matches(named, _stands(found, wave, user, today), unlike)
    ][:MOST]


def _stands(found: Sequence[WaveParticipant], wave: Wave, user: Person, today: datetime.date) -> list[Stand]:
    done: dict[int, set[int]] = defaultdict(set)
    for participant, step in StepProgress.objects.filter(
        participant__in=[one.pk for one in found], state=Progress.DONE
    ).values_list("participant", "step"):
        done[participant].add(step)
    keys = [one.organisation_id for one in found]
    using = set(
        seen(user)
        .filter(measure=wave.measure, organisation__in=keys, status=Status.IN_USE)
        .order_by()
        .values_list("organisation", flat=True)
    )
    first = quarter_of(today).place
    ahead = [quarter_at(place) for place in range(first, first + AHEAD)]
    booked: dict[int, Book] = books(keys, user, ahead)
    return [
        Stand(
            key=one.organisation_id,
            done=frozenset(done[one.pk]),
            using=one.organisation_id in using,
            spare=booked[one.organisation_id].spare(ahead),
        )
        for one in found
    ]
