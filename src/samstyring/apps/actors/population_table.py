"""What the two readers of table 07459 have in common."""

import re
from dataclasses import dataclass

TABLE = "07459"


class WrongTable(ValueError):
    """The file cannot be taken. The text is a sentence that says why, and what to export instead."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as the file has it: codes or labels, not yet understood. Empty where the table lacks it."""

    region: str
    sex: str
    age: str
    year: str
    persons: int


# The columns or dimensions of the table, by the names that it gives them in codes, Norwegian and English.
NAMES = {
    "region": "region",
    "kjonn": "sex",
    "kjønn": "sex",
    "sex": "sex",
    "alder": "age",
    "age": "age",
    "tid": "year",
    "år": "year",
    "year": "year",
    "contentscode": "contents",
    "statistikkvariabel": "contents",
    "contents": "contents",
}


def check_title(title: str) -> None:
    """Raise WrongTable when the title or identifier names another table. One that names none passes."""
    found = re.match(r"\s*(\d{5})\b", title)
    if found and found[1] != TABLE:
        raise WrongTable(
            f"This is table {found[1]} and not {TABLE} (population by region, sex, age and year)."
        )


def check_columns(names: set[str], given: str) -> None:
    """Raise WrongTable when region, age or year is not among the names that `NAMES` gives."""
    missing = [name for name in ("region", "age", "year") if name not in names]
    if missing:
        raise WrongTable(
            f"The file has {given} and lacks {', '.join(missing)}. "
            f"Export table {TABLE} with region, age and year."
        )


def check_contents(contents: str) -> None:
    """Raise WrongTable when what is counted is not persons."""
    if contents and not re.match(r"personer|persons", contents, re.IGNORECASE):
        raise WrongTable(f"The file counts “{contents[:60]}” and not persons. Export table {TABLE}.")


def persons(value: object, where: str) -> int | None:
    """A count out of a cell; None for what is not known (empty or dots). Raises WrongTable otherwise."""
    if value is None:
        return None
    if isinstance(value, str):
        value = "".join(value.split())
        if value.strip(".:") == "":
            return None
    try:
        count = int(str(value))
    except ValueError:
        raise WrongTable(f"“{str(value)[:30]}” ({where}) is not a number of persons.") from None
    if count < 0:
        raise WrongTable(f"“{count}” ({where}) is not a number of persons.")
    return count
