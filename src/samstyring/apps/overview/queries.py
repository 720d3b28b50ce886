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


def waiting(user: AbstractBaseUser | AnonymousUser) -> list[Waiting]:
    """What waits for `user` in all rooms, in the order of the loop; empty for a visitor."""
    if not user.is_authenticated:
        return []
    return [thing for source in SOURCES for thing in source(user) if thing.count]
