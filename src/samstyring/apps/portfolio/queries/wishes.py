"""Needs tied to a measure: what it is to meet, and wishes with who backs them and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Person
from samstyring.apps.needs.models import Need
from samstyring.apps.needs.queries.counts import Behind, behind
from samstyring.apps.needs.queries.listing import OPEN

from ..choices import TieKind, WishState
from ..models import Measure, NeedTie, WishAnswer

PAGE_SIZE = 25
# How many of each kind the measure's own page shows.
SHOWN = 5


@dataclass(frozen=True)
class Tied:
    """A need that is tied to a measure, who stands behind it, and the answers, the newest first."""

    tie: NeedTie
    behind: Behind
    answers: list[WishAnswer]

    @property
    def newest(self) -> WishAnswer | None:
        """The answer that counts."""
        return self.answers[0] if self.answers else None


@dataclass(frozen=True)
class TiedNeeds:
    """The first of each kind, and how many there are."""

    meets: list[Tied]
    meets_count: int
    wishes: list[Tied]
    wishes_count: int


def visible(user: Person) -> QuerySet[NeedTie]:
    """The ties whose measure and need the person may see, those that most municipalities back first."""
    return (
        NeedTie.objects.filter(
            measure__in=Measure.objects.visible_to(user), need__in=Need.objects.visible_to(user)
        )
        .select_related("need__raised_by", "need__counted_with", "measure")
        .order_by("-need__municipalities", "pk")
    )


def of_measure(measure: Measure, user: Person, kind: str) -> QuerySet[NeedTie]:
    """The ties of one kind of a measure, with their answers."""
    return visible(user).filter(measure=measure, kind=kind).prefetch_related("answers__organisation")


def rows(ties: Iterable[NeedTie]) -> list[Tied]:
    """Ties with who stands behind each. Three queries."""
    found = list(ties)
    counts = behind(tie.need_id for tie in found)
    return [Tied(tie, counts[tie.need_id], list(tie.answers.all())) for tie in found]


def tied(measure: Measure, user: Person) -> TiedNeeds:
    """What the measure's own page shows. One query where nothing is tied, else seven at most."""
    ties = list(visible(user).filter(measure=measure).values_list("pk", "kind"))
    kinds = {kind: [pk for pk, of in ties if of == kind] for kind in TieKind.values}
    shown = [pk for those in kinds.values() for pk in those[:SHOWN]]
    found = (
        rows(visible(user).filter(pk__in=shown).prefetch_related("answers__organisation")) if shown else []
    )
    return TiedNeeds(
        meets=[one for one in found if one.tie.kind == TieKind.MEETS],
        meets_count=len(kinds[TieKind.MEETS]),
        wishes=[one for one in found if one.tie.kind == TieKind.WISH],
        wishes_count=len(kinds[TieKind.WISH]),
    )


def of_need(need: Need, user: Person) -> list[NeedTie]:
    """The measures that a need, or one merged into it, is tied to, with answers. Three queries."""
    return list(
        visible(user)
        .filter(Q(need=need) | Q(need__counted_with=need))
        .prefetch_related("answers__organisation")
        .order_by("measure__name", "pk")
    )


def own_needs(organisations: Iterable[Organisation], measure: Measure, user: Person) -> QuerySet[Need]:
    """Open needs that the organisations raised or have on their table and that are not tied to it yet."""
    mine = [one.pk for one in organisations]
    found: QuerySet[Need] = Need.objects.visible_to(user).filter(
        Q(raised_by__in=mine) | Q(held_by__in=mine), state__in=OPEN
    )
    return found.exclude(pk__in=measure.need_ties.values("need")).order_by("title", "pk")


def open_wishes(measure: Measure, user: Person, most: int) -> list[Need]:
    """Needs that are wished for and neither met nor turned down, those most municipalities back first.

    A need that was merged into another is counted as that one. Two queries.
    """
    newest = WishAnswer.objects.filter(tie=OuterRef("pk")).order_by("-day", "-pk").values("state")[:1]
    waiting = (
        visible(user)
        .filter(measure=measure, kind=TieKind.WISH)
        .annotate(newest=Coalesce(Subquery(newest), Value("")))
        .exclude(newest__in=[WishState.DONE, WishState.DECLINED])
        .annotate(top=Coalesce(F("need__counted_with"), F("need")))
    )
    tops = list(dict.fromkeys(waiting.values_list("top", flat=True)))
    found = Need.objects.visible_to(user).filter(pk__in=tops, state__in=OPEN)
    return list(found.order_by("-municipalities", "pk")[:most])
