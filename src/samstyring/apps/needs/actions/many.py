"""Write many needs at once, as a sheet asks for: the same as one by one, in few statements.

One event tells of up to `EVENT` needs, which are its related objects: each need's history has it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..choices import Act, Level, NeedKind
from ..models import Backing, KnowledgeNeed, Need, Step
from ..policies import HOLDERS, level_of
from ..sheets.events import NeedsChanged, NeedsWritten
from ..tasks import prepare
from .common import today

BATCH = 1000
# How many needs one event tells of.
EVENT = 500

Fields = Mapping[str, Any]


@transaction.atomic
def write_many(*, organisation: Organisation, rows: Sequence[Fields], by: Actor) -> list[Need]:
    """Write needs for an organisation straight out, as `needs.write` does one. Returns them in order."""
    if not rows:
        return []
    stands_behind = organisation.kind in HOLDERS[Level.MUNICIPALITY]
    made = Need.objects.bulk_create(
        [
            Need(
                raised_by=organisation,
                held_by=organisation,
                owner_organisation=organisation,
                level=level_of(organisation),
                municipalities=int(organisation.kind == "municipality"),
                **fields,
            )
            for fields in rows
        ],
        batch_size=BATCH,
    )
    day = today()
    if stands_behind:
        Backing.objects.bulk_create(
            [Backing(need=need, organisation=organisation, day=day) for need in made], batch_size=BATCH
        )
    KnowledgeNeed.objects.bulk_create(
        [KnowledgeNeed(need=need) for need in made if need.kind == NeedKind.KNOWLEDGE], batch_size=BATCH
    )
    acted_for = (
        Organisation.objects.filter(public_id=by.organisation_id).first() if by.organisation_id else None
    )
    Step.objects.bulk_create(
        [
            Step(
                need=need,
                number=1,
                act=Act.WRITE,
                to_state=need.state,
                to_level=need.level,
                to_holder=organisation,
                organisation=acted_for,
                day=day,
            )
            for need in made
        ],
        batch_size=BATCH,
    )
    for start in range(0, len(made), EVENT):
        part = made[start : start + EVENT]
        record(
            NeedsWritten(
                object_id=organisation.public_id,
                object_name=organisation.name,
                count=len(part),
                related=tuple(need.public_id for need in part),
            ),
            by=by,
        )
    transaction.on_commit(prepare.enqueue)
    return made


@transaction.atomic
def change_many(*, organisation: Organisation, changes: Mapping[int, Fields], by: Actor) -> list[Need]:
    """Write something else of needs, by their primary keys, as `needs.change` does one.

    Those where nothing differs stay as they are. Returns those that changed.
    """
    changed: list[Need] = []
    keys = sorted(changes)
    for start in range(0, len(keys), EVENT):
        part = keys[start : start + EVENT]
        rows = list(Need.objects.select_for_update(of=("self",)).filter(pk__in=part).order_by("pk"))
        differ = [one for one in rows if any(getattr(one, k) != v for k, v in changes[one.pk].items())]
        for need in differ:
            for name, value in changes[need.pk].items():
                setattr(need, name, value)
            need.version += 1
        if not differ:
            continue
        names = sorted({name for need in differ for name in changes[need.pk]})
        Need.objects.bulk_update(differ, [*names, "version"], batch_size=EVENT)
        KnowledgeNeed.objects.bulk_create(
            [KnowledgeNeed(need=need) for need in differ if need.kind == NeedKind.KNOWLEDGE],
            ignore_conflicts=True,
        )
        record(
            NeedsChanged(
                object_id=organisation.public_id,
                object_name=organisation.name,
                count=len(differ),
                related=tuple(need.public_id for need in differ),
            ),
            by=by,
        )
        changed += differ
    if changed:
        transaction.on_commit(prepare.enqueue)
    return changed
