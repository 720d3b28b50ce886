"""Importing population by age from a table file of Statistics Norway."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.events import REGISTER, PopulationImported
from samstyring.apps.actors.models import Organisation, Population
from samstyring.apps.actors.population_files import PopulationTable, parse, totals
from samstyring.apps.actors.population_table import TABLE, WrongTable
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import SYSTEM, Actor

BATCH = 1000


@dataclass(frozen=True)
class Import:
    """What an import does, or would do."""

    form: str
    municipalities: int
    # Year → inhabitants of all municipalities in the file.
    years: dict[int, int]
    added: int
    changed: int
    same: int


def preview(data: bytes) -> Import:
    """What an import of the file would do. Raises WrongTable with a sentence when it cannot be taken."""
    table = parse(data)
    ids = _municipalities(table)
    added, changed = _differences(table, ids)
    return _summary(table, len(added), len(changed))


@transaction.atomic
def import_table(*, data: bytes, by: Actor = SYSTEM) -> Import:
    """Store the figures of a file of table 07459; a figure that is there is replaced.

    All or nothing. Records one event when something changed. Raises WrongTable with a sentence.
    """
    table = parse(data)
    ids = _municipalities(table)
    added, changed = _differences(table, ids)
    source = f"Statistisk sentralbyrå, tabell {TABLE} (lest inn {timezone.localdate().isoformat()})"
    for row in (*added, *changed):
        row.source = source
    Population.objects.bulk_create(added, batch_size=BATCH)
    Population.objects.bulk_update(changed, ["persons", "source"], batch_size=BATCH)
    summary = _summary(table, len(added), len(changed))
    if added or changed:
        record(
            PopulationImported(
                object_id=REGISTER,
                municipalities=summary.municipalities,
                first_year=min(summary.years),
                last_year=max(summary.years),
                added=summary.added,
                changed=summary.changed,
                sha256=hashlib.sha256(data).hexdigest(),
                form=summary.form,
            ),
            by=by,
        )
    return summary


def _municipalities(table: PopulationTable) -> dict[str, int]:
    """The municipalities of the file by number. Raises WrongTable for one that the register does not know."""
    ids = dict(
        Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, number__gt="")
        .order_by("valid_to")
        .values_list("number", "pk")
    )
    unknown = sorted(table.numbers - ids.keys())
    if unknown:
        named = ", ".join(unknown[:5]) + ("" if len(unknown) <= 5 else f" and {len(unknown) - 5} more")
        raise WrongTable(
            f"The register does not know the municipality number {named}. Load a newer register, "
            "or export only municipalities that exist from 2017 on."
        )
    return ids


def _differences(table: PopulationTable, ids: dict[str, int]) -> tuple[list[Population], list[Population]]:
    """The rows that are new, and those that are there with another figure."""
    known = {
        (row.organisation_id, row.year, (row.age_from, row.age_to)): row
        for row in Population.objects.filter(year__in=table.years)
    }
    added, changed = [], []
    for (number, year, band), persons in table.figures.items():
        row = known.get((ids[number], year, band))
        if row is None:
            added.append(
                Population(
                    organisation_id=ids[number], year=year, age_from=band[0], age_to=band[1], persons=persons
                )
            )
        elif row.persons != persons:
            row.persons = persons
            changed.append(row)
    return added, changed


def _summary(table: PopulationTable, added: int, changed: int) -> Import:
    return Import(
        form=table.form,
        municipalities=len(table.numbers),
        years={year: totals(table.figures, year) for year in table.years},
        added=added,
        changed=changed,
        same=len(table.figures) - added - changed,
    )
