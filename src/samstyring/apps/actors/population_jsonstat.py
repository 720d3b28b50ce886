"""Table 07459 as JSON-stat 1 or 2."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from samstyring.apps.actors.population_table import (
    NAMES,
    Cell,
    WrongTable,
    check_columns,
    check_contents,
    persons,
)


def read(content: Any) -> tuple[str, list[Cell], str]:
    """Title or identifier of the table, its cells, and the form. Raises WrongTable."""
    try:
        return _read(content)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise WrongTable(
            "The file is JSON and not a JSON-stat table. Export table 07459 as JSON-stat or CSV."
        ) from error


def _read(content: Any) -> tuple[str, list[Cell], str]:
    form = "JSON-stat 2"
    dataset = content
    if content.get("class") != "dataset":
        dataset, form = content["dataset"], "JSON-stat 1"
    dimensions = dataset["dimension"]
    identifiers: list[str] = dataset.get("id") or dimensions["id"]
    sizes: list[int] = dataset.get("size") or dimensions["size"]
    table = dataset.get("extension", {}).get("px", {}).get("tableid") or dataset.get("label", "")
    names = [NAMES.get(identifier.lower(), identifier) for identifier in identifiers]
    labels = ", ".join(str(dimensions[one].get("label", one)) for one in identifiers)
    # Another table is better told by its number than by what it lacks.
    if not str(table)[:5].isdigit() or str(table).startswith("07459"):
        check_columns(set(names), labels)
    codes = [_codes(dimensions[identifier]["category"]) for identifier in identifiers]
    if [len(one) for one in codes] != list(sizes):
        raise WrongTable("The file's dimensions do not agree with their sizes. Export it again.")
    cells = list(_cells(names, codes, dataset["value"]))
    return str(table), cells, form


def _codes(category: Any) -> list[tuple[str, str]]:
    """The codes of a dimension in order, each with its label."""
    index = category.get("index")
    label = category.get("label", {})
    if index is None:
        ordered = list(label)
    elif isinstance(index, dict):
        ordered = sorted(index, key=lambda code: int(index[code]))
    else:
        ordered = list(index)
    return [(str(code), str(label.get(code, code))) for code in ordered]


def _cells(names: Sequence[str], codes: Sequence[list[tuple[str, str]]], values: Any) -> Iterator[Cell]:
    """Every cell that has a figure; `values` is a list, or a mapping that leaves out the empty ones."""
    count = 1
    for one in codes:
        count *= len(one)
    if isinstance(values, list) and len(values) != count:
        raise WrongTable("The file has fewer figures than its dimensions say. Export it again.")
    for position, place in enumerate(product(*codes)):
        value = values[position] if isinstance(values, list) else values.get(str(position))
        at = dict(zip(names, place, strict=True))
        if "contents" in at:
            check_contents(at["contents"][1])
        number = persons(value, " ".join(label for _, label in place))
        if number is not None:
            # An age group's code can be anything; its label says the ages.
            age_code, age_label = at.get("age", ("", ""))
            yield Cell(
                region=at.get("region", ("", ""))[0],
                sex=at.get("sex", ("", ""))[0],
                age=age_code if age_code.rstrip("+").isdigit() else age_label,
                year=at.get("year", ("", ""))[0],
                persons=number,
            )
