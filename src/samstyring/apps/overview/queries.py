"""What the pages across rooms read."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person: how many, of what, and where to do it."""

    count: int
    what: str
    address: str


# One function a room: what of it waits for a person. A room that comes adds its own.
SOURCES: list[Callable[[AbstractBaseUser | AnonymousUser], list[Waiting]]] = []


def waiting(user: AbstractBaseUser | AnonymousUser) -> list[Waiting] | None:
    """What waits for `user` in all rooms, in the order of the loop.

    None for a visitor, and as long as no room says what waits: then nothing can be said of it.
    """
    if not user.is_authenticated or not SOURCES:
        return None
    return [thing for source in SOURCES for thing in source(user) if thing.count]
