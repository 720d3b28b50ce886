"""Rounds as a list."""

from django.db.models import Count, Exists, OuterRef, QuerySet

from samstyring.apps.actors.models import User
from samstyring.apps.actors.visibility import Person
from samstyring.apps.actors.words import having_all

from ..choices import Over, State
from ..models import Disqualification, Member, Round

PAGE_SIZE = 25


def listed(user: Person, *, state: str = "", over: str = "", text: str = "") -> QuerySet[Round]:
    """The rounds that the person may see and that fit, newest first.

    Each has `item_count`, and `waits`: whether the person has scores to give.
    """
    found: QuerySet[Round] = Round.objects.visible_to(user)
    if state in State.values:
        found = found.filter(state=state)
    if over in Over.values:
        found = found.filter(over=over)
    found = found.filter(having_all(text, "title"))
    return (
        found.select_related("owner_organisation")
        .annotate(item_count=Count("items"), waits=Exists(waiting_for(user)))
        .order_by("-id")
    )


def waiting_for(user: Person) -> QuerySet[Member]:
    """The memberships by which a round (of the outer query) waits for the person's scores."""
    if not isinstance(user, User):
        return Member.objects.none()
    wholly = Disqualification.objects.filter(member=OuterRef("pk"), item=None)
    return Member.objects.filter(
        ~Exists(wholly),
        round=OuterRef("pk"),
        user=user,
        round__state__in=[State.OPEN, State.AGAIN],
        done_turn__lt=OuterRef("turn"),
    )
