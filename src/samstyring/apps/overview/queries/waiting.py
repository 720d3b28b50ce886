"""What the pages across rooms read."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext

from samstyring.apps.actors.models import User
from samstyring.apps.consultations.queries import hands

MOST_CONSULTATIONS = 5  # shown on the home page; the newest first


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person: how many, of what, and where to do it."""

    count: int
    what: str
    address: str


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
        for one in hands.waiting_for(user)[:MOST_CONSULTATIONS]
    ]


# One function a room: what of it waits for a person. A room that comes adds its own.
SOURCES: list[Callable[[AbstractBaseUser | AnonymousUser], list[Waiting]]] = [in_consultations]


def waiting(user: AbstractBaseUser | AnonymousUser) -> list[Waiting] | None:
    """What waits for `user` in all rooms, in the order of the loop.

    None for a visitor, and as long as no room says what waits: then nothing can be said of it.
    """
    if not user.is_authenticated or not SOURCES:
        return None
    return [thing for source in SOURCES for thing in source(user) if thing.count]
