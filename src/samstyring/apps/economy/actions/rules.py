"""Rules to share national costs by: enter one, change one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor

from ..events.national import SharingRuleAdded, SharingRuleChanged
from ..models import RuleStep, SharingRule
from ..policies_national import check_steps

Fields = Mapping[str, Any]
Steps = Sequence[tuple[int, Decimal | None]]


@transaction.atomic
def add(
    *,
    fields: Fields,
    steps: Steps,
    owner: Organisation | None,
    by: Actor,
    visibility: str = Visibility.PUBLIC,
) -> SharingRule:
    """Enter a rule. `steps` are (first, weight), the weight none where it is unknown. Raises NotPossible."""
    check_steps(fields["basis"], steps)
    made = SharingRule.objects.create(owner_organisation=owner, **{"visibility": visibility, **fields})
    _write_steps(made, steps)
    record(
        SharingRuleAdded(object_id=made.public_id, object_name=made.name, basis=made.basis),
        by=by,
    )
    return made


@transaction.atomic
def change(*, rule: SharingRule, fields: Fields, steps: Steps, by: Actor) -> SharingRule:
    """Write something else of a rule. Nothing happens where nothing differs. Raises NotPossible."""
    locked: SharingRule = SharingRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    check_steps(fields.get("basis", locked.basis), steps)
    changed = write_changed(locked, fields)
    if list(steps) != list(locked.steps.values_list("first", "weight")):
        locked.steps.all().delete()
        _write_steps(locked, steps)
        changed = [*changed, "steps"]
    if changed:
        record(SharingRuleChanged(object_id=locked.public_id, object_name=locked.name, fields=changed), by=by)
    return locked


def _write_steps(rule: SharingRule, steps: Steps) -> None:
    RuleStep.objects.bulk_create(RuleStep(rule=rule, first=first, weight=weight) for first, weight in steps)
