"""A national cost with a part and a rule, and a promised gain that was measured; made when asked for."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse

from samstyring.apps.economy.actions import benefits, national, rules
from samstyring.apps.economy.choices_national import Basis
from samstyring.apps.economy.models import NationalCost, PlannedBenefit, SharingRule
from samstyring.apps.economy.sharing import Given
from samstyring.apps.ledger.events import SYSTEM
from tests.browser.economy import example_economy
from tests.browser.places import example_municipality
from tests.browser.world import World

RULES = (("Etter innbyggere (eksempel)", Basis.INHABITANTS), ("Likt (eksempel)", Basis.FIXED))


def example_cost(world: World) -> NationalCost:
    """A year of the world's measure with a part, growth, two rules, a price and a payment."""
    found: NationalCost | None = NationalCost.objects.filter(measure=world.measure).first()
    if found is not None:
        return found
    # Gives the coordinator a role in an agency, which may write what all municipalities pay.
    example_economy(world)
    made = [
        rules.add(fields={"name": name, "basis": basis}, steps=[], owner=world.organisation, by=SYSTEM)
        for name, basis in RULES
    ]
    fields = {"total": Decimal(12_000_000), "source": "Eksempel", "state": "estimate", "rule": made[0]}
    cost = national.enter(measure=world.measure, year=2026, fields=fields, owner=None, by=SYSTEM)
    part = Given("municipalities", Fraction(1, 3), None, "Eksempel", "seen")
    national.set_parts(cost=cost, parts=[part], by=SYSTEM)
    growth = {"sector": "municipalities", "amount": Decimal(500_000), "source": "Eksempel"}
    national.set_growth(cost=cost, fields=growth, by=SYSTEM)
    price = {"year": 2026, "unit": "en måned (eksempel)", "amount": Decimal(99), "source": "Eksempel"}
    national.set_price(measure=world.measure, fields=price, by=SYSTEM)
    national.set_payment(
        organisation=world.organisation,
        measure=world.measure,
        year=2026,
        fields={"amount": Decimal(4_500), "source": "Faktura", "note": ""},
        by=SYSTEM,
    )
    example_municipality()
    return cost


def example_benefit(world: World) -> PlannedBenefit:
    """A gain that the world's organisation promised, with due days and a value."""
    found: PlannedBenefit | None = PlannedBenefit.objects.filter(measure=world.measure).first()
    if found is not None:
        return found
    made = benefits.promise(
        organisation=world.organisation,
        measure=world.measure,
        fields={
            "name": "Færre besøk (eksempel)",
            "owner_office": "Helse og mestring",
            "indicator": "Besøk i uken",
            "unit": "besøk",
            "better": "down",
            "baseline": Decimal(120),
        },
        by=SYSTEM,
    )
    for year, planned in ((2025, 110), (2027, 80)):
        day = datetime.date(year, 6, 1)
        benefits.set_due(benefit=made, day=day, planned=Decimal(planned), by=SYSTEM)
    fields = {"value": Decimal(105), "source": "Fagsystemet", "note": ""}
    benefits.measure(benefit=made, day=datetime.date(2025, 6, 10), fields=fields, by=SYSTEM)
    return made


def of_cost(name: str) -> Callable[[World], str]:
    """The address of a page about the cost."""
    return lambda world: reverse(f"economy:{name}", args=[example_cost(world).public_id])


def compared(world: World) -> str:
    """The address of the cost with one rule compared with the other."""
    cost = example_cost(world)
    other = SharingRule.objects.get(name=RULES[1][0])
    return f"{cost.get_absolute_url()}?mot={other.public_id}"


def of_benefit(name: str) -> Callable[[World], str]:
    """The address of a page about the gain."""
    return lambda world: reverse(f"economy:{name}", args=[example_benefit(world).public_id])


def of_rule(world: World) -> str:
    """The address of the page that changes a rule."""
    example_cost(world)
    return reverse("economy:change_rule", args=[SharingRule.objects.get(name=RULES[0][0]).public_id])


def with_cost(name: str) -> Callable[[World], str]:
    """The address of a page of its own, once there is a cost and a gain."""

    def address(world: World) -> str:
        example_cost(world)
        example_benefit(world)
        return reverse(f"economy:{name}")

    return address


def of_place(name: str) -> Callable[[World], str]:
    """The address of a page about the world's organisation."""

    def address(world: World) -> str:
        example_cost(world)
        example_benefit(world)
        return reverse(f"economy:{name}", args=[world.organisation.public_id])

    return address


def of_measure(name: str) -> Callable[[World], str]:
    """The address of a page about the world's measure."""

    def address(world: World) -> str:
        example_cost(world)
        example_benefit(world)
        return reverse(f"economy:{name}", args=[world.measure.public_id])

    return address
