"""Write what a measure's economy rests on: curves, ceilings, effects, figures, rates, and scenarios."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor
from samstyring.apps.portfolio.models import Measure

from ..choices import ParameterState
from ..events.items import (
    CapSet,
    CurveSet,
    EffectSet,
    FigureGiven,
    OverrideSet,
    ParameterSet,
    ScenarioMade,
)
from ..models import Cap, Curve, DriverFigure, Item, Override, Parameter, Scenario, Unpriced
from ..policies import check_figure_is_given, check_override

Fields = Mapping[str, Any]


@transaction.atomic
def set_curve(*, measure: Measure, fields: Fields, by: Actor, curve: Curve | None = None) -> Curve:
    """Enter a curve of use, or change the one given."""
    if curve is None:
        saved = Curve.objects.create(measure=measure, **fields)
    else:
        saved = Curve.objects.select_for_update().get(pk=curve.pk, measure=measure)
        if not write_changed(saved, fields):
            return saved
    record(CurveSet(object_id=saved.public_id, object_name=measure.name, related=(measure.public_id,)), by=by)
    return saved


@transaction.atomic
def set_cap(*, fields: Fields, owner: Organisation | None, by: Actor, cap: Cap | None = None) -> Cap:
    """Enter a ceiling for what several items save, or change the one given."""
    if cap is None:
        saved = Cap.objects.create(owner_organisation=owner, **fields)
    else:
        saved = Cap.objects.select_for_update(of=("self",)).get(pk=cap.pk)
        if not write_changed(saved, fields):
            return saved
    record(CapSet(object_id=saved.public_id), by=by)
    return saved


@transaction.atomic
def add_effect(*, measure: Measure, fields: Fields, owner: Organisation | None, by: Actor) -> Unpriced:
    """Enter an effect without a price."""
    saved: Unpriced = Unpriced.objects.create(measure=measure, owner_organisation=owner, **fields)
    _record_effect(saved, saved.step, by)
    return saved


@transaction.atomic
def remove_effect(*, effect: Unpriced, by: Actor) -> None:
    """Take an effect out. It keeps its row."""
    locked = Unpriced.objects.select_for_update(of=("self",)).select_related("measure").get(pk=effect.pk)
    if locked.removed_at is None:
        locked.removed_at = timezone.now()
        locked.save(update_fields=["removed_at"])
        _record_effect(locked, None, by)


@transaction.atomic
def give_figure(
    *,
    municipality: Organisation,
    driver: str,
    year: int,
    value: Decimal,
    by: Actor,
    measure: Measure | None = None,
    source: str = "",
) -> DriverFigure:
    """Say how many there are in a municipality; the same year again is replaced. Raises NotPossible."""
    check_figure_is_given(driver)
    saved, _made = DriverFigure.objects.update_or_create(
        municipality=municipality,
        driver=driver,
        measure=measure,
        year=year,
        defaults={"value": value, "source": source},
    )
    record(
        FigureGiven(
            object_id=municipality.public_id,
            object_name=municipality.name,
            related=(measure.public_id,) if measure else (),
            driver=driver,
            year=year,
        ),
        by=by,
    )
    return saved


@transaction.atomic
def set_parameter(*, parameter: Parameter, value: Decimal, source: str, note: str, by: Actor) -> Parameter:
    """Fill in or confirm a rate, a price or an index: from then on it counts as confirmed here."""
    locked = Parameter.objects.select_for_update().get(pk=parameter.pk)
    before = _as_text(locked.value)
    fields = {"value": value, "source": source, "note": note, "state": ParameterState.CONFIRMED}
    if write_changed(locked, fields):
        filled_in(locked, before=before, by=by)
    return locked


def filled_in(parameter: Parameter, *, before: str, by: Actor) -> None:
    """Record the value that a parameter has now. `before` is the one it had, as decimal text or empty."""
    record(
        ParameterSet(
            object_id=parameter.public_id,
            object_name=parameter.name,
            code=parameter.code,
            before=before,
            after=_as_text(parameter.value),
        ),
        by=by,
    )


def _as_text(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


@transaction.atomic
def set_scenario(
    *,
    measure: Measure,
    fields: Fields,
    owner: Organisation | None,
    by: Actor,
    scenario: Scenario | None = None,
) -> Scenario:
    """Make a scenario of a measure, or describe one anew."""
    if scenario is None:
        saved: Scenario = Scenario.objects.create(measure=measure, owner_organisation=owner, **fields)
    else:
        saved = Scenario.objects.select_for_update(of=("self",)).get(pk=scenario.pk, measure=measure)
        if not write_changed(saved, fields):
            return saved
    record(
        ScenarioMade(object_id=saved.public_id, object_name=measure.name, related=(measure.public_id,)),
        by=by,
    )
    return saved


@transaction.atomic
def set_override(
    *,
    scenario: Scenario,
    item: Item,
    part: str,
    organisation: Organisation | None,
    value: Fields,
    by: Actor,
) -> Override:
    """Say another number for a part of an item, for one organisation or (None) the nation.

    The same again is replaced. Raises NotPossible where the item does not belong here.
    """
    check_override(item, organisation, scenario.measure)
    saved, _made = Override.objects.update_or_create(
        scenario=scenario, item=item, part=part, organisation=organisation, defaults=dict(value)
    )
    _record_override(saved, scenario, by)
    return saved


@transaction.atomic
def remove_override(*, override: Override, by: Actor) -> None:
    """Let an item have its own number again in a scenario."""
    gone, _rows = Override.objects.filter(pk=override.pk).delete()
    if gone:
        _record_override(override, override.scenario, by, removed=True)


def _record_override(override: Override, scenario: Scenario, by: Actor, *, removed: bool = False) -> None:
    place = override.organisation
    municipal = place is not None and place.kind == OrganisationKind.MUNICIPALITY
    record(
        OverrideSet(
            object_id=scenario.public_id,
            object_name=scenario.measure.name,
            related=(scenario.measure.public_id,),
            part=override.part,
            level="nation" if place is None else "municipality" if municipal else "network",
            removed=removed,
        ),
        by=by,
    )


def _record_effect(effect: Unpriced, step: int | None, by: Actor) -> None:
    record(
        EffectSet(
            object_id=effect.public_id,
            object_name=effect.measure.name,
            related=(effect.measure.public_id,),
            step=step,
        ),
        by=by,
    )
