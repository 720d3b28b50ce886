"""Load the measures and the first roadmap that the program ships, or what is new in them."""

import csv
import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.events import SYSTEM

from ..choices import Scope
from ..models import Dependency, Edition, Measure
from . import dependencies, measures, roadmaps

FOLDER = Path(__file__).resolve().parent.parent / "first_rows"
READ = datetime.date(2026, 11, 22)
EDITION = "Nasjonalt veikart, satt sammen av åpne kilder"
ABOUT_EDITION = (
    "Satt sammen av det som er funnet i åpne kilder om hver løsning. Ingen offisiell utgave er lest i sin "
    "helhet, så det som ikke står her, kan likevel være planlagt."
)
TEXTS = ("code", "name", "kind", "responsible_name", "purpose", "services", "topic", "source")


@transaction.atomic
def load() -> int:
    """Enter the shipped measures that are not there yet, with all that is known of each; return how many.

    One that is there is left as people have written it. The edition is made once, with the measures.
    """
    before = set(Measure.objects.values_list("code", flat=True))
    register = {
        one.register_key: one for one in Organisation.objects.exclude(register_key="").filter(valid_to=None)
    }
    new: dict[str, Measure] = {}
    for row in rows("measures"):
        if row["code"] not in before:
            new[row["code"]] = _measure(row, register.get(row["responsible_key"]))
    if not new:
        return 0
    _duties(new)
    _dependencies(new)
    _edition(register.get("agency-hdir"))
    return len(new)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one shipped file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _measure(row: dict[str, str], responsible: Organisation | None) -> Measure:
    measure = measures.add(
        fields={name: row[name] for name in TEXTS} | {"responsible": responsible},
        owner=responsible,
        by=SYSTEM,
    )
    if row["stage"]:
        measures.set_stage(
            measure=measure,
            stage=row["stage"],
            date=datetime.date.fromisoformat(row["stage_date"]),
            began=row["stage_began"] == "ja",
            note=row["stage_note"],
            source=row["source"],
            by=SYSTEM,
        )
    return measure


def _duties(new: dict[str, Measure]) -> None:
    for row in rows("duties"):
        if row["code"] in new:
            fields: dict[str, Any] = {
                name: row[name] for name in ("kind", "for_whom", "state", "note", "source")
            }
            fields |= {"municipal": row["municipal"] == "ja", "valid_from": _day(row["valid_from"])}
            measures.set_duty(measure=new[row["code"]], fields=fields, by=SYSTEM)


def _dependencies(new: dict[str, Measure]) -> None:
    there = Measure.objects.in_bulk(field_name="code")
    known = set(Dependency.objects.values_list("measure__code", "relation", "other__code"))
    for row in rows("dependencies"):
        ends = (row["code"], row["other"])
        if new.keys() & set(ends) and (row["code"], row["relation"], row["other"]) not in known:
            dependencies.add(
                measure=there[row["code"]],
                relation=row["relation"],
                other=there[row["other"]],
                reason=row["reason"],
                source=row["source"],
                by=SYSTEM,
            )


def _edition(owner: Organisation | None) -> None:
    if Edition.objects.filter(scope=Scope.NATIONAL, year=READ.year, title=EDITION).exists():
        return
    edition = roadmaps.begin(
        fields={
            "scope": Scope.NATIONAL,
            "year": READ.year,
            "title": EDITION,
            "dated": READ,
            "note": ABOUT_EDITION,
        },
        owner=owner,
        by=SYSTEM,
        visibility=Visibility.PUBLIC,
    )
    there = Measure.objects.in_bulk(field_name="code")
    for row in rows("roadmap"):
        fields: dict[str, Any] = {name: row[name] for name in ("part", "certainty", "expected", "source")}
        fields |= {name: _day(row[name]) for name in ("starts", "ends")}
        roadmaps.set_item(edition=edition, fields=fields | {"measure": there[row["code"]]}, by=SYSTEM)


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
