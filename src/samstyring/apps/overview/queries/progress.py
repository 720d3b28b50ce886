"""How much of what was said in consultations is answered, and how long it took."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Min
from django.utils import timezone

from samstyring.apps.actors.visibility import Person, condition
from samstyring.apps.consultations.models import Consultation, Point, Submission
from samstyring.apps.decisions.models import Outcome
from samstyring.apps.needs.models import NeedSource

from ..merging import end_of, merged_into


@dataclass(frozen=True)
class Progress:
    """Points of a consultation, how many have an answer, and the median of days it took to give the first.

    `days` counts from the deadline, or where that is not known from the day the first reply was taken in
    (`from_deadline` is then false). It is None as long as nothing is answered, or no day to count from is
    known; an answer before that day counts as none.
    """

    points: int = 0
    answered: int = 0
    days: int | None = None
    from_deadline: bool = True


def progress_of(consultations: Sequence[Consultation], user: Person) -> dict[int, Progress]:
    """The progress of each consultation, as `user` may see it. Six queries, however many points."""
    wanted = [one.pk for one in consultations]
    points = _live(wanted)
    first = _first_answers(wanted, user)
    received = dict(
        Submission.objects.filter(consultation__in=wanted)
        .order_by()
        .values_list("consultation")
        .annotate(first=Min("received"))
    )
    found = {}
    for one in consultations:
        begun = one.deadline or (timezone.localdate(received[one.pk]) if one.pk in received else None)
        days = [max(0, (day - begun).days) for day in first[one.pk].values()] if begun else []
        found[one.pk] = Progress(
            points=points[one.pk],
            answered=len(first[one.pk]),
            days=round(median(days)) if days else None,
            from_deadline=one.deadline is not None,
        )
    return found


def _live(consultations: Sequence[int]) -> Counter[int]:
    rows = (
        Point.objects.filter(consultation__in=consultations, merged_into=None)
        .exclude(state=Point.State.DISSOLVED)
        .order_by()
        .values_list("consultation")
        .annotate(count=Count("pk"))
    )
    return Counter(dict(rows))


def _first_answers(consultations: Sequence[int], user: Person) -> dict[int, dict[int, datetime.date]]:
    """The day of the first answer to each point that has one, by consultation and point. Four queries."""
    answers: dict[int, list[tuple[int, datetime.datetime]]] = defaultdict(list)
    direct = Outcome.objects.filter(
        condition(user, prefix="subject__case__"), subject__point__consultation__in=consultations
    )
    for consultation, point, published in (
        direct.exclude(published=None)
        .order_by()
        .values_list("subject__point__consultation", "subject__point", "published")
    ):
        if published is not None:
            answers[consultation].append((point, published))
    for consultation, point, published in _through_needs(consultations, user):
        answers[consultation].append((point, published))
    points = Point.objects.filter(consultation__in=[one for one in consultations if answers[one]]).order_by()
    rows = list(points.values_list("pk", "merged_into", "state"))
    into = merged_into((pk, other) for pk, other, _state in rows)
    dissolved = {pk for pk, _other, state in rows if state == Point.State.DISSOLVED}
    found: dict[int, dict[int, datetime.date]] = defaultdict(dict)
    for consultation, given in answers.items():
        for point, published in given:
            root, day = end_of(point, into), timezone.localdate(published)
            if root not in dissolved:
                found[consultation][root] = min(day, found[consultation].get(root, day))
    return found


def _through_needs(consultations: Sequence[int], user: Person) -> list[tuple[int, int, datetime.datetime]]:
    """Answers to needs that points became part of, as (consultation, point, when). Two queries."""
    rows = (
        NeedSource.objects.filter(condition(user, prefix="need__"), point__consultation__in=consultations)
        .order_by()
        .values_list("point__consultation", "point", "need", "need__counted_with")
        .distinct()
    )
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for consultation, point, need, root in rows:
        places[need].append((consultation, point))
        if root:
            places[root].append((consultation, point))
    answered = Outcome.objects.filter(
        condition(user, prefix="subject__need__"),
        condition(user, prefix="subject__case__"),
        subject__need__in=list(places),
    )
    return [
        (consultation, point, published)
        for need, published in answered.exclude(published=None)
        .order_by()
        .values_list("subject__need", "published")
        if need is not None and published is not None
        for consultation, point in places[need]
    ]
