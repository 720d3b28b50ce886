"""Rounds as the tests of this room need them, made by the program's own actions."""

from dataclasses import dataclass, field

from django.test import Client
from django.urls import reverse
from tests import factories

from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Organisation, Population, User
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.needs.models import Backing, Need, OwnListItem
from samstyring.apps.priorities.actions import advising, members, moving, rounds, scoring
from samstyring.apps.priorities.choices import Act, Over
from samstyring.apps.priorities.models import Item, Member, Round
from samstyring.apps.priorities.queries.results import result_of

DAY = "2026-01-01"


@dataclass
class World:
    """A body with its secretary, municipalities with a person each, needs, and a round over them."""

    body: Organisation
    secretary: User
    round: Round
    needs: list[Need]
    users: list[User] = field(default_factory=list)
    municipalities: list[Organisation] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        return list(self.round.items.order_by("position"))


def need(title: str, by: Organisation, **fields: object) -> Need:
    """A need that everyone may see."""
    given = {"visibility": "public", "kind": "service", "description": "Et oppdiktet behov."} | fields
    return Need.objects.create(title=title, raised_by=by, held_by=by, owner_organisation=by, **given)


def world(*, needs: int = 3, people: int = 3, over: str = Over.NEEDS) -> World:
    """A round being prepared, with the usual criteria."""
    body = factories.organisation("Eksempelrådet (eksempel)", kind=OrganisationKind.BODY)
    secretary = factories.person(role=Level.SECRETARY, organisation=body, email="sekretaer@eksempel.example")
    municipalities = [
        factories.organisation(f"Eksempelkommune {number} (eksempel)", kind=OrganisationKind.MUNICIPALITY)
        for number in range(people)
    ]
    users = [
        factories.person(role=Level.CONTRIBUTOR, organisation=one, email=f"medlem{number}@eksempel.example")
        for number, one in enumerate(municipalities)
    ]
    made = [need(f"Eksempelbehov {number}", body) for number in range(needs)]
    round_ = rounds.prepare(
        fields={"title": "Eksempelrunden", "over": over, "visibility": "public", "top": 2},
        body=body,
        by=SYSTEM,
    )
    rounds.add_items(round_=round_, things=made, by=SYSTEM)
    asked = [
        members.add(round_=round_, user=user, organisation=one, by=SYSTEM)
        for user, one in zip(users, municipalities, strict=True)
    ]
    return World(body, secretary, round_, made, users, municipalities, asked)


def back(need_: Need, *organisations: Organisation) -> None:
    """Municipalities that back a need."""
    for one in organisations:
        Backing.objects.create(need=need_, organisation=one, day=DAY)


def put_on_list(need_: Need, organisation: Organisation, place: int) -> None:
    """The need on a municipality's own list."""
    OwnListItem.objects.create(need=need_, organisation=organisation, place=place)


def inhabitants(organisation: Organisation, persons: int) -> None:
    """So many live there."""
    Population.objects.create(organisation=organisation, year=2025, persons=persons, source="eksempel")


def opened(made: World) -> World:
    """The same, open for scoring."""
    made.round = moving.move(round_=made.round, act=Act.OPEN, by=SYSTEM)
    return made


def closed(made: World) -> World:
    """The same, with the scoring closed."""
    made.round = moving.move(round_=made.round, act=Act.CLOSE, by=SYSTEM)
    return made


def score(made: World, member: int, *steps: int | None) -> None:
    """A member gives each item the same step on all criteria; none is left out, 0 abstains."""
    criteria = list(made.round.criteria.filter(filled=False))
    given = {
        (item.pk, criterion.pk): step
        for item, step in zip(made.items, steps, strict=True)
        for criterion in criteria
        if step is not None
    }
    scoring.give(member=made.members[member], given=given, by=SYSTEM)


def client(user: User | None = None) -> Client:
    """A browser in English, logged in as the person."""
    found = Client(headers={"accept-language": "en"})
    if user is not None:
        found.force_login(user)
    return found


def address(name: str, made: World, *more: object) -> str:
    return reverse(f"priorities:{name}", args=[made.round.public_id, *more])


def talked_about() -> World:
    """Three members who put the needs in the order 0, 1, 2."""
    made = opened(world())
    for member in range(3):
        score(made, member, 5, 3, 1)
    return closed(made)


def placed(made: World, **other: advising.Placed) -> dict[int, advising.Placed]:
    """Every item where the scores put it, with the draft's reason."""
    result = result_of(made.round, None)
    assert result is not None
    return {
        row.thing.item.pk: other.get(f"place_{row.place}", advising.Placed(row.place, row.reason))
        for row in result.rows
    }
