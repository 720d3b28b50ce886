"""What a case treats and what it could treat, as one person may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.apps.actors.visibility import Person
from samstyring.apps.actors.words import MOST, having
from samstyring.apps.consultations.models import Consultation, Point
from samstyring.apps.needs.models import Need
from samstyring.apps.portfolio.models import Measure
from samstyring.apps.priorities.models import Round
from samstyring.apps.priorities.queries.advice import Advised, advice_of

from ..models import Case, CaseSubject
from ..models.cases import SUBJECT_KINDS

FOUND = 8
ROUNDS = 3
# Where the name of each kind stands.
NAMED = {"point": "name", "need": "title", "measure": "name", "round": "title"}


@dataclass(frozen=True)
class Treated:
    """One thing that a case treats: what it is called, where its page is, and what it is."""

    subject: CaseSubject
    name: str
    address: str
    label: str


@dataclass(frozen=True)
class Found:
    """One thing that a search found; `there` says that the case treats it already."""

    kind: str
    public_id: str
    name: str
    address: str
    label: str
    there: bool


def kind_labels() -> dict[str, str]:
    """What a case treats, in words, by kind."""
    return {
        "point": _("Point"),
        "need": _("Need"),
        "measure": _("Measure"),
        "round": _("Round of priorities"),
    }


def visible(kind: str, user: Person) -> QuerySet[Any]:
    """The things of a kind that the person may see and that can be treated."""
    if kind == "point":
        seen = Consultation.objects.visible_to(user)
        return Point.objects.filter(consultation__in=seen, merged_into=None).exclude(
            state=Point.State.DISSOLVED
        )
    models: dict[str, Any] = {"need": Need, "measure": Measure, "round": Round}
    found: QuerySet[Any] = models[kind].objects.visible_to(user)
    return found


def treated(case: Case, user: Person) -> tuple[list[Treated], int]:
    """What of the case's subjects the person may see, and how many more there are. Two queries."""
    seen = Q(point__consultation__in=Consultation.objects.visible_to(user))
    for kind in ("need", "measure", "round"):
        seen |= Q(**{f"{kind}__in": visible(kind, user)})
    rows = list(
        CaseSubject.objects.filter(seen, case=case).select_related(
            *SUBJECT_KINDS, "round__owner_organisation"
        )
    )
    hidden = CaseSubject.objects.filter(case=case).count() - len(rows)
    labels = kind_labels()
    found = [Treated(row, str(row.thing), address_of(row.kind, row.thing), labels[row.kind]) for row in rows]
    order = {kind: place for place, kind in enumerate(SUBJECT_KINDS)}
    return sorted(found, key=lambda one: (order[one.subject.kind], one.name)), hidden


def address_of(kind: str, thing: Any) -> str:
    """Where the thing's page is."""
    if kind == "point":
        return reverse("consultations:point", args=[thing.public_id])
    address: str = thing.get_absolute_url()
    return address


def search(case: Case, text: str, user: Person) -> list[Found]:
    """Points, needs, measures and rounds whose names have all the words; at most FOUND of each kind.

    One query a kind, and one for those that are there already.
    """
    words = text.split()[:MOST]
    if not words:
        return []
    there = {(row.kind, row.thing_id) for row in CaseSubject.objects.filter(case=case)}
    labels = kind_labels()
    found: list[Found] = []
    for kind in SUBJECT_KINDS:
        for thing in _named(kind, words, user)[:FOUND]:
            found.append(
                Found(
                    kind,
                    str(thing.public_id),
                    str(thing),
                    address_of(kind, thing),
                    labels[kind],
                    (kind, thing.pk) in there,
                )
            )
    return found


def _named(kind: str, words: Sequence[str], user: Person) -> QuerySet[Any]:
    found = visible(kind, user)
    for word in words:
        found = found.filter(having(word, NAMED[kind]))
    return found.order_by("-pk")


def advised_by_rounds(shown: Sequence[Treated], user: Person) -> list[Advised]:
    """What the first ROUNDS rounds that the case treats advise, of those concluded. Six queries each."""
    rounds = [one.subject.round for one in shown if one.subject.round is not None][:ROUNDS]
    given = [advice_of(one, user) for one in rounds]
    return [one for one in given if one is not None]
