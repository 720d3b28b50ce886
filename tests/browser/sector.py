"""The sector's roadmap and wishes for a solution, for pages about them: made when first asked for."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.needs.actions import needs, own_list
from samstyring.apps.portfolio.actions import roadmaps, sector, wishes
from samstyring.apps.portfolio.models import Edition, NeedTie
from tests import factories
from tests.browser.cases import NEW_BODY
from tests.browser.needs import ASKED, RAISED, example_needs
from tests.browser.world import World

PUBLISHED, DRAFT = "Sektorens veikart (eksempel)", "Sektorens veikart, neste (eksempel)"


def _begun(title: str, year: int, body: Organisation, copy_of: Edition | None = None) -> Edition:
    made = roadmaps.begin(
        fields={"scope": "sector", "year": year, "title": title, "dated": timezone.localdate()},
        owner=body,
        by=SYSTEM,
        visibility=Visibility.ORGANISATION,
        copy_of=copy_of,
    )
    national = Edition.objects.filter(scope="national").first()
    sector.join(edition=made, national=national, by=SYSTEM)
    return made


def example_editions(world: World) -> dict[str, Edition]:
    """One that is published and one that is being made, by title, with what municipalities put first."""
    found = {one.title: one for one in Edition.objects.filter(title__in=[PUBLISHED, DRAFT])}
    if found:
        return found
    tie = example_tie(world)
    place = factories.organisation(
        "Veikartvik kommune (eksempel)", kind=OrganisationKind.MUNICIPALITY, number="9977"
    )
    wanted = needs.write(
        organisation=place,
        fields={"title": "Felles vaktsentral (eksempel)", "kind": "technology", "visibility": "public"},
        by=SYSTEM,
    )
    wishes.tie(measure=world.measure, need=wanted, kind="meets", by=SYSTEM)
    for need in (wanted, tie.need):
        own_list.put(organisation=place, need=need, by=SYSTEM)
    body = Organisation.objects.get(name=NEW_BODY)
    first = _begun(PUBLISHED, 2026, body)
    for number, line in enumerate(first.recommendations.all()):
        fields = {"advice": ("recommended", "wait", "against")[number % 3], "reason": "Fordi (eksempel)."}
        if not number:
            fields |= {"advice": "introduce_by", "introduce_by": timezone.localdate()}
        sector.advise(line=line, fields=fields, by=SYSTEM)
    first = sector.publish(edition=first, by=SYSTEM)
    second = _begun(DRAFT, 2027, body, copy_of=first)
    line = second.recommendations.first()
    if line is not None:
        sector.advise(line=line, fields={"dropped": True, "why": "Stanset (eksempel)."}, by=SYSTEM)
    return {PUBLISHED: first, DRAFT: second}


def example_tie(world: World) -> NeedTie:
    """A wish for the world's measure, answered twice, and a need that it is to meet."""
    found = NeedTie.objects.filter(measure=world.measure, kind="wish").first()
    if found is not None:
        return found
    examples = example_needs(world)
    wishes.tie(measure=world.measure, need=examples[ASKED], kind="meets", by=SYSTEM, reason="Gir tall.")
    made = wishes.tie(measure=world.measure, need=examples[RAISED], kind="wish", by=SYSTEM)
    for state in ("considered", "planned"):
        wishes.answer(
            tie=made,
            state=state,
            words="Vi ser på det (eksempel).",
            day=timezone.localdate(),
            organisation=world.organisation,
            by=SYSTEM,
        )
    return made


def of_edition(name: str, title: str = DRAFT) -> Callable[[World], str]:
    """The address of a page of one of the editions."""
    return lambda world: reverse(f"portfolio:{name}", args=[example_editions(world)[title].public_id])


def advise(world: World) -> str:
    """The address of the form of one line."""
    edition = example_editions(world)[DRAFT]
    line = edition.recommendations.filter(dropped=False).first()
    assert line is not None
    return reverse("portfolio:advise", args=[edition.public_id, line.pk])


def newest(world: World) -> str:
    """The address of the sector's roadmap."""
    example_editions(world)
    return reverse("portfolio:sector_roadmap")


def of_measure(name: str, room: str = "portfolio", query: str = "") -> Callable[[World], str]:
    """The address of a page of the measure that has a wish."""

    def address(world: World) -> str:
        example_tie(world)
        return reverse(f"{room}:{name}", args=[world.measure.public_id]) + query

    return address


def answer(world: World) -> str:
    """The address of the form that answers a wish."""
    return reverse("portfolio:answer_wish", args=[world.measure.public_id, example_tie(world).pk])


def of_need(name: str) -> Callable[[World], str]:
    """The address of a page of a need that is tied to a measure."""
    return lambda world: reverse(f"portfolio:{name}", args=[example_tie(world).need.public_id])


def compared(world: World) -> str:
    """The address of the two editions compared."""
    both = example_editions(world)
    query = f"?fra={both[PUBLISHED].public_id}&til={both[DRAFT].public_id}"
    return reverse("portfolio:compare") + query
