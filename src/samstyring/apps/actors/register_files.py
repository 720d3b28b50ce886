"""The register's data files as typed rows; register_data/README.md says what they hold and their sources."""

import csv
import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from samstyring.engines.text_analysis.model import Register, RegisterEntry

FOLDER = Path(__file__).parent / "register_data"
POPULATION_SOURCE = "Statistisk sentralbyrå, tabell 07459"

Day = datetime.date | None
# Organisation key, year, first age, last age (None: no upper end).
Band = tuple[str, int, int, int | None]


@dataclass(frozen=True)
class OrganisationRow:
    """One organisation; `county` is another row's key, or empty."""

    key: str
    county: str
    # The columns that are stored as they are, by field name.
    fields: dict[str, str | datetime.date | None]


@dataclass
class RegisterFiles:
    """All that the files hold."""

    organisations: list[OrganisationRow] = field(default_factory=list)
    # (organisation, kind, name) → (first day, last day)
    names: dict[tuple[str, str, str], tuple[Day, Day]] = field(default_factory=dict)
    # (predecessor, successor) → (first day of the new order, kind)
    successions: dict[tuple[str, str], tuple[datetime.date, str]] = field(default_factory=dict)
    # (group, member) → source
    memberships: dict[tuple[str, str], str] = field(default_factory=dict)
    serves: set[tuple[str, str]] = field(default_factory=set)
    population: dict[Band, int] = field(default_factory=dict)


def read(folder: Path = FOLDER) -> RegisterFiles:
    """The files of a folder. Raises OSError, KeyError or ValueError where one is missing or wrong."""
    found = RegisterFiles()
    for row in _rows(folder / "organisations.csv"):
        key, county = row.pop("key"), row.pop("county")
        fields: dict[str, str | datetime.date | None] = dict(row)
        fields["valid_from"], fields["valid_to"] = _day(row["valid_from"]), _day(row["valid_to"])
        found.organisations.append(OrganisationRow(key, county, fields))
    for row in _rows(folder / "names.csv"):
        days = (_day(row["valid_from"]), _day(row["valid_to"]))
        found.names[row["key"], row["kind"], row["name"]] = days
    for row in _rows(folder / "successions.csv"):
        date = datetime.date.fromisoformat(row["date"])
        found.successions[row["predecessor"], row["successor"]] = (date, row["kind"])
    for row in _rows(folder / "memberships.csv"):
        found.memberships[row["group"], row["member"]] = row["source"]
    found.serves = {(row["key"], row["county"]) for row in _rows(folder / "serves.csv")}
    for row in _rows(folder / "population.csv"):
        age_to = int(row["age_to"]) if row["age_to"] else None
        found.population[row["key"], int(row["year"]), int(row["age_from"]), age_to] = int(row["persons"])
    return found


def engine_register(found: RegisterFiles) -> Register:
    """The files as the reader takes them, for reading without a database.

    `key` is the file's own key. A former organisation is there for the names that no present one has.
    """
    names: dict[str, list[str]] = {}
    for key, _kind, name in found.names:
        names.setdefault(key, []).append(name)
    present = [row for row in found.organisations if row.fields["valid_to"] is None]
    former = [row for row in found.organisations if row.fields["valid_to"] is not None]
    taken = {name for row in present for name in names.get(row.key, [])}
    entries = [_entry(row, names.get(row.key, [])) for row in present]
    # The newest of those that had a name before stands for it.
    for row in sorted(former, key=lambda row: str(row.fields["valid_to"]), reverse=True):
        left = [name for name in names.get(row.key, []) if name not in taken]
        taken.update(left)
        if left:
            entries.append(_entry(row, left))
    return Register(entries=tuple(entries))


def _entry(row: OrganisationRow, names: list[str]) -> RegisterEntry:
    name = str(row.fields["name"])
    others = tuple(sorted(set(names) - {name}))
    return RegisterEntry(
        key=row.key,
        name=name,
        kind=str(row.fields["kind"]),
        municipality_number=str(row.fields["number"]) or None,
        names=others,
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> Day:
    return datetime.date.fromisoformat(text) if text else None
