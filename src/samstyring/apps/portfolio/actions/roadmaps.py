"""Editions of a roadmap: begin one, change it, and say what is on it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor

from ..choices import Scope
from ..events import EditionBegun, EditionChanged, MilestoneSet, RoadmapItemSet
from ..models import Edition, Milestone, Recommendation, RoadmapItem
from ..policies import check_not_published

Fields = Mapping[str, Any]
COPIED = ("measure_id", "part", "starts", "ends", "certainty", "expected", "source")
# Without the figures: those are drawn anew.
ADVISED = ("measure_id", "need_id", "advice", "introduce_by", "reason")


@transaction.atomic
def begin(
    *,
    fields: Fields,
    owner: Organisation | None,
    by: Actor,
    visibility: str = Visibility.PUBLIC,
    copy_of: Edition | None = None,
) -> Edition:
    """Begin an edition, with the lines of an earlier one that still stood there where `copy_of` says so.

    Whoever calls has validated the fields.
    """
    edition = Edition.objects.create(owner_organisation=owner, visibility=visibility, **fields)
    copied = 0
    if copy_of is not None:
        copied = _copy(copy_of, edition)
    record(
        EditionBegun(
            object_id=edition.public_id,
            object_name=edition.title,
            scope=edition.scope,
            year=edition.year,
            items=copied,
            related=(copy_of.public_id,) if copy_of else (),
        ),
        by=by,
    )
    return edition


def _copy(earlier: Edition, edition: Edition) -> int:
    """The lines that still stood, and between two of the sector's also the advice. How many there were."""
    items = RoadmapItem.objects.bulk_create(
        RoadmapItem(edition=edition, **line) for line in earlier.items.filter(dropped=False).values(*COPIED)
    )
    if not earlier.scope == edition.scope == Scope.SECTOR:
        return len(items)
    advised = Recommendation.objects.bulk_create(
        Recommendation(edition=edition, **line)
        for line in earlier.recommendations.filter(dropped=False).values(*ADVISED)
    )
    return len(items) + len(advised)


@transaction.atomic
def change(*, edition: Edition, fields: Fields, by: Actor) -> Edition:
    """Write something else of an edition as a whole. Nothing happens where nothing differs."""
    locked = _locked(edition)
    changed = write_changed(locked, fields)
    if not changed:
        return locked
    record(EditionChanged(object_id=locked.public_id, object_name=locked.title, fields=changed), by=by)
    return locked


@transaction.atomic
def set_item(*, edition: Edition, fields: Fields, by: Actor, item: RoadmapItem | None = None) -> RoadmapItem:
    """Place a measure on an edition, or write something else of the line `item`."""
    locked = _locked(edition)
    if item is None:
        saved = RoadmapItem.objects.create(edition=locked, **fields)
    else:
        saved = RoadmapItem.objects.get(pk=item.pk, edition=locked)
        if all(getattr(saved, name) == value for name, value in fields.items()):
            return saved
        for name, value in fields.items():
            setattr(saved, name, value)
        saved.save()
    record(
        RoadmapItemSet(
            object_id=locked.public_id,
            object_name=locked.title,
            related=(saved.measure.public_id,),
            certainty=saved.certainty,
            starts=saved.starts,
            ends=saved.ends,
            dropped=saved.dropped,
        ),
        by=by,
    )
    return saved


@transaction.atomic
def set_milestone(*, edition: Edition, fields: Fields, by: Actor) -> Milestone:
    """Enter a milestone of an edition."""
    locked = _locked(edition)
    milestone = Milestone.objects.create(edition=locked, **fields)
    record(
        MilestoneSet(
            object_id=locked.public_id,
            object_name=locked.title,
            date=milestone.date,
            related=(milestone.measure.public_id,) if milestone.measure else (),
        ),
        by=by,
    )
    return milestone


def _locked(edition: Edition) -> Edition:
    """The edition, held until the transaction ends. Raises NotPossible for one that is published."""
    found: Edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    check_not_published(found)
    return found
