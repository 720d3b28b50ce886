"""Loading the register: new is added, changed is changed, what is gone is ended and never deleted."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors import register_files
from samstyring.apps.actors.events import REGISTER, RegisterLoaded
from samstyring.apps.actors.models import (
    Membership,
    Organisation,
    OrganisationName,
    Population,
    Succession,
)
from samstyring.apps.actors.names import normalise
from samstyring.apps.actors.register_files import FOLDER, POPULATION_SOURCE, OrganisationRow, RegisterFiles
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import SYSTEM, Actor

# A load that changes more organisations than this is told in the register's history only.
MOST_RELATED = 100
BATCH = 500

Ids = dict[str, int]


@dataclass
class Changes:
    """How many of each a load has changed."""

    added: int = 0
    changed: int = 0
    ended: int = 0
    names: int = 0
    successions: int = 0
    memberships: int = 0
    population: int = 0

    def __bool__(self) -> bool:
        return any(asdict(self).values())


@transaction.atomic
def load(*, by: Actor = SYSTEM, folder: Path = FOLDER) -> Changes:
    """Make the database's register as the files say, and return what changed.

    What people have added by hand is left alone. Records one event when something changed.
    Raises OSError, KeyError or ValueError for files that are missing or not as expected.
    """
    files = register_files.read(folder)
    today = timezone.localdate()
    changes = Changes()
    touched = _organisations(files.organisations, today, changes)
    ids: Ids = dict(Organisation.objects.exclude(register_key="").values_list("register_key", "pk"))
    _counties(files.organisations, ids)
    _names(files, ids, changes)
    _successions(files, ids, changes)
    _memberships(files, ids, today, changes)
    _serves(files, ids)
    _population(files, ids, changes)
    if changes:
        related = tuple(touched) if len(touched) <= MOST_RELATED else ()
        record(RegisterLoaded(object_id=REGISTER, related=related, **asdict(changes)), by=by)
    return changes


def _organisations(rows: Iterable[OrganisationRow], today: datetime.date, changes: Changes) -> list[UUID]:
    """Add, change and end organisations; the public identifiers of those that were there and changed."""
    known = {one.register_key: one for one in Organisation.objects.exclude(register_key="")}
    wanted = {row.key: row.fields for row in rows}
    fields = list(next(iter(wanted.values())))
    gone = [one for key, one in known.items() if key not in wanted and one.valid_to is None]
    for one in gone:
        one.valid_to = max(today, one.valid_from or today)
    new: list[Organisation] = []
    changed: list[Organisation] = []
    for key, values in wanted.items():
        there = known.get(key)
        if there is None:
            new.append(Organisation(register_key=key, **values))
        elif any(getattr(there, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(there, name, value)
            changed.append(there)
    # Ended ones first: their numbers are free for those that take them over.
    changed.sort(key=lambda one: one.valid_to is None)
    Organisation.objects.bulk_update(gone, ["valid_to"], batch_size=BATCH)
    for one in changed:
        one.save(update_fields=fields)
    Organisation.objects.bulk_create(new, batch_size=BATCH)
    changes.added, changes.changed, changes.ended = len(new), len(changed), len(gone)
    return [one.public_id for one in [*gone, *changed]]


def _counties(rows: Iterable[OrganisationRow], ids: Ids) -> None:
    wanted = {row.key: ids.get(row.county) for row in rows}
    moved = [
        one
        for one in Organisation.objects.filter(register_key__in=wanted).only("pk", "register_key", "county")
        if one.county_id != wanted[one.register_key]
    ]
    for one in moved:
        one.county_id = wanted[one.register_key]
    Organisation.objects.bulk_update(moved, ["county"], batch_size=BATCH)


def _names(files: RegisterFiles, ids: Ids, changes: Changes) -> None:
    keys = {pk: key for key, pk in ids.items()}
    known = {
        (keys[name.organisation_id], name.kind, name.name): name
        for name in OrganisationName.objects.filter(organisation__register_key__gt="")
    }
    new, changed = [], []
    for (key, kind, text), (valid_from, valid_to) in files.names.items():
        name = known.get((key, kind, text))
        if name is None:
            name = OrganisationName(organisation_id=ids[key], kind=kind, name=text)
            new.append(name)
        elif (name.valid_from, name.valid_to, name.normalised) == (valid_from, valid_to, normalise(text)):
            continue
        else:
            changed.append(name)
        name.valid_from, name.valid_to, name.normalised = valid_from, valid_to, normalise(text)
    in_files = {row.key for row in files.organisations}
    # Nothing refers to a name, so one that was wrong goes; an organisation that is gone keeps its names.
    wrong = [name.pk for place, name in known.items() if place not in files.names and place[0] in in_files]
    OrganisationName.objects.filter(pk__in=wrong).delete()
    OrganisationName.objects.bulk_update(changed, ["valid_from", "valid_to", "normalised"], batch_size=BATCH)
    OrganisationName.objects.bulk_create(new, batch_size=BATCH)
    changes.names = len(new) + len(changed) + len(wrong)


def _successions(files: RegisterFiles, ids: Ids, changes: Changes) -> None:
    known = {(one.predecessor_id, one.successor_id): one for one in Succession.objects.all()}
    new = []
    for (before, after), (date, kind) in files.successions.items():
        one = known.get((ids[before], ids[after]))
        if one is None:
            new.append(Succession(predecessor_id=ids[before], successor_id=ids[after], date=date, kind=kind))
        elif (one.date, one.kind) != (date, kind):
            one.date, one.kind = date, kind
            one.save(update_fields=["date", "kind"])
            changes.successions += 1
    Succession.objects.bulk_create(new, batch_size=BATCH)
    changes.successions += len(new)


def _memberships(files: RegisterFiles, ids: Ids, today: datetime.date, changes: Changes) -> None:
    """Add those that are new; a membership that somebody has ended by hand does not come back."""
    wanted = {(ids[group], ids[member]): source for (group, member), source in files.memberships.items()}
    known = list(Membership.objects.all())
    there = {(one.group_id, one.member_id) for one in known}
    new = [
        Membership(group_id=pair[0], member_id=pair[1], source=source)
        for pair, source in wanted.items()
        if pair not in there
    ]
    # Those added by hand have no source.
    gone = [
        one
        for one in known
        if one.source and one.valid_to is None and (one.group_id, one.member_id) not in wanted
    ]
    for one in gone:
        one.valid_to = max(today, one.valid_from or today)
    Membership.objects.bulk_update(gone, ["valid_to"], batch_size=BATCH)
    Membership.objects.bulk_create(new, batch_size=BATCH)
    changes.memberships = len(new) + len(gone)


def _serves(files: RegisterFiles, ids: Ids) -> None:
    through = Organisation.serves.through
    wanted = {(ids[one], ids[county]) for one, county in files.serves}
    known = {
        (from_id, to_id): pk
        for pk, from_id, to_id in through.objects.filter(from_organisation__register_key__gt="").values_list(
            "pk", "from_organisation_id", "to_organisation_id"
        )
    }
    through.objects.filter(pk__in=[pk for pair, pk in known.items() if pair not in wanted]).delete()
    through.objects.bulk_create(
        [
            through(from_organisation_id=one, to_organisation_id=county)
            for one, county in sorted(wanted - known.keys())
        ],
        batch_size=BATCH,
    )


def _population(files: RegisterFiles, ids: Ids, changes: Changes) -> None:
    """Add and change figures; one that somebody imported from a table file stands."""
    known = {
        (organisation, year, age_from, age_to): (pk, persons, source)
        for pk, organisation, year, age_from, age_to, persons, source in Population.objects.values_list(
            "pk", "organisation_id", "year", "age_from", "age_to", "persons", "source"
        )
    }
    new, changed = [], []
    for (key, year, age_from, age_to), persons in files.population.items():
        there = known.get((ids[key], year, age_from, age_to))
        if there is None:
            new.append(
                Population(
                    organisation_id=ids[key],
                    year=year,
                    age_from=age_from,
                    age_to=age_to,
                    persons=persons,
                    source=POPULATION_SOURCE,
                )
            )
        elif there[2] == POPULATION_SOURCE and there[1] != persons:
            changed.append(Population(pk=there[0], persons=persons))
    Population.objects.bulk_update(changed, ["persons"], batch_size=BATCH)
    Population.objects.bulk_create(new, batch_size=1000)
    changes.population = len(new) + len(changed)
