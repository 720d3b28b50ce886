"""Near-identical text across a consultation's documents as points: letters that many send, copied paragraphs.

Grouping again gives the same points. New documents join the points that are there; what a person has taken
out, merged, split or dissolved stays so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import SYSTEM, Actor

from ..events.points import NearIdenticalGrouped
from ..models import Consultation, Point, PointMember, StatementType
from ..queries.holding import held_in, redact_quote
from ..queries.pool import PooledStatement
from .point_parts import shortened

Group = Sequence[PooledStatement]
AT_ONCE = 50
STATES = PointMember.State


@dataclass
class Known:
    """The members that points of a consultation have, whatever was decided of them."""

    points: dict[int, Point]
    by_text: dict[int, list[PointMember]] = field(default_factory=lambda: defaultdict(list))
    by_words: dict[tuple[int, str], list[PointMember]] = field(default_factory=lambda: defaultdict(list))

    def members(self, statement: PooledStatement) -> list[PointMember]:
        """The members that are this statement: the same place, or the same words of the same document."""
        found = {
            member.pk: member
            for member in self.by_text.get(statement.source_text, [])
            if member.start < statement.end and statement.start < member.end
        }
        found |= {
            member.pk: member
            for member in self.by_words.get((statement.submission, words_of(statement.quote)), [])
        }
        return list(found.values())

    def shown(self, point: int) -> Point:
        """The point that a point has been merged into, if any, in the end."""
        found, passed = self.points[point], {point}
        while found.merged_into_id in self.points and found.merged_into_id not in passed:
            passed.add(found.merged_into_id)
            found = self.points[found.merged_into_id]
        return found


def group_near_identical(
    *, consultation: Consultation, groups: Iterable[Group], by: Actor = SYSTEM
) -> tuple[int, int]:
    """Make or fill points from groups of near-identical statements.

    Returns how many points were made and how many statements were put in any; both 0 when nothing is new.
    Some groups are done in each transaction, so that nobody who writes meanwhile waits for long.
    """
    worthy = [group for group in groups if is_worth_a_point(group)]
    known = known_of(consultation)
    made = put_in = 0
    for start in range(0, len(worthy), AT_ONCE):
        new, members = group_some(consultation, worthy[start : start + AT_ONCE], known, by)
        made, put_in = made + new, put_in + members
    return made, put_in


@transaction.atomic
def group_some(
    consultation: Consultation, groups: Sequence[Group], known: Known, by: Actor
) -> tuple[int, int]:
    """Do some groups; see `group_near_identical`."""
    Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    places = [place_of(group, known) for group in groups]
    # What became of the points since they were looked up: merged, dissolved.
    for point in Point.objects.filter(pk__in={point.pk for point in places if point is not None}):
        known.points[point.pk] = point
    places = [known.shown(point.pk) if point is not None else None for point in places]
    homeless = [group for group, place in zip(groups, places, strict=True) if place is None]
    taken = taken_meanwhile(consultation, homeless)
    held = held_in({one.source_text for group in homeless for one in group})
    made: list[Point] = []
    filled: list[tuple[Point, Group]] = []
    for group, place in zip(groups, places, strict=True):
        if place is None and taken.isdisjoint((one.source_text, one.start, one.end) for one in group):
            place = new_point(consultation, group, held)
            made.append(place)
        if place is not None and place.state != Point.State.DISSOLVED and not place.merged_into_id:
            filled.append((place, group))
    Point.objects.bulk_create(made)
    members = [member for point, group in filled for member in new_members(point, group, known)]
    PointMember.objects.bulk_create(members, batch_size=500, ignore_conflicts=True)
    if members:
        touched = {member.point.pk: member.point for member in members}
        record(
            NearIdenticalGrouped(
                object_id=consultation.public_id,
                made=len(made),
                members=len(members),
                related=tuple(point.public_id for point in touched.values()),
            ),
            by=by,
        )
    return len(made), len(members)


def taken_meanwhile(consultation: Consultation, groups: Sequence[Group]) -> set[tuple[int, int, int]]:
    """The places in groups that are in a point of a grouping by now: another run was quicker. One query."""
    if not groups:
        return set()
    rows = PointMember.objects.filter(
        point__consultation=consultation,
        point__origin=Point.Origin.CAMPAIGN,
        source_text__in={one.source_text for group in groups for one in group},
        start__in={one.start for group in groups for one in group},
    )
    return set(rows.values_list("source_text_id", "start", "end"))


def is_worth_a_point(group: Group) -> bool:
    """Whether several documents say it and it says something: what is only background is no point."""
    several = len({statement.submission for statement in group}) > 1
    return several and any(statement.type != StatementType.BACKGROUND for statement in group)


def known_of(consultation: Consultation) -> Known:
    """What there is already. Two queries."""
    known = Known(points=consultation.points.in_bulk())
    rows = PointMember.objects.filter(point__consultation=consultation).select_related(
        "source_text__submission"
    )
    for member in rows.defer("source_text__text"):
        known.by_text[member.source_text_id].append(member)
        known.by_words[member.source_text.submission_id, words_of(member.quote)].append(member)
    return known


def place_of(group: Group, known: Known) -> Point | None:
    """The point that a group belongs to: the one that most of it is in through a grouping, if any."""
    counted = Counter(
        shown.pk
        for statement in group
        for member in known.members(statement)
        if known.points[member.point_id].origin == Point.Origin.CAMPAIGN
        for shown in [known.shown(member.point_id)]
    )
    if not counted:
        return None
    return known.points[min(counted, key=lambda pk: (-counted[pk], pk))]


def new_point(consultation: Consultation, group: Group, held: dict[int, list[tuple[int, int]]]) -> Point:
    """A proposed point for a group, named after its most frequent words, not saved yet."""
    counted = Counter(words_of(statement.quote) for statement in group)
    sample = max(group, key=lambda one: (counted[words_of(one.quote)], -one.submission, -one.start))
    themes = Counter(one.theme for one in group if one.theme not in {"", "none"})
    return Point(
        consultation=consultation,
        name=shortened(redact_quote(sample.quote, sample.start, held.get(sample.source_text, []))),
        theme=themes.most_common(1)[0][0] if themes else "",
        origin=Point.Origin.CAMPAIGN,
        state=Point.State.PROPOSED,
    )


def new_members(point: Point, group: Group, known: Known) -> list[PointMember]:
    """Rows, not saved yet, for what of a group is not in the point and has not been taken out of it."""
    rows: dict[tuple[int, str], PointMember] = {}
    for statement in group:
        # Taken out of a point that was merged into this one counts as taken out of this one.
        there = (
            any(known.shown(member.point_id).pk == point.pk for member in known.members(statement))
            if (point.pk in known.points)
            else False
        )
        key = (statement.submission, words_of(statement.quote))
        if there or key in rows:
            continue
        rows[key] = PointMember(
            point=point,
            source_text_id=statement.source_text,
            start=statement.start,
            end=statement.end,
            quote=statement.quote,
            state=STATES.PROPOSED,
        )
    return list(rows.values())


def words_of(quote: str) -> str:
    """The words of a quotation, for telling whether two are the same."""
    return " ".join(quote.casefold().split())
