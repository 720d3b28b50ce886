"""What means about the same: as one statement, or as those of a point. Ranked by `likeness_store`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samstyring.apps.actors.visibility import Person

from .. import likeness, likeness_store
from ..models import Consultation, Point, PointMember, Statement
from . import holding
from .lists import statements_shown

SUGGESTIONS = 8
# How alike two statements are, in words, by the least likeness of each, the strongest first; what is less
# alike than the last is not worth a look. How they were set: docs/methods/points.md.
BY_MEANING = (
    (0.93, pgettext_lazy("likeness", "Nearly the same words")),
    (0.83, pgettext_lazy("likeness", "Very likely the same")),
    (0.72, pgettext_lazy("likeness", "May say the same")),
    (0.55, pgettext_lazy("likeness", "About something like it")),
)
BY_WORDS = (
    (0.7, pgettext_lazy("likeness", "Nearly the same words")),
    (0.35, pgettext_lazy("likeness", "Many of the same words")),
    (0.05, pgettext_lazy("likeness", "Some of the same words")),
)


def in_words(alike: float, *, by_meaning: bool) -> str:
    """How alike, in words."""
    scale = BY_MEANING if by_meaning else BY_WORDS
    return str(next((words for least, words in scale if alike >= least), scale[-1][1]))


def least(*, by_meaning: bool) -> float:
    """The likeness below which a statement is not shown."""
    return (BY_MEANING if by_meaning else BY_WORDS)[-1][0]


@dataclass(frozen=True)
class Alike:
    """A statement that may say the same, with how alike it is in words."""

    shown: holding.ShownStatement
    in_words: str
    points: list[Point]

    @property
    def span(self) -> str:
        """The place in the texts, as forms send it."""
        statement = self.shown.statement
        return f"{statement.reading.source_text_id}-{statement.start}-{statement.end}"


@dataclass(frozen=True)
class Suggestions:
    """Statements that may belong to a point, the likeliest first. `by_meaning` or only by shared words."""

    rows: list[Alike]
    by_meaning: bool


def suggestions(point: Point, *, may_see: bool, most: int = SUGGESTIONS) -> Suggestions:
    """What may say the same as the statements in a point and has no decision in it yet. Eight queries."""
    store = likeness_store.store_of(point.consultation)
    members = list(point.members.values_list("source_text_id", "start", "end", "state", "side"))
    statements = statement_ids(member[:3] for member in members)
    inside = [
        statements[tuple(member[:3])]
        for member in members
        if member[3] != PointMember.State.REMOVED and member[4] == "for" and tuple(member[:3]) in statements
    ]
    places = store.places(np.array(inside, np.int64))
    if not places.size:
        return Suggestions([], store.rows.by_meaning)
    middle = likeness.middle_of(store.rows.rows[places])
    taken = set(statements.values())
    ranked = likeness.likeliest(store.rows, middle, most=most + len(taken))
    found = [
        (int(store.statements[number]), alike)
        for number, alike in ranked
        if alike >= least(by_meaning=store.rows.by_meaning) and int(store.statements[number]) not in taken
    ][:most]
    return Suggestions(
        shown_alike(
            found,
            by_meaning=store.rows.by_meaning,
            may_see=may_see,
            consultation=point.consultation,
        ),
        store.rows.by_meaning,
    )


def statement_ids(spans: Iterable[Sequence[Any]]) -> dict[tuple[Any, ...], int]:
    """The ids of the statements that count at places in texts (text, start, end). One query."""
    wanted = {tuple(span) for span in spans}
    rows = Statement.objects.filter(
        is_effective=True,
        reading__source_text__in={text for text, _start, _end in wanted},
        start__in={start for _text, start, _end in wanted},
    ).values_list("reading__source_text_id", "start", "end", "pk")
    return {tuple(span): pk for *span, pk in rows if tuple(span) in wanted}


def shown_alike(
    ranked: Sequence[tuple[int, float]], *, by_meaning: bool, may_see: bool, consultation: Consultation
) -> list[Alike]:
    """Statements by id and likeness, as they may be shown, in the order given. Five queries at most.

    `may_see` holds for `consultation` only: what is held back in another one is hidden.
    """
    rows = statements_shown(
        Statement.objects.effective().filter(pk__in=[pk for pk, _alike in ranked], current_cited=False)
    ).select_related("consultation", "reading__submission")
    own = [row for row in rows if row.consultation_id == consultation.pk]
    others = [row for row in rows if row.consultation_id != consultation.pk]
    shown = {
        one.statement.pk: one
        for one in [
            *holding.shown_statements(own, may_see=may_see),
            *(holding.shown_statements(others, may_see=False) if others else []),
        ]
    }
    points = points_at([one.statement for one in shown.values()])
    return [
        Alike(
            shown=shown[pk],
            in_words=in_words(alike, by_meaning=by_meaning),
            points=points.get(
                (
                    shown[pk].statement.reading.source_text_id,
                    shown[pk].statement.start,
                    shown[pk].statement.end,
                ),
                [],
            ),
        )
        for pk, alike in ranked
        if pk in shown
    ]


def points_at(statements: Sequence[Statement]) -> dict[tuple[int, int, int], list[Point]]:
    """The points that statements are in, by (text, start, end). One query."""
    rows = (
        PointMember.objects.filter(
            source_text__in={one.reading.source_text_id for one in statements},
            start__in={one.start for one in statements},
            point__merged_into=None,
        )
        .exclude(state=PointMember.State.REMOVED)
        .exclude(point__state=Point.State.DISSOLVED)
        .select_related("point")
        .order_by("point_id")
    )
    found: dict[tuple[int, int, int], list[Point]] = {}
    for row in rows:
        found.setdefault((row.source_text_id, row.start, row.end), []).append(row.point)
    return found


MOST = 200
# "All consultations" looks at no more than so many, the newest first, so that a page stays fast.
MOST_CONSULTATIONS = 20


class Within(TextChoices):
    """Where statements like one are looked for. The values stand in the address."""

    CONSULTATION = "horingen", _("This consultation")
    THEME = "temaet", _("The same theme")
    ALL = "alle", _("All consultations that you may see")


@dataclass(frozen=True)
class Found:
    """Statements like one. `by_meaning` says whether meaning was compared, or only shared words.

    `left_out` consultations were not looked at, since nobody has prepared them yet or there are too many.
    """

    ranked: list[tuple[int, float]]
    by_meaning: bool
    consultations: int = 1
    left_out: int = 0


def alike_to(statement: Statement, within: Within, user: Person) -> Found:
    """The statements most like one, at most 200, the likeliest first. The statement must have its reading.

    Three queries within the consultation and four within the theme; two a consultation within all.
    """
    store = likeness_store.store_of(statement.consultation)
    vector = None
    place = store.place(statement.pk)
    if place is None or within == Within.ALL:
        vector = likeness_store.vector_of(statement.quote)
    if within != Within.ALL:
        row = (
            likeness.row_for(statement.quote, vector, store.rows) if place is None else store.rows.rows[place]
        )
        among = None
        if within == Within.THEME:
            same = Statement.objects.effective().filter(
                consultation=statement.consultation_id, current_theme=statement.current_theme
            )
            among = store.places(np.array(same.values_list("pk", flat=True), np.int64))
        ranked = ranked_in(store, row, among, leave_out=statement.pk)
        return Found(ranked, store.rows.by_meaning)
    others = Consultation.objects.visible_to(user).exclude(pk=statement.consultation_id)
    total = others.count()
    stores = [store]
    for consultation in others.order_by("-created", "-id")[:MOST_CONSULTATIONS]:
        other = likeness_store.existing(consultation)
        if other is not None and other.rows.by_meaning == store.rows.by_meaning:
            stores.append(other)
    ranked = [
        one
        for each in stores
        for one in ranked_in(
            each, likeness.row_for(statement.quote, vector, each.rows), None, leave_out=statement.pk
        )
    ]
    ranked.sort(key=lambda one: -one[1])
    return Found(ranked[:MOST], store.rows.by_meaning, len(stores), total - len(stores) + 1)


def ranked_in(
    store: likeness_store.Store,
    row: likeness.Floats | None,
    among: likeness.Numbers | None,
    *,
    leave_out: int,
) -> list[tuple[int, float]]:
    """The ids of the statements of one store that are like a row, and how alike."""
    if row is None:
        return []
    ranked = likeness.likeliest(store.rows, row, most=MOST + 1, among=among)
    return [
        (int(store.statements[number]), alike)
        for number, alike in ranked
        if alike >= least(by_meaning=store.rows.by_meaning) and int(store.statements[number]) != leave_out
    ][:MOST]
