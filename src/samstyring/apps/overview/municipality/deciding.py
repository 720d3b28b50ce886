"""What to decide next and by when, and every deadline of the coming twelve months."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.apps.adoption.queries.introductions import Row
from samstyring.apps.portfolio.models import Measure

from . import standing
from .binding import Binding
from .load import Deadline, Load
from .roadmap import YEAR, Roadmap

MOST = 8


@dataclass(frozen=True)
class Decision:
    """Something to decide: in words, by when (none: no deadline is stated), and where to read of it."""

    what: str
    by: datetime.date | None
    address: str
    # What is known besides the deadline, such as since when a duty holds.
    note: str = ""


def decisions(
    binding: Binding, roadmap: Roadmap, load: Load, own: Mapping[int, Row], today: datetime.date
) -> list[Decision]:
    """What waits for a decision, that with the nearest deadline first and what has none last; at most eight.

    Hearings to answer, positions to comment on, duties that begin, what is wanted or planned here and not
    decided, and measures that must be used or are on a roadmap and that nobody has taken a stand on here.
    """
    found = [
        *_of_load(load),
        *_of_duties(binding, own),
        *_undecided(own, today),
        *_without_stand(roadmap, own),
    ]
    once: dict[str, Decision] = {}
    for one in found:
        there = once.get(one.address + one.what)
        if there is None or (one.by is not None and (there.by is None or one.by < there.by)):
            once[one.address + one.what] = one
    return sorted(once.values(), key=lambda one: (one.by is None, one.by or today))[:MOST]


def _of_load(load: Load) -> Iterable[Decision]:
    for hearing in load.hearings:
        yield Decision(
            _("Answer the hearing “%(title)s”") % {"title": hearing.title},
            hearing.deadline,
            reverse("consultations:consultation", args=[hearing.public_id]),
            _("an example") if hearing.is_example else "",
        )
    for position in load.positions:
        yield Decision(
            _("Say what we think of “%(title)s”") % {"title": position.case.title},
            position.comments_until,
            position.case.get_absolute_url(),
        )


def _of_duties(binding: Binding, own: Mapping[int, Row]) -> Iterable[Decision]:
    for duty in binding.later:
        what = (
            _("Be ready to use %(name)s") if duty.kind == "use" else _("Make room in the budget for %(name)s")
        )
        yield Decision(what % {"name": duty.measure.name}, duty.valid_from, duty.measure.get_absolute_url())
    for measure in binding.use_measures:
        if measure.pk not in own:
            yield _stand(measure, None, _("it must be used, and nothing is entered of it here"))


def _undecided(own: Mapping[int, Row], today: datetime.date) -> Iterable[Decision]:
    for row in standing.undecided(own):
        one = row.introduction
        yield Decision(
            _("Decide on %(name)s") % {"name": one.measure.name},
            one.starts if one.starts and one.starts >= today else None,
            one.get_absolute_url(),
            _("wanted or planned here, and no decision is entered"),
        )


def _without_stand(roadmap: Roadmap, own: Mapping[int, Row]) -> Iterable[Decision]:
    for planned in (*roadmap.soon, *roadmap.under_way):
        if planned.item.measure_id not in own:
            by = planned.item.starts if planned.soon else None
            yield _stand(planned.item.measure, by, _("on the roadmap, and nothing is entered of it here"))


def _stand(measure: Measure, by: datetime.date | None, note: str) -> Decision:
    what = _("Take a stand on %(name)s") % {"name": measure.name}
    return Decision(what, by, measure.get_absolute_url(), note)


def deadlines(
    binding: Binding, roadmap: Roadmap, load: Load, own: Mapping[int, Row], today: datetime.date
) -> list[Deadline]:
    """All that has a day within the twelve months from today on, by day."""
    found = [*load.activities, *_dated_load(load), *_dated_plans(binding, roadmap, today)]
    for row in standing.expected(own):
        one = row.introduction
        for day, words in (
            (one.starts, _("%(name)s begins here")),
            (one.ends, _("%(name)s is to be done here")),
        ):
            if _is_near(day, today):
                found.append(Deadline(day, words % {"name": one.measure.name}, one.get_absolute_url()))
    return sorted(one for one in found if _is_near(one.day, today))


def _is_near(day: datetime.date | None, today: datetime.date) -> TypeGuard[datetime.date]:
    """Within the twelve months. Asked before words and addresses are made: most days of a roadmap are not."""
    return day is not None and today <= day <= today + YEAR


def _dated_load(load: Load) -> Iterable[Deadline]:
    for one in load.hearings:
        if one.deadline is not None:
            words = _("Deadline of the hearing “%(title)s”") % {"title": one.title}
            yield Deadline(one.deadline, words, reverse("consultations:consultation", args=[one.public_id]))
    for position in load.positions:
        if position.comments_until is not None:
            words = _("Comments on “%(title)s”") % {"title": position.case.title}
            yield Deadline(position.comments_until, words, position.case.get_absolute_url())
    for meeting in load.meetings:
        yield Deadline(meeting.day, _("%(body)s meets") % {"body": meeting.body.name})
        if meeting.papers_due is not None:
            yield Deadline(meeting.papers_due, _("Papers to %(body)s") % {"body": meeting.body.name})
    for wave in load.waves:
        for day, words in (
            (wave.begins, _("The wave “%(name)s” begins")),
            (wave.is_done, _("The wave “%(name)s” is to be done")),
        ):
            if day is not None:
                yield Deadline(day, words % {"name": wave.wave.name}, wave.wave.get_absolute_url())


def _dated_plans(binding: Binding, roadmap: Roadmap, today: datetime.date) -> Iterable[Deadline]:
    for duty in binding.later:
        if _is_near(duty.valid_from, today):
            words = _("Duty to use %(name)s") if duty.kind == "use" else _("Duty to pay for %(name)s")
            yield Deadline(
                duty.valid_from, words % {"name": duty.measure.name}, duty.measure.get_absolute_url()
            )
    for planned in roadmap.planned:
        item, name = planned.item, planned.item.measure.name
        for day, words in (
            (item.starts, _("%(name)s begins on the roadmap")),
            (item.ends, _("%(name)s ends on the roadmap")),
        ):
            if _is_near(day, today):
                yield Deadline(day, words % {"name": name}, item.measure.get_absolute_url())
    for one in roadmap.milestones:
        yield Deadline(one.date, one.title, one.measure.get_absolute_url() if one.measure else "")
