"""Evidence: enter one publication, several at once, or change what is written of one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import EvidenceAdded, EvidenceChanged
from ..models import Evidence, Outcome

Fields = Mapping[str, Any]


@transaction.atomic
def add(
    *,
    fields: Fields,
    outcomes: Sequence[Fields],
    owner: Organisation | None,
    by: Actor,
    visibility: str = Visibility.PUBLIC,
) -> Evidence:
    """Enter a publication. Whoever calls has validated the fields."""
    evidence = Evidence.objects.create(owner_organisation=owner, visibility=visibility, **fields)
    _write_outcomes(evidence, outcomes)
    record(
        EvidenceAdded(object_id=evidence.public_id, object_name=evidence.title[:200], outcomes=len(outcomes)),
        by=by,
    )
    return evidence


@transaction.atomic
def add_all(
    *, rows: Sequence[tuple[Fields, Sequence[Fields]]], owner: Organisation | None, by: Actor
) -> list[Evidence]:
    """Enter all of an import, or nothing of it."""
    return [add(fields=fields, outcomes=outcomes, owner=owner, by=by) for fields, outcomes in rows]


@transaction.atomic
def change(*, evidence: Evidence, fields: Fields, outcomes: Sequence[Fields], by: Actor) -> Evidence:
    """Write something else of a publication. Nothing happens where nothing differs."""
    locked = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    changed = [name for name, value in fields.items() if getattr(locked, name) != value]
    before = list(locked.outcomes.values(*OUTCOME_FIELDS))
    after = [{name: outcome.get(name, "") for name in OUTCOME_FIELDS} for outcome in outcomes]
    if before != after:
        changed.append("outcomes")
    if not changed:
        return locked
    for name in fields:
        setattr(locked, name, fields[name])
    locked.save()
    if "outcomes" in changed:
        locked.outcomes.all().delete()
        _write_outcomes(locked, outcomes)
    record(
        EvidenceChanged(object_id=locked.public_id, object_name=locked.title[:200], fields=sorted(changed)),
        by=by,
    )
    return locked


OUTCOME_FIELDS = ("name", "benefit_class", "direction", "finding", "certainty", "for_whom")


def _write_outcomes(evidence: Evidence, outcomes: Sequence[Fields]) -> None:
    Outcome.objects.bulk_create(
        Outcome(
            evidence=evidence,
            position=position,
            **{name: outcome.get(name, "") for name in OUTCOME_FIELDS},
        )
        for position, outcome in enumerate(outcomes)
    )
