"""The sector's roadmap: join it from both lists, say what is advised, and publish an edition for good."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor

from ..choices import Scope
from ..events import Advised, EditionJoined, EditionPublished
from ..models import Edition, Measure, Recommendation
from ..policies import check_can_be_published, check_not_published, check_sector
from ..queries import sector

Fields = Mapping[str, Any]
FIGURES = (
    "municipal_place",
    "state_place",
    "national_item_id",
    "points",
    "lists",
    "municipalities",
    "inhabitants",
    "small",
    "middle",
    "large",
    "unknown",
)


@transaction.atomic
def join(*, edition: Edition, national: Edition | None, by: Actor) -> int:
    """Draw the lines from municipalities' own lists and a national edition, as they are today.

    A line that is there keeps its advice and gets today's figures; one that neither list has any more and
    nobody has advised on goes. Returns how many lines there are. Raises NotPossible.
    """
    locked = _locked(edition)
    there = {one.key: one for one in locked.recommendations.all()}
    found, lists = sector.basis(national, keep=[key for key, one in there.items() if one.advice])
    new = []
    for one in found:
        line = there.pop(one.joined.key, None)
        if line is None:
            new.append(Recommendation(edition=locked, **_about(one.joined.key), **_figures(one)))
            continue
        for name, value in _figures(one).items():
            setattr(line, name, value)
        line.save(update_fields=FIGURES)
    locked.recommendations.filter(pk__in=[one.pk for one in there.values()]).delete()
    Recommendation.objects.bulk_create(new)
    locked.joined_with, locked.joined_on, locked.joined_lists = national, timezone.localdate(), lists
    locked.save(update_fields=["joined_with", "joined_on", "joined_lists"])
    record(
        EditionJoined(
            object_id=locked.public_id,
            object_name=locked.title,
            lists=lists,
            lines=len(found),
            new=len(new),
            related=(national.public_id,) if national else (),
        ),
        by=by,
    )
    return len(found)


def _about(key: int) -> dict[str, int]:
    return {"measure_id": key} if key > 0 else {"need_id": -key}


def _figures(one: sector.Basis) -> dict[str, Any]:
    sizes = {name: count for name, _label, count in one.behind.sizes}
    return {
        "municipal_place": one.joined.municipal_place,
        "state_place": one.joined.state_place,
        "national_item_id": one.joined.item,
        "points": one.joined.points,
        "lists": one.joined.lists,
        "municipalities": one.behind.municipalities,
        "inhabitants": one.behind.inhabitants,
        "unknown": one.behind.unknown,
        **{name: sizes.get(name, 0) for name in ("small", "middle", "large")},
    }


@transaction.atomic
def advise(*, line: Recommendation, fields: Fields, by: Actor) -> Recommendation:
    """Say what the sector advises, and why; or take the line off. Raises NotPossible.

    Whoever calls has validated the fields. Nothing happens where nothing differs.
    """
    locked = _locked(line.edition)
    row = locked.recommendations.select_related("measure", "need").get(pk=line.pk)
    if write_changed(row, fields):
        record(_advised(locked, row), by=by)
    return row


@transaction.atomic
def add_measure(*, edition: Edition, measure: Measure, fields: Fields, by: Actor) -> Recommendation:
    """Put a measure on the edition that neither list has, with its advice. Raises NotPossible."""
    locked = _locked(edition)
    national = locked.joined_with
    found, _lists = sector.basis(national, keep=[measure.pk])
    figures = next(_figures(one) for one in found if one.joined.key == measure.pk)
    row, _made = Recommendation.objects.update_or_create(
        edition=locked, measure=measure, defaults=figures | dict(fields)
    )
    record(_advised(locked, row), by=by)
    return row


def _advised(edition: Edition, line: Recommendation) -> Advised:
    return Advised(
        object_id=edition.public_id,
        object_name=edition.title,
        related=(line.thing.public_id,),
        advice=line.advice,
        introduce_by=line.introduce_by,
        dropped=line.dropped,
    )


@transaction.atomic
def publish(*, edition: Edition, by: Actor) -> Edition:
    """Publish an edition: from now on it stays as it is, and everyone may see it. Raises NotPossible."""
    locked = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    check_not_published(locked)
    standing = list(locked.recommendations.filter(dropped=False).values_list("advice", flat=True))
    placed = locked.items.filter(dropped=False).count()
    undecided = standing.count("") if locked.scope == Scope.SECTOR else 0
    check_can_be_published(lines=len(standing) + placed, undecided=undecided)
    locked.published, locked.visibility = timezone.localdate(), Visibility.PUBLIC
    locked.save(update_fields=["published", "visibility"])
    record(
        EditionPublished(object_id=locked.public_id, object_name=locked.title, lines=len(standing) + placed),
        by=by,
    )
    return locked


def _locked(edition: Edition) -> Edition:
    found: Edition = (
        Edition.objects.select_for_update(of=("self",)).select_related("joined_with").get(pk=edition.pk)
    )
    check_sector(found)
    check_not_published(found)
    return found
