"""Rounds for the tests of pages, one in each state, and the addresses of their pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.needs.models import Backing, Need
from samstyring.apps.priorities.actions import advising, members, moving, notes, rounds, scoring
from samstyring.apps.priorities.choices import Act
from samstyring.apps.priorities.models import Filled, Round
from samstyring.apps.priorities.queries.results import result_of
from tests import factories
from tests.browser.world import World

NEED = "Eksempelbehov 1 i kommunenes egen prioritering"


@dataclass(frozen=True)
class Rounds:
    """One round in each state that has pages of its own."""

    preparing: Round
    open: Round
    talking: Round
    concluded: Round
    filled: Filled


def weighed(body: Organisation, coordinator: User) -> Rounds:
    """The rounds, led by the coordinator, who also scores."""
    needs = [_need(f"Eksempelbehov {number} i kommunenes egen prioritering", body) for number in range(1, 5)]
    municipality = factories.organisation("Eksempelvåg kommune (eksempel)", kind="municipality")
    Backing.objects.create(need=needs[0], organisation=municipality, day="2026-01-01")
    other = factories.person(role=None, email="medlem@eksempel.example")
    begun = [_begun(number, body, needs) for number in range(4)]
    for one in begun:
        members.add(round_=one, user=coordinator, organisation=body, by=SYSTEM)
        members.add(round_=one, user=other, organisation=municipality, by=SYSTEM)
    opened = [moving.move(round_=one, act=Act.OPEN, by=SYSTEM) for one in begun[1:]]
    closed = []
    for one in opened[1:]:
        for member, steps in zip(one.members.order_by("pk"), ((5, 4, 2, 1), (4, 1, 5, 1)), strict=True):
            given = {
                (item.pk, criterion.pk): step
                for item, step in zip(one.items.order_by("position"), steps, strict=True)
                for criterion in one.criteria.filter(filled=False)
            }
            scoring.give(member=member, given=given, by=SYSTEM)
        closed.append(moving.move(round_=one, act=Act.CLOSE, by=SYSTEM))
    talking, last = closed
    item = talking.items.order_by("position")[0]
    said = {"author": coordinator, "organisation": body, "by": SYSTEM}
    notes.write(round_=talking, item=item, kind="talk", text="Her leser vi trinnene ulikt.", **said)
    notes.write(round_=last, item=None, kind="minority", text="Vi ville hatt det andre først.", **said)
    last.refresh_from_db()
    result = result_of(last, None)
    assert result is not None
    lines = {row.thing.item.pk: advising.Placed(row.place, row.reason) for row in result.rows}
    advising.conclude(
        round_=last, text="Vi råder til å ta de to første.", lines=lines, version=last.version, by=SYSTEM
    )
    filled = Filled.objects.filter(item__round=begun[0])[0]
    return Rounds(begun[0], opened[0], talking, Round.objects.get(pk=last.pk), filled)


def _need(title: str, body: Organisation) -> Need:
    return Need.objects.create(
        title=title,
        description="Et oppdiktet behov.",
        kind="service",
        visibility="public",
        raised_by=body,
        held_by=body,
        owner_organisation=body,
    )


def _begun(number: int, body: Organisation, needs: list[Need]) -> Round:
    fields = {
        "title": f"Eksempelrunde {number}",
        "question": "Hvilke to skal vi ta først?",
        "over": "needs",
        "visibility": "public",
        "top": 2,
        "unit": "hours",
        "limit": 300,
        "limit_source": "Anslag (eksempel)",
    }
    made = rounds.prepare(fields=fields, body=body, by=SYSTEM)
    items = rounds.add_items(round_=made, things=needs, by=SYSTEM)
    for item, takes in zip(items[:3], ((100, 120), (150, 250), (40, 60)), strict=True):
        rounds.set_takes(item=item, low=takes[0], high=takes[1], source="Anslag (eksempel)", by=SYSTEM)
    return made


def of(state: str, name: str, *more: str) -> Callable[[World], str]:
    """The address of a page of the round in a state. `more` names what else the address takes."""

    def address(world: World) -> str:
        found = _there(world)
        taken = {
            "item": found.filled.item_id,
            "criterion": found.filled.criterion_id,
            "member": found.preparing.members.order_by("pk")[0].public_id,
        }
        args = [getattr(found, state).public_id, *(taken[one] for one in more)]
        return reverse(f"priorities:{name}", args=args)

    return address


def of_need(world: World) -> str:
    """The page to put a need into a round."""
    _there(world)
    return reverse("priorities:from_need", args=[Need.objects.get(title=NEED).public_id])


def _there(world: World) -> Rounds:
    """The rounds, made the first time that a page of theirs is looked at."""
    found = list(Round.objects.filter(title__startswith="Eksempelrunde ").order_by("title"))
    if not found:
        return weighed(world.organisation, world.coordinator)
    return Rounds(*found, Filled.objects.filter(item__round=found[0])[0])
