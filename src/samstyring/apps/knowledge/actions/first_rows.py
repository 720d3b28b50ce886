"""Load the evidence that the program ships, or what is new in it."""

import csv
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db import transaction

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.ledger.events import SYSTEM

from ..models import Evidence
from . import evidence

FILE = Path(__file__).resolve().parent.parent / "first_rows" / "evidence.csv"
TEXTS = ("topic", "title", "kind", "country", "setting", "size", "source")


@transaction.atomic
def load() -> int:
    """Enter the shipped publications that are not there yet, and return how many were.

    One that people have changed since is left as they wrote it.
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    present = set(Evidence.objects.exclude(key="").values_list("key", flat=True))
    count = 0
    for key, group in groupby(rows, key=itemgetter("key")):
        lines = list(group)
        if key in present:
            continue
        evidence.add(
            fields=_fields(lines[0]) | {"key": key},
            outcomes=[line | {"name": line["outcome"]} for line in lines],
            owner=None,
            by=SYSTEM,
            visibility=Visibility.PUBLIC,
        )
        count += 1
    return count


def _fields(line: dict[str, str]) -> dict[str, Any]:
    numbers = {name: int(line[name]) if line[name] else None for name in ("year", "participants")}
    return {name: line[name] for name in TEXTS} | numbers
