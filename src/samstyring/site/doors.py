"""Doors: links on an earlier room's page that lead on to a later room.

A statement becomes a point, a need, an experience, a case; but consultations may know nothing of needs. So
a later room says in its AppConfig which doors it opens, and the earlier room's template leaves a place:

    doors = (
        (10, "point", gettext_lazy("Make a need of this"), "needs:from_point", "link", "needs.write"),
    )

    {% load doors %}{% doors "point" point.public_id %}

A door is (order, thing, label, name of the url, way, action). `thing` is one of `THINGS`, which also says
what the address takes. The way is

- `link`: a plain link;
- `post`: a button that posts without anything filled in; the view answers with a redirect;
- `shown`: what the address answers is shown in the page's place itself (htmx loads it), and without
  JavaScript it is a plain link. The view answers an htmx request with the fragment, others with a page.
  How something was treated later (`overview`) is shown in this way.

`action` is the name of an action in the table of permissions: the door is shown to whoever holds a role that
it takes, in any organisation; the page behind the door asks fully. An empty one shows it to everyone.
However many doors there are, a page asks the database once at most for them. Rooms know nothing of the site,
so plain tuples cross the border.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import AppConfig, apps
from django.contrib.auth.models import AnonymousUser
from django.core.checks import CheckMessage, Error
from django.urls import NoReverseMatch, reverse

from samstyring.apps.actors.models import User
from samstyring.apps.actors.permissions import TABLE
from samstyring.apps.actors.visibility import roles_held

# What a page can be about, and an example of what its doors' addresses take: identifiers in order.
_ID = UUID(int=0)
THINGS: dict[str, tuple[UUID | int, ...]] = {
    "consultation": (_ID,),
    # A reply's identifier and the range of characters in its text.
    "statement": (_ID, 0, 1),
    # A statement of type example: gets the doors of a statement as well.
    "statement.example": (_ID, 0, 1),
    "point": (_ID,),
    "experience": (_ID,),
    "evidence": (_ID,),
    "need": (_ID,),
    "measure": (_ID,),
    "round": (_ID,),
    "case": (_ID,),
    "body": (_ID,),
    "organisation": (_ID,),
    # What a measure comes to in each municipality, by the measure's identifier.
    "economy": (_ID,),
}
WAYS = ("link", "post", "shown")


@dataclass(frozen=True)
class Door:
    """One door that a room opens. `action` is empty where it is for everyone."""

    order: int
    thing: str
    label: str
    url_name: str
    way: str = "link"
    action: str = ""


@dataclass(frozen=True)
class Link:
    """A door as a page shows it."""

    label: str
    address: str
    way: str


def doors() -> list[Door]:
    """All doors that rooms open, in order."""
    found = [Door(*given) for room in apps.get_app_configs() for given in getattr(room, "doors", ())]
    return sorted(found, key=lambda door: door.order)


def links(user: User | AnonymousUser, thing: str, identifiers: Sequence[Any]) -> list[Link]:
    """The doors from a thing that `user` may see. One query at most.

    Of `statement.example` those of `statement` too; a name with a dot that is not in `THINGS` is what stands
    before the dot.
    """
    things = {thing, thing.partition(".")[0]}
    those = [door for door in doors() if door.thing in things]
    if not isinstance(user, User) or not user.is_active:
        those = [door for door in those if not door.action]
    elif not user.is_superuser and any(door.action for door in those):
        levels = set(roles_held(user).values_list("role", flat=True))
        those = [door for door in those if not door.action or levels & set(TABLE[door.action].levels)]
    return [Link(str(door.label), reverse(door.url_name, args=identifiers), door.way) for door in those]


def check_doors(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 -- Django passes it
    **kwargs: Any,  # noqa: ARG001 -- Django passes them
) -> list[CheckMessage]:
    """System check: every door is on something, leads somewhere, and asks for an action that there is."""
    errors: list[CheckMessage] = []
    for door in doors():
        problem = ""
        if door.thing not in THINGS or door.way not in WAYS:
            problem = f"is on “{door.thing}” as “{door.way}”, which site/doors.py does not know"
        elif door.action and door.action not in TABLE:
            problem = f"asks for the action “{door.action}”, which no room declares"
        else:
            try:
                reverse(door.url_name, args=THINGS[door.thing])
            except NoReverseMatch:
                problem = f"leads to “{door.url_name}”, which is no url for a {door.thing}"
        if problem:
            errors.append(
                Error(
                    f"The door “{door.label}” {problem}.",
                    hint="Correct `doors` in the room's AppConfig.",
                    id="site.E002",
                )
            )
    return errors
