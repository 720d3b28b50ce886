"""What the comparison of two consultations, or of two documents, shows."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Max, Q, QuerySet, Sum

from samstyring.apps.actors.visibility import Person
from samstyring.apps.actors.words import having_all
from samstyring.engines.text_analysis.likeness import likeness as drawn_out

from .. import comparing, likeness, likeness_store
from ..models import (
    PRIVATE_PERSON,
    Comparison,
    Consultation,
    Point,
    PointMember,
    Reading,
    Sender,
    Stance,
    Statement,
    Submission,
)
from ..themes import theme_choices, theme_label
from . import holding
from .lists import statements_shown
from .point_sums import live
from .pool import PooledStatement, fingerprint

PER_PAGE = 25
# What is kept of the way statements are compared: raised when the same statements would give another result.
FORM = "1"


def fingerprint_of_both(earlier: Consultation, later: Consultation) -> str:
    """What a comparison of the two depends on: their statements and their points. Eight queries."""
    parts = [FORM]
    for consultation in (earlier, later):
        points = live(consultation).aggregate(all=Count("pk"), newest=Max("pk"), versions=Sum("version"))
        members = PointMember.objects.filter(point__in=live(consultation)).aggregate(
            all=Count("pk"), removed=Count("pk", filter=Q(state=PointMember.State.REMOVED))
        )
        parts += [fingerprint(consultation), str(points), str(members)]
    # Vectors that come later give a better comparison of the same statements.
    parts += [
        str(likeness_store.is_by_meaning(earlier)),
        str(likeness_store.is_by_meaning(later)),
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def to_compare_with(consultation: Consultation, user: Person, search: str) -> QuerySet[Consultation]:
    """The other consultations that the user may see whose titles have the words, the newest first."""
    found: QuerySet[Consultation] = Consultation.objects.visible_to(user).exclude(pk=consultation.pk)
    found = found.filter(having_all(search, "title"))
    return found.select_related("owner_organisation").order_by("-created", "-id")


@dataclass(frozen=True)
class ThemeRow:
    """How many statements of a theme are new, may be, and came back."""

    label: str
    new: int
    unsure: int
    back: int


@dataclass(frozen=True)
class Pair:
    """A later statement and the earlier one most like it."""

    later: holding.ShownStatement
    earlier: holding.ShownStatement


@dataclass(frozen=True)
class PointPair:
    """A point of the later consultation and the one of the earlier that it comes back to."""

    later: Point
    earlier: Point


@dataclass(frozen=True)
class Turn:
    """A sender in both consultations, with its stance in each, in words; empty where it has none."""

    name: str
    before: str
    after: str
    changed: bool


@dataclass(frozen=True)
class Senders:
    """Who took part in both, only in the later, only in the earlier; private persons are not compared."""

    changed: list[Turn] = field(default_factory=list)
    same: list[Turn] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """A comparison as its page shows it."""

    by_meaning: bool
    themes: list[ThemeRow]
    new: list[holding.ShownStatement]
    back: list[Pair]
    points_back: list[PointPair]
    points_new: list[Point]
    points_gone: list[Point]


def shown_comparison(comparison: Comparison, *, may_see: bool, may_see_earlier: bool) -> Shown:
    """The stored result with its statements and points as they may be shown now. Seven queries at most.

    What is no longer there, or no longer counts, is left out.
    """
    result = comparison.result
    later = shown_by_id([*result["new"], *(row[0] for row in result["back"])], may_see=may_see)
    earlier = shown_by_id([row[1] for row in result["back"]], may_see=may_see_earlier)
    kept = result["points"]
    order = theme_choices(comparison.later)
    points = {
        point.pk: point
        for consultation in (comparison.earlier, comparison.later)
        for point in live(consultation)
    }
    return Shown(
        by_meaning=result["by_meaning"],
        themes=[
            ThemeRow(theme_label(theme), *result["themes"][theme])
            for theme in [
                *(theme for theme in order if theme in result["themes"]),
                *sorted(result["themes"].keys() - order.keys()),
            ]
        ],
        new=[later[pk] for pk in result["new"] if pk in later],
        back=[
            Pair(later[one], earlier[other])
            for one, other, _alike in result["back"]
            if one in later and other in earlier
        ],
        points_back=[
            PointPair(points[one], points[other])
            for one, other, _alike in kept["back"]
            if one in points and other in points
        ],
        points_new=[points[pk] for (pk,) in kept["new"] if pk in points],
        points_gone=[points[pk] for (pk,) in kept["gone"] if pk in points],
    )


def shown_by_id(pks: Iterable[int], *, may_see: bool) -> dict[int, holding.ShownStatement]:
    """Statements that count, by id, as they may be shown. Three queries."""
    rows = statements_shown(Statement.objects.effective().filter(pk__in=list(pks)))
    return {one.statement.pk: one for one in holding.shown_statements(rows, may_see=may_see)}


def senders_compared(earlier: Consultation, later: Consultation) -> Senders:
    """The senders of two consultations beside each other. Two queries."""
    before, after = stances_of(earlier), stances_of(later)
    turns = [
        Turn(
            name=after[key][0],
            before=before[key][1],
            after=after[key][1],
            changed=bool(before[key][1] and after[key][1] and before[key][1] != after[key][1]),
        )
        for key in after
        if key in before
    ]
    turns.sort(key=lambda turn: turn.name.casefold())
    return Senders(
        changed=[turn for turn in turns if turn.changed],
        same=[turn for turn in turns if not turn.changed],
        new=sorted((name for key, (name, _stance) in after.items() if key not in before), key=str.casefold),
        absent=sorted(
            (name for key, (name, _stance) in before.items() if key not in after), key=str.casefold
        ),
    )


def stances_of(consultation: Consultation) -> dict[str, tuple[str, str]]:
    """The senders of the replies that count, by what tells them apart: name, and stance in words. One query.

    Of several replies of one sender the last one with a stance tells.
    """
    rows = (
        Sender.objects.filter(
            submission__consultation=consultation, submission__status="read", submission__counts=True
        )
        .exclude(kind=PRIVATE_PERSON)
        .order_by("submission_id", "position")
        .values_list("organisation_id", "organisation__name", "kind", "name", "submission__stance")
    )
    words = {value: str(label) for value, label in Stance.choices}
    found: dict[str, tuple[str, str]] = {}
    for organisation, known, kind, name, stance in rows:
        key = f"o{organisation}" if organisation else f"n{kind}:{name.casefold()}"
        earlier = found.get(key, ("", ""))[1]
        found[key] = (known or name, words.get(stance, "") or earlier)
    return found


@dataclass(frozen=True)
class Line:
    """One statement of two versions of a text. `kind` is "new", "changed", "same" or "gone"."""

    kind: str
    later: str
    earlier: str
    place: tuple[int, int] | None


def documents_compared(
    later: Reading, earlier: Reading, *, may_see: bool, may_see_earlier: bool
) -> list[Line]:
    """The statements of two documents aligned, in the order of the later one. Six queries."""
    new, old = pooled(later), pooled(earlier)
    both = [*new, *old]
    rows = likeness.rows_of([one.quote for one in both], vectors := likeness_store.vectors_of(both))
    alike = rows.rows[: len(new)] @ rows.rows[len(new) :].T
    alike = drawn_out(alike) if vectors is not None else alike
    places: dict[str, list[int]] = {}
    for number, one in enumerate(old):
        places.setdefault(words_of(one.quote), []).append(number)
    same = [
        (number, other) for number, one in enumerate(new) for other in places.get(words_of(one.quote), [])
    ]
    held = {} if may_see else holding.held_in([later.source_text_id])
    held_before = {} if may_see_earlier else holding.held_in([earlier.source_text_id])

    def line(pair: comparing.Aligned) -> Line:
        one = new[pair.later] if pair.later is not None else None
        other = old[pair.earlier] if pair.earlier is not None else None
        kind = "gone" if one is None else "new"
        if one is not None and other is not None:
            kind = "same" if words_of(one.quote) == words_of(other.quote) else "changed"
        return Line(
            kind=kind,
            later=holding.redact_quote(one.quote, one.start, held.get(one.source_text, [])) if one else "",
            earlier=holding.redact_quote(other.quote, other.start, held_before.get(other.source_text, []))
            if other
            else "",
            place=(one.start, one.end) if one else None,
        )

    least = comparing.NEW[rows.by_meaning]
    return [line(pair) for pair in comparing.align(alike, same, least=least)]


def words_of(quote: str) -> str:
    """The words of a quotation, for telling whether two are the same."""
    return " ".join(quote.casefold().split())


def pooled(reading: Reading) -> list[PooledStatement]:
    """The statements of one document, also one that a newer version has replaced. One query."""
    rows = (
        Statement.objects.filter(reading=reading)
        .standing()
        .order_by("start")
        .values_list("pk", "submission_id", "start", "end", "quote", "current_type", "current_theme")
    )
    return [
        PooledStatement(pk, submission, reading.source_text_id, start, end, quote, type_, theme)
        for pk, submission, start, end, quote, type_, theme in rows
    ]


def documents_to_compare_with(submission: Submission, user: Person) -> list[Submission]:
    """Other documents that this one is likely a version of: replaced or replacing, or of the same sender.

    The nearest come first; at most 25. Four queries.
    """
    organisations = [row.organisation_id for row in submission.senders.all() if row.organisation_id]
    condition = Q(senders__organisation__in=organisations) | Q(replaced_by=submission)
    if submission.replaces_id:
        condition |= Q(pk=submission.replaces_id)
    found = (
        Submission.objects.filter(condition, consultation__in=Consultation.objects.visible_to(user))
        .filter(status="read")
        .exclude(pk=submission.pk)
        .select_related("consultation")
        .prefetch_related("senders__organisation")
        .distinct()
        .order_by("-id")[:PER_PAGE]
    )
    return sorted(
        found,
        key=lambda one: (
            one.pk != submission.replaces_id and one.replaces_id != submission.pk,
            one.consultation_id != submission.consultation_id,
            -one.pk,
        ),
    )
