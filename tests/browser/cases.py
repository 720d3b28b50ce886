"""Cases and bodies for the tests of pages, and the addresses of their pages."""

from collections.abc import Callable

from django.urls import reverse

from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Organisation, Population, User
from samstyring.apps.decisions.actions import bodies, cases, example, first_rows, positions, route, subjects
from samstyring.apps.decisions.choices import StepState, Task
from samstyring.apps.decisions.models import BodyProfile, Case, Meeting
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.portfolio.models import Measure
from tests import factories

NEW_BODY = "Nytt råd (eksempel)"
DRAFT = "Utkast til sak (eksempel)"


def load(organisation: Organisation) -> User:
    """The example cases, one that is being prepared, and a secretary of its owner and of all bodies."""
    first_rows.load()
    example.load(organisation)
    secretary = factories.person(
        role=Level.SECRETARY, organisation=organisation, email="sif@eksempel.example"
    )
    for name, *_rest in example.BODIES:
        factories.give_role(secretary, Organisation.objects.get(name=name), Level.SECRETARY)
    new = factories.organisation(NEW_BODY, kind=OrganisationKind.BODY)
    factories.give_role(secretary, new, Level.SECRETARY)
    body = Organisation.objects.get(name=example.BODIES[0][0])
    bodies.seat(body=body, fields={"held_by": "Andre (eksempel)", "number": 2}, by=SYSTEM)
    _comment(on_its_way())
    _draft(organisation, body)
    return secretary


def _comment(case: Case) -> None:
    for number, view in enumerate(("support", "changes", "against", "no_view", "support")):
        municipality = factories.organisation(
            f"Kommentarvik {number} (eksempel)", kind=OrganisationKind.MUNICIPALITY
        )
        if number:
            Population.objects.create(
                organisation=municipality, year=2026, persons=3_000 * number**2, source="Eksempel"
            )
        positions.comment(
            position=case.position, organisation=municipality, view=view, text="En kommentar.", by=SYSTEM
        )


def _draft(organisation: Organisation, body: Organisation) -> None:
    case = cases.open_case(
        fields={"title": DRAFT, "question": "Hva skal gjøres?"}, owner=organisation, by=SYSTEM
    )
    cases.set_alternative(case=case, fields={"name": "Ingenting"}, by=SYSTEM)
    cases.set_proposal(case=case, fields={"text": "Noe gjøres."}, by=SYSTEM)
    subjects.add(case=case, thing=Measure.objects.get(code="eksempel-legevakt"), by=SYSTEM)
    route.add_step(case=case, body=body, task=Task.ADVISE, by=SYSTEM)
    positions.propose(case=case, text="Sektoren mener noe.", by=SYSTEM)


def decided() -> Case:
    """The example case that is decided."""
    return Case.objects.get(title=example.TITLE)


def on_its_way() -> Case:
    """The example case that a body has, with a position out for comment."""
    return Case.objects.get(title=example.SECOND)


def draft() -> Case:
    """The case that is being prepared."""
    return Case.objects.get(title=DRAFT)


def of(case: Callable[[], Case], name: str, *more: object) -> Callable[[object], str]:
    """The address of a case's page."""
    return lambda _world: reverse(f"decisions:{name}", args=[case().public_id, *more])


def of_part(name: str, parts: str) -> Callable[[object], str]:
    """The address of the first of a part of the draft, such as its proposals."""
    return lambda _world: reverse(
        f"decisions:{name}", args=[draft().public_id, getattr(draft(), parts).earliest("pk").pk]
    )


def of_alternative(_world: object) -> str:
    """The address at which a consequence of an alternative is assessed."""
    alternative = draft().alternatives.earliest("pk")
    return reverse(
        "decisions:consequence_of_alternative",
        args=[draft().public_id, "municipal", "people", alternative.pk],
    )


def of_body(name: str) -> Callable[[object], str]:
    """The address of a page of the example body that has most to show."""
    return lambda _world: reverse(f"decisions:{name}", args=[_profile().public_id])


def _profile() -> BodyProfile:
    return BodyProfile.objects.get(organisation__name=example.BODIES[0][0])


def of_kind(_world: object) -> str:
    """The address of a kind of body."""
    return BodyProfile.objects.get(key="programstyre").get_absolute_url()


def of_meeting(_world: object) -> str:
    """The address at which a meeting is changed."""
    meeting = Meeting.objects.get(body=_profile().organisation)
    return reverse("decisions:change_meeting", args=[_profile().public_id, meeting.public_id])


def of_seat(_world: object) -> str:
    """The address at which seats end."""
    seat = _profile().organisation.seats.earliest("pk")
    return reverse("decisions:end_seat", args=[_profile().public_id, seat.pk])


def of_new_body(_world: object) -> str:
    """The address at which a body is described that nobody has written of."""
    body = Organisation.objects.get(name=NEW_BODY)
    return reverse("decisions:describe_new_body", args=[body.public_id])


def of_step_here(name: str) -> Callable[[object], str]:
    """The address of a page of the step that has a case."""
    return lambda _world: reverse(
        f"decisions:{name}",
        args=[on_its_way().public_id, on_its_way().steps.get(state=StepState.HERE).pk],
    )


def of_advice(_world: object) -> str:
    """The address at which an advice is corrected."""
    case = decided()
    step = case.steps.earliest("position")
    return reverse("decisions:correct_advice", args=[case.public_id, step.pk, step.advice.get().public_id])


def of_decision(_world: object) -> str:
    """The address at which a decision is corrected."""
    case = decided()
    return reverse("decisions:correct_decision", args=[case.public_id, case.decisions.get().public_id])
