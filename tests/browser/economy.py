"""A measure's economy with a scenario, a rate and somebody who may fill it in: made when first asked for."""

from collections.abc import Callable
from decimal import Decimal

from django.urls import reverse

from samstyring.apps.actors.choices import Level, OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation, Population
from samstyring.apps.economy.actions import first_rows, items, scenarios
from samstyring.apps.economy.models import Curve, Item, Parameter, Scenario
from samstyring.apps.ledger.events import SYSTEM
from tests import factories
from tests.browser.places import example_municipality
from tests.browser.world import World

PLACES = (("Eksempelnes (eksempel)", 3_000), ("Eksempelhavn (eksempel)", 40_000))


def example_economy(world: World) -> Item:
    """A cost, a gain that evidence speaks against, an unknown, a curve, an effect and a scenario."""
    found: Item | None = Item.objects.filter(measure=world.measure, direction="benefit").first()
    if found is not None:
        return found
    first_rows.load()
    _people(world)
    items.set_frame(measure=world.measure, fields={"start": 2027, "years": 5, "example": True}, by=SYSTEM)
    curve = scenarios.set_curve(
        measure=world.measure,
        fields={
            "name": "Bruk (eksempel)",
            "ceiling_kind": "pert",
            "ceiling_low": Decimal("0.2"),
            "ceiling_mode": Decimal("0.4"),
            "ceiling_high": Decimal("0.6"),
            "half_kind": "fixed",
            "half_mode": Decimal(1),
            "spread": Decimal(2),
        },
        by=SYSTEM,
    )
    usual = {
        "recurrence": "yearly",
        "party": "municipality",
        "driver": "inhabitants",
        "quantity_kind": "fixed",
        "quantity_mode": Decimal(1),
        "amount_kind": "fixed",
        "price_year": 2026,
        "grounds": "example",
        "source": "Oppdiktet eksempel",
        "visibility": Visibility.PUBLIC,
    }
    each = [
        {"name": "Lisens (eksempel)", "direction": "cost", "amount_mode": Decimal(10)},
        {"name": "Støtte (eksempel)", "direction": "cost", "amount_kind": "unknown", "price_year": None},
    ]
    for one in each:
        items.add(measure=world.measure, fields=usual | one, owner=world.organisation, by=SYSTEM)
    gain = items.add(
        measure=world.measure,
        fields=usual
        | {
            "name": "Færre besøk (eksempel)",
            "direction": "benefit",
            "benefit_class": "avoided_cost",
            "amount_kind": "pert",
            "amount_low": Decimal(5),
            "amount_mode": Decimal(20),
            "amount_high": Decimal(60),
            "curve": curve,
            "evidence": [world.evidence],
        },
        owner=world.organisation,
        by=SYSTEM,
    )
    scenarios.add_effect(
        measure=world.measure,
        fields={
            "name": "Trygghet (eksempel)",
            "party": "citizen",
            "step": 2,
            "reason": "Eksempel.",
            "visibility": Visibility.PUBLIC,
        },
        owner=world.organisation,
        by=SYSTEM,
    )
    made = scenarios.set_scenario(
        measure=world.measure,
        fields={"name": "Dyrere (eksempel)", "visibility": Visibility.PUBLIC},
        owner=world.organisation,
        by=SYSTEM,
    )
    scenarios.set_override(
        scenario=made,
        item=Item.objects.get(name="Lisens (eksempel)"),
        part="amount",
        organisation=None,
        value={"value_kind": "fixed", "value_mode": Decimal(15)},
        by=SYSTEM,
    )
    return gain


def _people(world: World) -> None:
    """Inhabitants of some municipalities, and a role in an agency for the coordinator."""
    for name, persons in PLACES:
        place, _new = Organisation.objects.get_or_create(
            name=name, kind=OrganisationKind.MUNICIPALITY, valid_to=None
        )
        Population.objects.get_or_create(
            organisation=place,
            year=2026,
            age_from=0,
            age_to=None,
            defaults={"persons": persons, "source": "x"},
        )
    Population.objects.get_or_create(
        organisation=example_municipality(),
        year=2026,
        age_from=0,
        age_to=None,
        defaults={"persons": 9_000, "source": "x"},
    )
    agency, new = Organisation.objects.get_or_create(
        name="Eksempeletaten (eksempel)", kind=OrganisationKind.AGENCY
    )
    if new:
        factories.give_role(world.coordinator, agency, Level.COORDINATOR)


def of_measure(name: str) -> Callable[[World], str]:
    """The address of a page about the measure's economy."""

    def address(world: World) -> str:
        example_economy(world)
        return reverse(f"economy:{name}", args=[world.measure.public_id])

    return address


def of_item(name: str) -> Callable[[World], str]:
    """The address of a page about the gain."""
    return lambda world: reverse(
        f"economy:{name}", args=[world.measure.public_id, example_economy(world).public_id]
    )


def of_curve(world: World) -> str:
    """The address of the page that changes the curve."""
    example_economy(world)
    curve = Curve.objects.get(measure=world.measure)
    return reverse("economy:change_curve", args=[world.measure.public_id, curve.public_id])


def of_scenario(name: str) -> Callable[[World], str]:
    """The address of a page about the scenario."""

    def address(world: World) -> str:
        example_economy(world)
        return reverse(f"economy:{name}", args=[Scenario.objects.get(measure=world.measure).public_id])

    return address


def of_rate(world: World) -> str:
    """The address of the page that fills in a rate that is missing."""
    example_economy(world)
    return reverse("economy:set_rate", args=[Parameter.objects.get(code="price_growth").public_id])
