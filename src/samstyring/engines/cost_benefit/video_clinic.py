"""The worked example: a video clinic in a municipality, and why it stalls.

The patient meets the specialist by video in a room near home. The local hospital trust staffs the room,
another
trust gets the income for the consultation, and the state saves the journey. The pattern is from practice;
every
amount here is an invented parameter that shows it, and none is a fact.
"""

import numpy as np

from samstyring.engines.cost_benefit.adoption import Adoption
from samstyring.engines.cost_benefit.distributions import Fixed, Pert
from samstyring.engines.cost_benefit.model import (
    Becomes,
    BenefitClass,
    Case,
    Direction,
    Item,
    Party,
    PartyClass,
    Recurrence,
)

LOCAL_TRUST = Party(PartyClass.HOSPITAL_TRUST, "local trust (example)")
OTHER_TRUST = Party(PartyClass.HOSPITAL_TRUST, "other trust (example)")
MUNICIPALITY = Party(PartyClass.MUNICIPALITY)
STATE = Party(PartyClass.STATE)
CITIZEN = Party(PartyClass.CITIZEN)
SOURCE = "invented parameter of the example"
CURVE = "consultations by video"


def example(*, consultations: float = 400, start: int = 2026, years: int = 10) -> Case:
    """The case for one municipality with so many consultations a year that could be held by video."""

    def item(code: str, name: str, party: Party, amount: Pert | Fixed, **fields: object) -> Item:
        given: dict[str, object] = {
            "direction": Direction.COST,
            "recurrence": Recurrence.YEARLY,
            "driver": "consultations",
            "adoption": CURVE,
            "price_year": 2026,
            "source": SOURCE,
        }
        return Item(code, name, party=party, amount=amount, **given | fields)  # type: ignore[arg-type]  # checked by Item's callers

    gain = {"direction": Direction.BENEFIT}
    items = (
        item(
            "equipment",
            "Equipment and room",
            MUNICIPALITY,
            Pert(60_000, 90_000, 150_000),
            recurrence=Recurrence.ONCE,
            driver="fixed",
            adoption=None,
        ),
        item("staff", "Nurse in the room", LOCAL_TRUST, Pert(250, 350, 500), hours={"nurse": Fixed(0.75)}),
        item("income", "Income for the consultation", OTHER_TRUST, Pert(400, 600, 800), **gain),
        item("specialist", "The specialist's time", OTHER_TRUST, Pert(250, 350, 450)),
        item("reimbursement", "Reimbursement of the consultation", STATE, Pert(400, 600, 800)),
        item(
            "journey",
            "Journeys not made",
            STATE,
            Pert(500, 1_200, 2_500),
            benefit_class=BenefitClass.AVOIDED_COST,
            **gain,
        ),
        item(
            "time",
            "The patient's time",
            CITIZEN,
            Pert(300, 700, 1_500),
            benefit_class=BenefitClass.SAVED_TIME,
            becomes=Becomes.CAPACITY,
            **gain,
        ),
    )
    curve = Adoption(ceiling=Pert(0.2, 0.4, 0.6), half=Pert(0.5, 1.5, 3), spread=Fixed(3.0))
    return Case(
        ("Eksempelvik",),
        items,
        {"consultations": np.array([consultations])},
        start,
        years,
        {CURVE: curve},
    )
