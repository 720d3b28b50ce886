"""A small world of cases: an owner, bodies, people in each, and a case on its way."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from tests import factories

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Organisation, Role, User
from samstyring.apps.decisions.actions import cases, route
from samstyring.apps.decisions.choices import Act, Task
from samstyring.apps.decisions.models import Case
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.portfolio.actions import measures
from samstyring.apps.portfolio.models import Measure


@dataclass
class Small:
    """The owner of the case, a body that advises, one that decides, and a secretary of all three."""

    owner: Organisation
    council: Organisation
    board: Organisation
    secretary: User
    case: Case
    measure: Measure

    @property
    def by(self) -> Any:
        """The secretary, as the ledger has it."""
        return actor_for(self.secretary, self.owner)


def body(name: str) -> Organisation:
    """A body of an invented name."""
    return factories.organisation(f"{name} (eksempel)", kind=OrganisationKind.BODY)


def give(user: User, organisation: Organisation, level: Level = Level.SECRETARY) -> None:
    """Give a person a role from today."""
    Role.objects.create(user=user, organisation=organisation, role=level, valid_from=timezone.localdate())


def small(*, proposal: bool = True) -> Small:
    """A case that is being prepared, with a route of two bodies and, if asked for, a proposed decision."""
    owner = factories.organisation()
    council, board = body("Eksempelrådet"), body("Eksempelstyret")
    secretary = factories.person(role=Level.SECRETARY, organisation=owner)
    for organisation in (council, board):
        give(secretary, organisation)
    case = cases.open_case(
        fields={"title": "Eksempelsak", "question": "Skal løsningen innføres?"}, owner=owner, by=SYSTEM
    )
    if proposal:
        cases.set_proposal(case=case, fields={"text": "Løsningen innføres fra nyttår."}, by=SYSTEM)
    route.add_step(case=case, body=council, task=Task.ADVISE, by=SYSTEM)
    route.add_step(case=case, body=board, task=Task.DECIDE, by=SYSTEM)
    measure = measures.add(
        fields={"code": "eksempel", "name": "Eksempelløsning", "kind": "shared"}, owner=owner, by=SYSTEM
    )
    return Small(owner, council, board, secretary, case, measure)


def advised(world: Small, view: str = "support", **fields: Any) -> Case:
    """The case sent to the council, which has advised, and sent on to the board."""
    case = route.move_on(case=world.case, act=Act.SEND, by=SYSTEM)
    step = case.steps.get(body=world.council)
    given = {"view": view, "reasons": "Det er grunner for det.", "day": timezone.localdate()}
    route.advise(step=step, fields=given | fields, by=SYSTEM)
    return route.move_on(case=case, act=Act.SUBMIT, by=SYSTEM)


def decision_fields(**fields: Any) -> dict[str, Any]:
    """What a decision says: as proposed, today, without a reason."""
    return {
        "day": timezone.localdate(),
        "result": "as_proposed",
        "text": "Som foreslått.",
        "reason": "",
        "consulted": "yes",
        "departs": False,
    } | fields
