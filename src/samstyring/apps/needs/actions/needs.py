"""Write a need, change what is written of it, give it more sources."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor

from ..choices import Act, Level, NeedKind
from ..events import NeedChanged, NeedWritten, SourcesAdded
from ..models import Backing, KnowledgeNeed, Need, NeedSource
from ..policies import HOLDERS, level_of
from ..queries.gathering import Said
from ..tasks import prepare
from .common import add_step, locked, recount, today

Fields = Mapping[str, Any]


@transaction.atomic
def write(
    *,
    organisation: Organisation,
    fields: Fields,
    by: Actor,
    said: Sequence[Said] = (),
    rests_on: str = "",
) -> Need:
    """Write a need for an organisation, from words in replies (`said`) or straight out.

    It begins on the organisation's own table. A municipality stands behind what it raises, and whoever said
    the words stands behind them: each once. `fields` has title, kind and what else is known; whoever calls
    has validated them.
    """
    need = Need.objects.create(
        raised_by=organisation,
        held_by=organisation,
        owner_organisation=organisation,
        level=level_of(organisation),
        **fields,
    )
    _add_said(need, said)
    if rests_on.strip():
        NeedSource.objects.create(need=need, written=rests_on.strip())
    if organisation.kind in HOLDERS[Level.MUNICIPALITY]:
        _stand_behind(need, organisation.pk)
    if need.kind == NeedKind.KNOWLEDGE:
        KnowledgeNeed.objects.create(need=need)
    add_step(need, Act.WRITE, reason="", by=by)
    recount([need.pk])
    need.refresh_from_db(fields=["municipalities"])
    record(
        NeedWritten(
            object_id=need.public_id,
            object_name=need.title,
            kind=need.kind,
            sources=len(said),
            related=(organisation.public_id,),
        ),
        by=by,
    )
    transaction.on_commit(prepare.enqueue)
    return need


@transaction.atomic
def change(*, need: Need, fields: Fields, by: Actor, seen: int | None = None) -> Need:
    """Write something else of a need. Nothing happens where nothing differs.

    A need that becomes one for knowledge gets its question; one that is no longer keeps what was asked.
    Raises NotPossible where somebody was before.
    """
    current = locked(need, seen)
    changed = write_changed(current, fields)
    if not changed:
        return current
    current.version += 1
    current.save(update_fields=["version"])
    if current.kind == NeedKind.KNOWLEDGE:
        KnowledgeNeed.objects.get_or_create(need=current)
    record(NeedChanged(object_id=current.public_id, object_name=current.title, fields=changed), by=by)
    transaction.on_commit(prepare.enqueue)
    return current


@transaction.atomic
def add_sources(*, need: Need, said: Sequence[Said], by: Actor) -> int:
    """Give a need more words from replies, and let those who said them stand behind it. Returns how many.

    What is a source of it already is left out.
    """
    current = locked(need)
    count = _add_said(current, said)
    if not count:
        return 0
    current.version += 1
    current.save(update_fields=["version"])
    recount([current.counted_with_id or current.pk])
    record(SourcesAdded(object_id=current.public_id, object_name=current.title, sources=count), by=by)
    return count


def _add_said(need: Need, said: Sequence[Said]) -> int:
    present = set(
        need.sources.filter(source_text__isnull=False).values_list("source_text_id", "start", "end")
    )
    count = 0
    for one in said:
        if (one.source_text, one.start, one.end) in present:
            continue
        present.add((one.source_text, one.start, one.end))
        source = NeedSource.objects.create(
            need=need,
            point_id=one.point,
            source_text_id=one.source_text,
            start=one.start,
            end=one.end,
            quote=one.quote,
        )
        count += 1
        for organisation in one.organisations:
            _stand_behind(need, organisation, source)
    return count


def _stand_behind(need: Need, organisation: int, source: NeedSource | None = None) -> None:
    if not need.backings.filter(organisation=organisation, withdrawn=None).exists():
        Backing.objects.create(need=need, organisation_id=organisation, source=source, day=today())
