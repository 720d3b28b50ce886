"""Statistics Norway's table 07459 (population by region, sex, age and year) out of the files it comes in.

JSON-stat 1 and 2, and the CSV files of the API and of the web pages: comma, semicolon or tab; UTF-8 or
Latin-1; one column a year or one row a figure. Plain Python: bytes in, values out.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from samstyring.apps.actors import population_csv, population_jsonstat
from samstyring.apps.actors.population_table import Cell, WrongTable, check_title

# First and last age, both included; None has no upper end.
Band = tuple[int, int | None]
LARGEST = 200 * 1024 * 1024

_AGES = re.compile(r"(\d{1,3})\s*(?:år)?\s*[-–]\s*(\d{1,3})(?:\s*(?:år|years?))?", re.IGNORECASE)
_OPEN = re.compile(
    r"(\d{1,3})\s*(?:\+|(?:år|years?)?\s*(?:eller eldre|og over|or older|and over))", re.IGNORECASE
)
_AGE = re.compile(r"[HF]?(\d{1,3})(?:\s*(?:år|years?))?", re.IGNORECASE)
_EVERYBODY = re.compile(r"alle aldre|alle|i alt|all ages|total|999[A-Z]?", re.IGNORECASE)
_REGION = re.compile(r"(?:K[-_])?(\d{4})(?:\s+.*)?", re.DOTALL)
# The whole country, counties and other areas that are not municipalities.
_LARGER = re.compile(
    r"0|(?:[FL][-_]?)?\d{2}|EAK.*|EAFK.*|Landet.*|Hele landet|The whole country", re.IGNORECASE
)
_BOTH = re.compile(r"0|begge kjønn|both sexes|i alt|total", re.IGNORECASE)
_MEN, _WOMEN = (
    re.compile(r"1|menn|males?|men", re.IGNORECASE),
    re.compile(r"2|kvinner|females?|women", re.IGNORECASE),
)


@dataclass
class PopulationTable:
    """What a file says: inhabitants by municipality number, year and band."""

    figures: dict[tuple[str, int, Band], int] = field(default_factory=dict)
    form: str = ""

    @property
    def numbers(self) -> set[str]:
        return {number for number, _, _ in self.figures}

    @property
    def years(self) -> list[int]:
        return sorted({year for _, year, _ in self.figures})


def parse(data: bytes) -> PopulationTable:
    """The figures of a file of table 07459, men and women together.

    Municipalities that a year has nobody in (they did not exist) are left out.
    Raises WrongTable with a sentence for another table, another form, or a table that lacks something.
    """
    if not data.strip():
        raise WrongTable("The file is empty. Export table 07459 again.")
    if len(data) > LARGEST:
        raise WrongTable("The file is too large. Export fewer years or regions of table 07459.")
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        try:
            read = json.loads(data.decode("utf-8-sig"))
        except ValueError as error:
            raise WrongTable("The file looks like JSON and is damaged. Export it again.") from error
        title, cells, form = population_jsonstat.read(read)
    else:
        title, cells, form = population_csv.read(data)
    check_title(title)
    table = PopulationTable(form=form)
    table.figures = _without_empty(_both_sexes(cells))
    if not table.figures:
        raise WrongTable("The file has no figures for any municipality. Choose municipalities as regions.")
    return table


def _both_sexes(cells: list[Cell]) -> dict[tuple[str, int, Band], int]:
    """Men and women together: the file's own figure where it has it, else the sum of the two."""
    by_place: dict[tuple[str, int, Band], dict[str, int]] = {}
    for cell in cells:
        number = municipality_number(cell.region)
        if number is not None:
            place = (number, _year(cell.year), band(cell.age))
            by_place.setdefault(place, {})[_sex(cell.sex)] = cell.persons
    result = {}
    for place, known in by_place.items():
        if "both" not in known and known.keys() != {"men", "women"}:
            raise WrongTable(
                "The file has only one sex. Export table 07459 with both, or with the sum of the two."
            )
        result[place] = known["both"] if "both" in known else known["men"] + known["women"]
    return result


def _without_empty(figures: dict[tuple[str, int, Band], int]) -> dict[tuple[str, int, Band], int]:
    inhabited: dict[tuple[str, int], bool] = {}
    for (number, year, _), persons in figures.items():
        inhabited[number, year] = inhabited.get((number, year), False) or persons > 0
    return {place: persons for place, persons in figures.items() if inhabited[place[0], place[1]]}


def municipality_number(region: str) -> str | None:
    """The four digits of a region's code or label; None for what is larger than a municipality.

    Raises WrongTable for a region without a number.
    """
    region = region.strip()
    if found := _REGION.fullmatch(region):
        return found[1]
    if _LARGER.fullmatch(region) or re.fullmatch(r"(?:0|(?:F-)?\d{2})\s+\D.*", region):
        return None
    raise WrongTable(f"The region “{region[:60]}” has no municipality number. Export the table with codes.")


def band(age: str) -> Band:
    """First and last age of a code or label, as “017”, “105+”, “0-17 år” or “80 år eller eldre”."""
    age = age.strip()
    if not age or _EVERYBODY.fullmatch(age):
        return (0, None)
    if found := _AGES.search(age):
        return (int(found[1]), int(found[2]))
    if found := _OPEN.search(age):
        return (int(found[1]), None)
    if found := _AGE.fullmatch(age):
        return (int(found[1]), int(found[1]))
    raise WrongTable(
        f"The age “{age[:60]}” is not known. Export table 07459 with ages in years or in age groups."
    )


def _sex(sex: str) -> str:
    sex = sex.strip()
    if not sex or _BOTH.fullmatch(sex):
        return "both"
    if _MEN.fullmatch(sex):
        return "men"
    if _WOMEN.fullmatch(sex):
        return "women"
    raise WrongTable(f"The sex “{sex[:60]}” is not known. Export table 07459 again.")


def _year(year: str) -> int:
    year = year.strip()
    if not re.fullmatch(r"(?:19|20)\d{2}", year):
        raise WrongTable(f"“{year[:60]}” is not a year. Export table 07459 again.")
    return int(year)


def totals(figures: Mapping[tuple[str, int, Band], int], year: int) -> int:
    """How many live in all municipalities of a year, from the figures that do not overlap."""
    ages = {one for _, when, one in figures if when == year}
    wanted = {(0, None)} if (0, None) in ages else ages
    return sum(persons for (_, when, one), persons in figures.items() if when == year and one in wanted)
