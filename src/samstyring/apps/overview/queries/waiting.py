"""What waits for a person, in every room."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from samstyring.apps.actors.models import User
from samstyring.apps.actors.permissions import TABLE
from samstyring.apps.actors.queries.notices import unread_count
from samstyring.apps.actors.visibility import roles_held
from samstyring.apps.consultations.queries import hands
from samstyring.apps.decisions.choices import Phase, StepState
from samstyring.apps.decisions.models import Case, CaseSubject, Outcome, RouteStep
from samstyring.apps.needs.choices import State
from samstyring.apps.needs.models import Need
from samstyring.apps.priorities.models import Round
from samstyring.apps.priorities.queries.listing import waiting_for

MOST = 5  # of each kind shown on the home page; the newest first


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person: how many, of what, and where to do it."""

    count: int
    what: str
    address: str


def in_inbox(user: AbstractBaseUser | AnonymousUser) -> list[Waiting]:
    """What is unread in the inbox. One query."""
    if not isinstance(user, User):
        return []
    count = unread_count(user)
    words = ngettext("unread notice in your inbox", "unread notices in your inbox", count)
    return [Waiting(count, words, reverse("actors:inbox"))]


def in_consultations(user: AbstractBaseUser | AnonymousUser) -> list[Waiting]:
    """What needs a hand in the consultations that the user works with. Three queries."""
    if not isinstance(user, User):
        return []
    return [
        Waiting(
            one.count,
            gettext("to decide in “%(title)s”") % {"title": one.title},
            reverse("consultations:hands", args=[one.public_id]),
        )
        for one in hands.waiting_for(user)[:MOST]
    ]


def in_needs(user: AbstractBaseUser | AnonymousUser) -> list[Waiting]:
    """Needs that came up to a body, network or region where the user can take them further. One query."""
    if not isinstance(user, User):
        return []
    mine = roles_held(user).filter(role__in=TABLE["needs.decide"].levels).values("organisation")
    rows = (
        Need.objects.visible_to(user)
        .filter(held_by__in=mine, state=State.RAISED)
        .exclude(raised_by=F("held_by"))
        .order_by()
        .values_list("held_by__public_id", "held_by__name")
        .annotate(count=Count("pk"))
        .order_by("-count", "held_by__name")
    )
    return [
        Waiting(
            count,
            ngettext("need raised to %(name)s", "needs raised to %(name)s", count) % {"name": name},
            reverse("needs:needs") + "?" + urlencode({"bord": public_id, "stand": State.RAISED}),
        )
        for public_id, name, count in rows[:MOST]
    ]


def in_rounds(user: AbstractBaseUser | AnonymousUser) -> list[Waiting]:
    """Rounds that wait for the user's scores. One query."""
    if not isinstance(user, User):
        return []
    rounds = (
        Round.objects.visible_to(user)
        .filter(Exists(waiting_for(user)))
        .order_by("deadline", "-pk")
        .values_list("public_id", "title")
        .annotate(count=Count("items", distinct=True))
    )
    return [
        Waiting(
            count,
            gettext("to score in “%(title)s”") % {"title": title},
            reverse("priorities:score", args=[public_id]),
        )
        for public_id, title, count in rounds[:MOST]
    ]


def in_cases(user: AbstractBaseUser | AnonymousUser) -> list[Waiting]:
    """Cases that a body of the user has now, and decided cases whose input waits for answers. Two queries."""
    if not isinstance(user, User):
        return []
    return [*_on_the_table(user), *_to_answer(user)]


def _on_the_table(user: User) -> list[Waiting]:
    mine = roles_held(user).filter(role__in=TABLE["decisions.advise"].levels).values("organisation")
    rows = (
        RouteStep.objects.filter(state=StepState.HERE, body__in=mine, case__in=Case.objects.visible_to(user))
        .order_by()
        .values_list("body__public_id", "body__name")
        .annotate(count=Count("pk"))
        .order_by("-count", "body__name")
    )
    return [
        Waiting(
            count,
            ngettext("case with %(name)s", "cases with %(name)s", count) % {"name": name},
            reverse("decisions:cases") + "?" + urlencode({"organ": public_id}),
        )
        for public_id, name, count in rows[:MOST]
    ]


def _to_answer(user: User) -> list[Waiting]:
    mine = roles_held(user).filter(role__in=TABLE["decisions.write_answer"].levels).values("organisation")
    answered = Outcome.objects.filter(subject=OuterRef("pk"), is_current=True, turn=OuterRef("case__turn"))
    rows = (
        CaseSubject.objects.filter(
            Q(point__isnull=False) | Q(need__isnull=False),
            ~Exists(answered),
            case__phase=Phase.DECIDED,
            case__owner_organisation__in=mine,
        )
        .order_by()
        .values_list("case__public_id", "case__title")
        .annotate(count=Count("pk"))
        .order_by("-case__public_id")
    )
    return [
        Waiting(
            count,
            gettext("to answer in “%(title)s”") % {"title": title},
            reverse("decisions:answers", args=[public_id]) + "?stand=none",
        )
        for public_id, title, count in rows[:MOST]
    ]


# One function a room: what of it waits for a person. A room that comes adds its own.
SOURCES: list[Callable[[AbstractBaseUser | AnonymousUser], list[Waiting]]] = [
    in_inbox,
    in_consultations,
    in_needs,
    in_rounds,
    in_cases,
]


def waiting(user: AbstractBaseUser | AnonymousUser) -> list[Waiting] | None:
    """What waits for `user` in all rooms, in the order of the loop.

    None for a visitor, and as long as no room says what waits: then nothing can be said of it.
    """
    if not user.is_authenticated or not SOURCES:
        return None
    return [thing for source in SOURCES for thing in source(user) if thing.count]
