"""The sector's roadmap: what it is joined from, its lines, and how the two orders differ."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.actors.visibility import Person
from samstyring.apps.needs.models import Need
from samstyring.apps.needs.queries.counts import Behind, wanted_by
from samstyring.apps.needs.queries.listing import OPEN
from samstyring.apps.needs.queries.lists import places_on_lists

from .. import orders, two_orders
from ..choices import Scope, TieKind
from ..comparison import Comparison
from ..models import Edition, Measure, NeedTie, Recommendation
from . import roadmaps

# How many of those that municipalities put first are joined, besides all of the national edition.
MOST = 50


@dataclass(frozen=True)
class Basis:
    """A thing as it is joined, with who wants it."""

    joined: orders.Joined
    behind: Behind


@dataclass(frozen=True)
class Differs:
    """A line that both orders have, with how far apart it stands in them."""

    line: Recommendation
    municipal: int
    state: int
    words: str


@dataclass(frozen=True)
class SectorRoadmap:
    """What the page of a sector's edition shows."""

    lines: list[Recommendation]
    dropped: list[Recommendation]
    undecided: int
    drawing: two_orders.TwoOrders | None
    differs: list[Differs]
    only_municipal: list[Recommendation]
    only_state: list[Recommendation]
    before: Edition | None
    comparison: Comparison | None


def basis(national: Edition | None, keep: Collection[int] = ()) -> tuple[list[Basis], int]:
    """Own lists and a national edition joined, and how many own lists there are. Seven queries.

    Only what everyone may see is joined, as everyone may see the edition in the end. `keep` are the keys of
    what is on the edition already.
    """
    nobody = AnonymousUser()
    places = places_on_lists()
    open_needs = set(
        Need.objects.visible_to(nobody)
        .filter(pk__in={need for need, _whose, _place in places}, state__in=OPEN)
        .order_by()
        .values_list("pk", flat=True)
    )
    met_by: dict[int, list[int]] = defaultdict(list)
    needs_of: dict[int, set[int]] = defaultdict(set)
    seen = Measure.objects.visible_to(nobody)
    ties = NeedTie.objects.filter(kind=TieKind.MEETS, measure__in=seen)
    for measure, need, counted in ties.values_list("measure_id", "need_id", "need__counted_with_id"):
        met_by[counted or need].append(measure)
        needs_of[measure].add(counted or need)
    municipal = orders.municipal_order((row for row in places if row[0] in open_needs), met_by)
    state = orders.state_order(_state_lines(national, nobody) if national else [])
    joined = orders.joined(municipal, state, most=MOST, keep=keep)
    behind = wanted_by({one.key: needs_of[one.key] if one.key > 0 else {-one.key} for one in joined})
    return [Basis(one, behind[one.key]) for one in joined], len({whose for _need, whose, _place in places})


def _state_lines(national: Edition, user: Person) -> list[orders.StateLine]:
    items = roadmaps.visible_items(national, user).filter(dropped=False)
    return [orders.StateLine(one.measure_id, one.pk, one.starts, one.certainty) for one in items]


def visible_lines(edition: Edition, user: Person) -> list[Recommendation]:
    """The lines whose measure or need the person may see, in the municipalities' order. One query."""
    measures, needs = Measure.objects.visible_to(user), Need.objects.visible_to(user)
    return list(
        edition.recommendations.filter(Q(measure__in=measures) | Q(need__in=needs))
        .select_related("measure", "need", "national_item__edition")
        .order_by(F("municipal_place").asc(nulls_last=True), F("state_place").asc(nulls_last=True), "pk")
    )


def shown(edition: Edition, user: Person) -> SectorRoadmap:
    """All that the page of a sector's edition shows. Four queries."""
    rows = visible_lines(edition, user)
    lines = [one for one in rows if not one.dropped]
    by_key = {one.key: one for one in lines}
    before = previous(edition, user)
    apart = orders.differences((one.key, one.municipal_place, one.state_place) for one in lines)
    placed = [one for one in lines if one.municipal_place or one.state_place]
    return SectorRoadmap(
        lines=lines,
        dropped=[one for one in rows if one.dropped],
        undecided=sum(not one.advice for one in lines),
        drawing=two_orders.draw((one.title, one.municipal_place, one.state_place) for one in placed)
        if placed
        else None,
        differs=[Differs(by_key[one.key], one.municipal, one.state, _apart(one.apart)) for one in apart],
        only_municipal=[one for one in placed if not one.state_place],
        only_state=[one for one in placed if not one.municipal_place],
        before=before,
        comparison=roadmaps.compared(before, edition, user) if before else None,
    )


def _apart(places: int) -> str:
    if not places:
        return _("the same place")
    if places > 0:
        words = ngettext(
            "the state has it %(count)d place later", "the state has it %(count)d places later", places
        )
    else:
        words = ngettext(
            "the state has it %(count)d place earlier", "the state has it %(count)d places earlier", -places
        )
    return words % {"count": abs(places)}


def previous(edition: Edition, user: Person) -> Edition | None:
    """The published edition of the sector's roadmap before this one. One query."""
    earlier = Q(year__lt=edition.year) | Q(year=edition.year, dated__lt=edition.dated)
    found: Edition | None = (
        Edition.objects.visible_to(user)
        .filter(earlier, scope=Scope.SECTOR, published__isnull=False)
        .exclude(pk=edition.pk)
        .first()
    )
    return found


def newest_sector(user: Person) -> Edition | None:
    """The newest edition of the sector's roadmap: one that is published, else one that is being made."""
    seen = Edition.objects.visible_to(user).filter(scope=Scope.SECTOR).select_related("owner_organisation")
    found: Edition | None = seen.filter(published__isnull=False).first() or seen.first()
    return found
