"""What is typical of each theme, with who says it."""

from collections import defaultdict

import numpy as np

from ..keeping import kept
from ..models import CentralStatement, Consultation
from .columns import CODES, Chosen
from .listing import Listed, listed

SHOWN = 2


def typical(consultation: Consultation, found: Chosen, *, may_see: bool) -> dict[str, list[Listed]]:
    """For each theme the most typical statements of those that were chosen, each from another reply.

    Two queries, and some more where something has changed or is held back. A statement that has another theme
    by now is left out.
    """
    picked: dict[str, list[int]] = defaultdict(list)
    replies: dict[str, set[int]] = defaultdict(set)
    ranked = kept(consultation.pk, "central", lambda: ranked_of(consultation))
    there = found.at[np.isin(found.ids, [statement for _theme, statement in ranked])]
    where = {int(found.columns.rows["id"][at]): int(at) for at in there}
    columns = found.columns.rows
    for theme, statement in ranked:
        at = where.get(statement)
        if at is None or len(picked[theme]) >= SHOWN or CODES.words[columns["theme"][at]] != theme:
            continue
        reply = int(columns["submission"][at])
        if reply not in replies[theme]:
            picked[theme].append(statement)
            replies[theme].add(reply)
    wanted = [pk for chosen in picked.values() for pk in chosen]
    by_pk = {row.pk: row for row in listed(consultation, found.replies, wanted, may_see=may_see)}
    return {theme: [by_pk[pk] for pk in chosen if pk in by_pk] for theme, chosen in picked.items()}


def ranked_of(consultation: Consultation) -> list[tuple[str, int]]:
    """The statements that are typical, by theme and rank. One query."""
    rows = CentralStatement.objects.filter(consultation=consultation).order_by("theme", "rank")
    return list(rows.values_list("theme", "statement"))
