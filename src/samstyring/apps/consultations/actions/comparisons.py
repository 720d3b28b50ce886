"""Two consultations compared in the background, and the result kept until one of them changes."""

from collections.abc import Sequence

import numpy as np
from django.db import transaction

from .. import comparing, likeness, likeness_store
from ..models import Comparison, Consultation, PointMember, StatementType
from ..queries.point_sums import live
from ..queries.pool import PooledStatement, pool

SHOWN = 100
POINTS_SHOWN = 200
Statements = Sequence[PooledStatement]
Spans = dict[tuple[int, int, int], int]


def ask(*, earlier: Consultation, later: Consultation, fingerprint: str) -> tuple[Comparison, bool]:
    """The comparison of two consultations, and whether it has to be reckoned: it is new, or they changed.

    Where it is asked for already, nothing is written: a page that waits asks every few seconds.
    """
    there = Comparison.objects.filter(earlier=earlier, later=later, fingerprint=fingerprint).first()
    return (there, False) if there else _ask_anew(earlier, later, fingerprint)


@transaction.atomic
def _ask_anew(earlier: Consultation, later: Consultation, fingerprint: str) -> tuple[Comparison, bool]:
    row, _created = Comparison.objects.select_for_update(of=("self",)).get_or_create(
        earlier=earlier, later=later, defaults={"fingerprint": ""}
    )
    if row.fingerprint == fingerprint:
        return row, False
    row.fingerprint = fingerprint
    row.state = Comparison.State.WAITING
    row.save()
    return row, True


def reckon(*, comparison: Comparison) -> Comparison:
    """Compare the two and store the result: ids of statements and points, and likeness."""
    later, rows, earlier, before, by_meaning = rows_of_both(comparison.later, comparison.earlier)
    told = [number for number, one in enumerate(later) if one.type != StatementType.BACKGROUND]
    matched = comparing.match(rows[told], before, by_meaning=by_meaning)
    back, new = comparing.BACK[by_meaning], comparing.NEW[by_meaning]
    themes: dict[str, list[int]] = {}
    pairs, unseen = [], []
    for place, number in enumerate(told):
        alike = float(matched.alike[place])
        counts = themes.setdefault(later[number].theme, [0, 0, 0])
        counts[0 if alike < new else 2 if alike >= back else 1] += 1
        if alike >= back:
            pairs.append((alike, later[number].pk, earlier[int(matched.nearest[place])].pk))
        elif alike < new:
            unseen.append(number)
    pairs.sort(key=lambda pair: (-pair[0], pair[1]))
    shown = comparing.typical(rows[unseen], [later[number].theme for number in unseen], most=SHOWN)
    result = {
        "by_meaning": by_meaning,
        "themes": themes,
        "new": [later[unseen[at]].pk for at in shown],
        "back": [[one, other, round(alike, 3)] for alike, one, other in pairs[:SHOWN]],
        "points": points_compared(comparison, spans_of(later), spans_of(earlier), rows, before, by_meaning),
    }
    Comparison.objects.filter(pk=comparison.pk, fingerprint=comparison.fingerprint).update(
        result=result, state=Comparison.State.DONE
    )
    comparison.refresh_from_db()
    return comparison


def rows_of_both(
    later: Consultation, earlier: Consultation
) -> tuple[Statements, likeness.Floats, Statements, likeness.Floats, bool]:
    """The statements of two consultations with rows that can be compared, and whether they are by meaning.

    By meaning the rows are those of the stores, which are mapped from files; by words they are made here.
    """
    stores = [likeness_store.store_of(consultation) for consultation in (later, earlier)]
    pools = [pool(consultation) for consultation in (later, earlier)]
    if not all(store.rows.by_meaning for store in stores):
        both = [one.quote for statements in pools for one in statements]
        rows = likeness.rows_of(both, None).rows
        return pools[0], rows[: len(pools[0])], pools[1], rows[len(pools[0]) :], False
    found = []
    for store, statements in zip(stores, pools, strict=True):
        known = {one.pk: one for one in statements}
        there = np.array([pk in known for pk in store.statements.tolist()], np.bool_)
        kept = [known[pk] for pk in store.statements.tolist() if pk in known]
        found.append((kept, store.rows.rows if there.all() else store.rows.rows[there]))
    return *found[0], *found[1], True


def spans_of(statements: Statements) -> Spans:
    """The numbers of statements by their place."""
    return {(one.source_text, one.start, one.end): number for number, one in enumerate(statements)}


def points_compared(
    comparison: Comparison,
    later: Spans,
    earlier: Spans,
    rows: likeness.Floats,
    before: likeness.Floats,
    by_meaning: bool,
) -> dict[str, Sequence[Sequence[float]]]:
    """The points that came back (later, earlier, likeness), the new ones, and those that are gone, by id."""
    new_points, middles = middles_of(comparison.later, later, rows)
    old_points, old_middles = middles_of(comparison.earlier, earlier, before)
    matched = comparing.match(middles, old_middles, by_meaning=by_meaning)
    came_back = [
        [new_points[place], old_points[int(nearest)], round(float(alike), 3)]
        for place, (nearest, alike) in enumerate(zip(matched.nearest, matched.alike, strict=True))
        if alike >= comparing.BACK[by_meaning]
    ]
    again, were = {row[0] for row in came_back}, {row[1] for row in came_back}
    return {
        "back": came_back[:POINTS_SHOWN],
        "new": [[pk] for pk in new_points if pk not in again][:POINTS_SHOWN],
        "gone": [[pk] for pk in old_points if pk not in were][:POINTS_SHOWN],
    }


def middles_of(
    consultation: Consultation, spans: Spans, rows: likeness.Floats
) -> tuple[list[int], likeness.Floats]:
    """The points of a consultation and the middle of what is said for each. One query."""
    members: dict[int, list[int]] = {}
    found = (
        PointMember.objects.filter(point__in=live(consultation), side=PointMember.Side.FOR)
        .exclude(state=PointMember.State.REMOVED)
        .order_by("point_id")
        .values_list("point_id", "source_text_id", "start", "end")
    )
    for point, *span in found:
        number = spans.get((span[0], span[1], span[2]))
        if number is not None:
            members.setdefault(point, []).append(number)
    middles = likeness.zeros((len(members), rows.shape[1]))
    for place, numbers in enumerate(members.values()):
        middles[place] = likeness.middle_of(rows[numbers])
    return list(members), middles
