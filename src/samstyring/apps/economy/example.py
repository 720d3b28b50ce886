"""The worked example as a page: the engine's video clinic in the rows that pages show. Nothing is stored.

The amounts are the engine's invented parameters, and every page that shows them says so.
"""

import uuid
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from samstyring.apps.portfolio.models import Measure
from samstyring.engines.cost_benefit import Account, Adoption, Distribution, Fixed, Pert, video_clinic
from samstyring.engines.cost_benefit import Item as EngineItem

from .bridge import prepare
from .choices import Driver, Grounds, NumberKind
from .figures import described
from .models import Curve, Frame, Item, ItemHours, Parameter
from .queries.inputs import Inputs, Municipality
from .reckoning import reckoned
from .results import MeasureResult

KEY, PLACE, INHABITANTS, CONSULTATIONS = 1, 1, 4_000, 400
_SPACE = uuid.UUID("7c0b8f5e-6d0d-4f0b-9d53-0f6d1f2f6d10")


def names() -> dict[str, str]:
    """The example's items in the reader's language."""
    return {
        "equipment": _("Equipment and room"),
        "staff": _("Nurse in the room"),
        "income": _("Income for the consultation"),
        "specialist": _("The specialist's time"),
        "reimbursement": _("Reimbursement of the consultation"),
        "journey": _("Journeys not made"),
        "time": _("The patient's time"),
    }


def result(account: Account, parameters: Iterable[Parameter]) -> tuple[MeasureResult, list[Item]]:
    """The example reckoned, and its items as rows that are not stored.

    Raises InvalidInput where the account lacks a rate.
    """
    case = video_clinic.example(consultations=CONSULTATIONS)
    measure = Measure(pk=KEY, code="example", name=_("Video clinic in a municipality"))
    curve = _curve(measure, case.curves[video_clinic.CURVE])
    items = [_item(at, one, measure, curve) for at, one in enumerate(case.items, start=1)]
    inputs = Inputs(
        measures=[measure],
        frames={KEY: Frame(measure=measure, start=case.start, years=case.years, example=True)},
        items=items,
        municipalities=[Municipality(PLACE, _id("place"), case.municipalities[0], INHABITANTS)],
        figures={
            (Driver.INHABITANTS, None): {PLACE: float(INHABITANTS)},
            (Driver.CONSULTATIONS, None): {PLACE: float(CONSULTATIONS)},
        },
        parameters={(one.code, one.year): one for one in parameters},
        overrides=[],
        members={},
        scenario="",
    )
    prepared = prepare(inputs, account)
    return described(prepared, reckoned(prepared)), items


def _item(at: int, one: EngineItem, measure: Measure, curve: Curve) -> Item:
    organisations = {
        video_clinic.LOCAL_TRUST.organisation: _("the local trust (example)"),
        video_clinic.OTHER_TRUST.organisation: _("another trust (example)"),
        "": "",
    }
    row = Item(
        pk=at,
        public_id=_id(one.code),
        measure=measure,
        code=one.code,
        name=names()[one.code],
        direction=one.direction.value,
        recurrence=one.recurrence.value,
        party=one.party.kind.value,
        organisation_name=organisations[one.party.organisation],
        driver=one.driver,
        quantity_kind=NumberKind.FIXED,
        quantity_mode=Decimal(1),
        price_year=one.price_year,
        curve=curve if one.adoption else None,
        budget=one.budget.value,
        benefit_class=one.benefit_class.value if one.benefit_class else "",
        becomes=one.becomes.value,
        grounds=Grounds.EXAMPLE,
        source=_("Invented parameter of the example"),
    )
    _put(row, "amount", one.amount)
    hours = [
        ItemHours(item=row, profession=_("Nurse"), hours=Decimal(str(value.mean)))
        for value in one.hours.values()
    ]
    # What the database would have fetched with the row.
    vars(row)["_prefetched_objects_cache"] = {"hours": hours, "evidence": []}
    return row


def _curve(measure: Measure, adoption: Adoption) -> Curve:
    curve = Curve(
        pk=KEY,
        measure=measure,
        name=_("Consultations by video"),
        spread=Decimal(str(adoption.spread.mean)),
        delay=Decimal(str(adoption.delay.mean)),
        dropout=Decimal(str(adoption.dropout.mean)),
    )
    _put(curve, "ceiling", adoption.ceiling)
    _put(curve, "half", adoption.half)
    return curve


def _put(row: Item | Curve, prefix: str, value: Distribution) -> None:
    """Write a distribution of the example in the columns of a row."""
    if isinstance(value, Pert):
        values = {"kind": NumberKind.PERT, "low": value.low, "mode": value.mode, "high": value.high}
    elif isinstance(value, Fixed):
        values = {"kind": NumberKind.FIXED, "mode": value.value}
    else:
        raise TypeError(f"The example has a kind of number that pages do not show: {value!r}")
    for name, number in values.items():
        setattr(row, f"{prefix}_{name}", number if name == "kind" else Decimal(str(number)))


def _id(name: str) -> uuid.UUID:
    """The same identifier each time, so that the page's anchors do not change."""
    return uuid.uuid5(_SPACE, name)
