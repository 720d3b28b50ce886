"""National costs: enter the total of a year, who shares it and how it grew, and what a municipality paid."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor
from samstyring.apps.portfolio.models import Measure

from ..events.national import (
    GrowthSet,
    NationalCostAdded,
    NationalCostChanged,
    PaymentRemoved,
    PaymentSet,
    SectorPartsSet,
    UnitPriceSet,
)
from ..models import Growth, NationalCost, Payment, SectorPart, UnitPrice
from ..policies_national import check_parts
from ..sharing import Given

Fields = Mapping[str, Any]


@transaction.atomic
def enter(
    *,
    measure: Measure | None,
    year: int,
    fields: Fields,
    owner: Organisation | None,
    by: Actor,
    visibility: str = Visibility.PUBLIC,
) -> NationalCost:
    """Enter what a measure (none: all together) cost in a year; without a total it is known to be unknown.

    Whoever calls has validated the fields, also that the year is new.
    """
    made = NationalCost.objects.create(
        measure=measure, year=year, owner_organisation=owner, **{"visibility": visibility, **fields}
    )
    record(
        NationalCostAdded(
            object_id=made.public_id,
            object_name=_name(made),
            related=(measure.public_id,) if measure else (),
            year=year,
            known=made.total is not None,
        ),
        by=by,
    )
    return made


@transaction.atomic
def change(*, cost: NationalCost, fields: Fields, by: Actor) -> NationalCost:
    """Write something else of a year's cost. Nothing happens where nothing differs. Raises NotPossible."""
    locked = _locked(cost)
    check_parts(fields.get("total", locked.total), given(locked))
    changed = write_changed(locked, fields)
    if changed:
        event = NationalCostChanged(
            object_id=locked.public_id, object_name=_name(locked), year=locked.year, fields=changed
        )
        record(event, by=by)
    return locked


@transaction.atomic
def set_parts(*, cost: NationalCost, parts: Sequence[Given], by: Actor) -> None:
    """Say which part each sector pays: all of them at once, in place of what was there. Raises NotPossible.

    Each has a share or kroner, never both; a sector that is not named is not known to pay anything.
    """
    locked = _locked(cost)
    check_parts(locked.total, parts)
    wanted = sorted(parts, key=lambda one: one.sector)
    if wanted == sorted(given(locked), key=lambda one: one.sector):
        return
    locked.parts.all().delete()
    SectorPart.objects.bulk_create(
        SectorPart(
            cost=locked,
            sector=one.sector,
            numerator=None if one.share is None else one.share.numerator,
            denominator=None if one.share is None else one.share.denominator,
            amount=one.amount,
            source=one.source,
            state=one.state,
        )
        for one in wanted
    )
    event = SectorPartsSet(
        object_id=locked.public_id,
        object_name=_name(locked),
        year=locked.year,
        sectors=[one.sector for one in wanted],
    )
    record(event, by=by)


def given(cost: NationalCost) -> list[Given]:
    """What is stored of the sectors, as values."""
    return [Given(part.sector, part.share, part.amount, part.source, part.state) for part in cost.parts.all()]


@transaction.atomic
def set_growth(*, cost: NationalCost, fields: Fields, by: Actor) -> Growth:
    """Say by how much the cost rose from the year before; the same sector is replaced."""
    locked = _locked(cost)
    values = {name: value for name, value in fields.items() if name != "sector"}
    found = locked.growth.filter(sector=fields["sector"]).first()
    if found is None:
        found = Growth.objects.create(cost=locked, sector=fields["sector"], **values)
    elif not write_changed(found, values):
        return found
    _grew(locked, found.sector, by=by)
    return found


@transaction.atomic
def remove_growth(*, growth: Growth, by: Actor) -> None:
    """Take out a line on growth that should not have been there."""
    locked = _locked(growth.cost)
    gone, _rows = Growth.objects.filter(pk=growth.pk).delete()
    if gone:
        _grew(locked, growth.sector, by=by, removed=True)


def _grew(cost: NationalCost, sector: str, *, by: Actor, removed: bool = False) -> None:
    event = GrowthSet(
        object_id=cost.public_id, object_name=_name(cost), year=cost.year, sector=sector, removed=removed
    )
    record(event, by=by)


@transaction.atomic
def set_price(*, measure: Measure, fields: Fields, by: Actor) -> UnitPrice:
    """Say what one unit of a measure costs in a year; the same unit and year is replaced.

    `fields`: year, unit, amount, source, state. Whoever calls has validated them.
    """
    same = {"measure": measure, "year": fields["year"], "unit": fields["unit"]}
    values = {name: value for name, value in fields.items() if name not in same}
    found = UnitPrice.objects.select_for_update(of=("self",)).filter(**same).first()
    if found is None:
        found = UnitPrice.objects.create(**same, **values)
    elif not write_changed(found, values):
        return found
    _priced(measure, found.year, by=by)
    return found


@transaction.atomic
def remove_price(*, price: UnitPrice, by: Actor) -> None:
    """Take out a price that should not have been there; the ledger keeps that it was."""
    gone, _rows = UnitPrice.objects.filter(pk=price.pk).delete()
    if gone:
        _priced(price.measure, price.year, by=by, removed=True)


def _priced(measure: Measure, year: int, *, by: Actor, removed: bool = False) -> None:
    event = UnitPriceSet(object_id=measure.public_id, object_name=measure.name, year=year, removed=removed)
    record(event, by=by)


@transaction.atomic
def set_payment(
    *,
    organisation: Organisation,
    measure: Measure,
    year: int,
    fields: Fields,
    by: Actor,
    visibility: str = Visibility.PUBLIC,
) -> Payment:
    """Say what an organisation paid for a measure in a year; the same year is replaced.

    `fields`: amount, source, note. Whoever calls has validated them.
    """
    values = {**fields, "visibility": visibility}
    rows = Payment.objects.select_for_update(of=("self",))
    found: Payment | None = rows.filter(organisation=organisation, measure=measure, year=year).first()
    if found is None:
        found = Payment.objects.create(
            organisation=organisation, owner_organisation=organisation, measure=measure, year=year, **values
        )
    elif not write_changed(found, values):
        return found
    event = PaymentSet(
        object_id=found.public_id,
        object_name=_payment_name(found),
        related=(organisation.public_id, measure.public_id),
        year=year,
    )
    record(event, by=by)
    return found


@transaction.atomic
def remove_payment(*, payment: Payment, by: Actor) -> None:
    """Take out what should not have been there; the ledger keeps that it was."""
    gone, _rows = Payment.objects.filter(pk=payment.pk).delete()
    if gone:
        event = PaymentRemoved(
            object_id=payment.public_id,
            object_name=_payment_name(payment),
            related=(payment.organisation.public_id, payment.measure.public_id),
            year=payment.year,
        )
        record(event, by=by)


def _payment_name(payment: Payment) -> str:
    return f"{payment.measure.name}, {payment.organisation.name}"


def _name(cost: NationalCost) -> str:
    # The ledger is in no language, so what is no measure's has no name there: the sentence says it.
    return cost.measure.name if cost.measure else ""


def _locked(cost: NationalCost) -> NationalCost:
    rows = NationalCost.objects.select_related("measure").select_for_update(of=("self",))
    found: NationalCost = rows.get(pk=cost.pk)
    return found
