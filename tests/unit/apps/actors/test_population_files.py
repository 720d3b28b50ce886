"""Table 07459 in every form that it comes in gives the same figures; other files are named for what they are.

The figures are invented; the forms are those of Statistics Norway's API and web pages.
"""

import json
from typing import Any

import pytest

from samstyring.apps.actors.population_files import band, municipality_number, parse
from samstyring.apps.actors.population_table import WrongTable

TITLE = "07459: Befolkning, etter region, kjønn, alder, statistikkvariabel og år"
REGIONS = {"0301": "Oslo - Oslove", "1103": "Stavanger"}
AGES = {"000": "0 år", "001": "1 år", "105+": "105 år eller eldre"}
YEARS = ("2025", "2026")
# Region, sex, age, year in this order.
VALUES = [3, 4, 5, 6, 0, 1, 7, 8, 9, 10, 1, 0, 13, 14, 15, 16, 2, 1, 17, 18, 19, 20, 0, 0]
EXPECTED = {
    ("0301", 2025, (0, 0)): 10,
    ("0301", 2026, (0, 0)): 12,
    ("0301", 2025, (1, 1)): 14,
    ("0301", 2026, (1, 1)): 16,
    ("0301", 2025, (105, None)): 1,
    ("0301", 2026, (105, None)): 1,
    ("1103", 2025, (0, 0)): 30,
    ("1103", 2026, (0, 0)): 32,
    ("1103", 2025, (1, 1)): 34,
    ("1103", 2026, (1, 1)): 36,
    ("1103", 2025, (105, None)): 2,
    ("1103", 2026, (105, None)): 1,
}


def cells() -> list[tuple[str, str, str, str, int]]:
    places = [(r, s, a, y) for r in REGIONS for s in ("1", "2") for a in AGES for y in YEARS]
    return [(*place, value) for place, value in zip(places, VALUES, strict=True)]


def jsonstat(**changes: Any) -> dict[str, Any]:
    def category(labels: dict[str, str]) -> dict[str, Any]:
        return {"category": {"index": {code: n for n, code in enumerate(labels)}, "label": labels}}

    return {
        "version": "2.0",
        "class": "dataset",
        "label": TITLE,
        "id": ["Region", "Kjonn", "Alder", "ContentsCode", "Tid"],
        "size": [2, 2, 3, 1, 2],
        "dimension": {
            "Region": {"label": "region", **category(REGIONS)},
            "Kjonn": {"label": "kjønn", **category({"1": "Menn", "2": "Kvinner"})},
            "Alder": {"label": "alder", **category(AGES)},
            "ContentsCode": {"label": "statistikkvariabel", **category({"Personer1": "Personer"})},
            "Tid": {"label": "år", **category({year: year for year in YEARS})},
        },
        "value": VALUES,
        "extension": {"px": {"tableid": "07459"}},
    } | changes


def jsonstat1() -> dict[str, Any]:
    two = jsonstat()
    return {
        "dataset": {
            "label": TITLE,
            "dimension": two["dimension"] | {"id": two["id"], "size": two["size"]},
            "value": two["value"],
        }
    }


def wide(delimiter: str = ",", *, titled: bool = False, codes: bool = True) -> str:
    sexes = {"1": "Menn", "2": "Kvinner"}
    lines = [f'"{TITLE}"', ""] if titled else []
    lines.append(
        delimiter.join(
            f'"{name}"' for name in ("region", "kjønn", "alder", *(f"Personer {y}" for y in YEARS))
        )
    )
    rows: dict[tuple[str, str, str], list[str]] = {}
    for region, sex, age, _, value in cells():
        rows.setdefault((region, sex, age), []).append(str(value))
    for (region, sex, age), values in rows.items():
        name = f"{region} {REGIONS[region]}" if codes else REGIONS[region]
        lines.append(delimiter.join([f'"{name}"', f'"{sexes[sex]}"', f'"{AGES[age]}"', *values]))
    return "\r\n".join(lines) + "\r\n"


def long(*, codes: bool) -> str:
    header = (
        ["Region", "Kjonn", "Alder", "Tid", "ContentsCode", TITLE]
        if codes
        else [
            "region",
            "kjønn",
            "alder",
            "år",
            "statistikkvariabel",
            TITLE,
        ]
    )
    lines = [",".join(f'"{name}"' for name in header)]
    for region, sex, age, year, value in cells():
        row = (
            [region, sex, age, year, "Personer1"]
            if codes
            else [
                f"{region} {REGIONS[region]}",
                {"1": "Menn", "2": "Kvinner"}[sex],
                AGES[age],
                year,
                "Personer",
            ]
        )
        lines.append(",".join(f'"{value}"' for value in row) + f",{value}")
    return "\n".join(lines)


FORMS = {
    "JSON-stat 2": json.dumps(jsonstat()).encode(),
    "JSON-stat 2 without empty cells": json.dumps(
        jsonstat(value={str(n): value for n, value in enumerate(VALUES)})
    ).encode(),
    "JSON-stat 1": json.dumps(jsonstat1()).encode(),
    "CSV": wide().encode(),
    "CSV with a mark of byte order": wide().encode("utf-8-sig"),
    "semicolons in Latin-1": wide(";").encode("latin-1"),
    "tabs": wide("\t").encode(),
    "the web page's, with a title": wide(";", titled=True).encode("latin-1"),
    "one row a figure": long(codes=False).encode(),
    "one row a figure, in codes": long(codes=True).encode(),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_every_form_gives_the_same_figures(data: bytes) -> None:
    assert parse(data).figures == EXPECTED


def without(dimension: str) -> bytes:
    table = jsonstat()
    place = table["id"].index(dimension)
    del table["id"][place], table["size"][place]
    table["value"] = [1] * 12
    table["size"] = list(table["size"])
    count = 1
    for size in table["size"]:
        count *= size
    table["value"] = [1] * count
    return json.dumps(table).encode()


WRONG = {
    "another table": (
        json.dumps(jsonstat(extension={"px": {"tableid": "11342"}})).encode(),
        "table 11342 and not 07459",
    ),
    "another table as CSV": (
        wide(titled=True).replace("07459:", "06913:").encode(),
        "table 06913 and not 07459",
    ),
    "another table, one row a figure": (
        long(codes=False).replace("07459:", "06913:").encode(),
        "table 06913",
    ),
    "no ages": (without("Alder"), "lacks age"),
    "no years": (without("Tid"), "lacks year"),
    "CSV without regions": (wide().replace('"region"', '"land"').encode(), "lacks region"),
    "regions without numbers": (wide(codes=False).encode(), "has no municipality number"),
    "households and not persons": (wide().replace("Personer", "Husholdninger").encode(), "not persons"),
    "one sex": (wide().replace('"Kvinner"', '"Menn"').encode(), "only one sex"),
    "a word for a number": (wide().replace(",3,4", ",3,mange").encode(), "“mange” .line 2. is not a number"),
    "a fraction": (wide().replace(",3,4", ",3,4.5").encode(), "is not a number of persons"),
    "a negative number": (wide().replace(",3,4", ",3,-4").encode(), "is not a number of persons"),
    "a row that is too short": (wide().replace(',"0 år",3,4', ',"0 år",3').encode(), "Line 2 has 4 columns"),
    "an unknown age": (wide().replace('"0 år"', '"unge"').encode(), "The age “unge” is not known"),
    "too few figures": (json.dumps(jsonstat(value=[1, 2])).encode(), "fewer figures"),
    "sizes that do not agree": (json.dumps(jsonstat(size=[9, 2, 3, 1, 2])).encode(), "do not agree"),
    "other JSON": (b'{"a": 1}', "not a JSON-stat table"),
    "a JSON list": (b"[1, 2]", "not a JSON-stat table"),
    "damaged JSON": (b'{"a": ', "damaged"),
    "an empty file": (b" \n", "empty"),
    "a header alone": (wide().splitlines()[0].encode(), "no figures"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "neither CSV nor JSON-stat"),
    "prose": (b"Dette er et brev.\nMed hilsen", "Export table 07459"),
}


@pytest.mark.parametrize(("data", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_taken_is_explained(data: bytes, said: str) -> None:
    with pytest.raises(WrongTable, match=said):
        parse(data)


def test_the_sum_of_both_sexes_is_taken_where_the_file_has_it() -> None:
    table = wide().replace('"Menn"', '"Begge kjønn"').splitlines()
    data = "\n".join(line for line in table if "Kvinner" not in line).encode()
    assert parse(data).figures["0301", 2025, (0, 0)] == 3


def test_counties_the_country_and_places_without_people_are_left_out() -> None:
    lines = wide().splitlines()
    lines += [
        line.replace("1103 Stavanger", name)
        for line in lines
        for name in ("0 Hele landet", "11 Rogaland")
        if "1103" in line
    ]
    lines += ['"0104 Moss (-2019)","Menn","0 år",0,.', '"0104 Moss (-2019)","Kvinner","0 år",0,.']
    assert parse("\n".join(lines).encode()).figures == EXPECTED


def test_notes_below_the_table_are_no_rows() -> None:
    assert parse((wide() + '\n"Kilde: Statistisk sentralbyrå"\n').encode()).figures == EXPECTED


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        ("000", (0, 0)),
        ("105+", (105, None)),
        ("0-17 år", (0, 17)),
        ("18–66", (18, 66)),
        ("80 år eller eldre", (80, None)),
        ("90 years or older", (90, None)),
        ("67 år", (67, 67)),
        ("Alle aldre", (0, None)),
        ("", (0, None)),
    ],
)
def test_ages(age: str, expected: tuple[int, int | None]) -> None:
    assert band(age) == expected


@pytest.mark.parametrize(
    ("region", "number"),
    [("K-0301", "0301"), ("0301", "0301"), ("1103 Stavanger", "1103"), ("0", None), ("F-11", None)],
)
def test_regions(region: str, number: str | None) -> None:
    assert municipality_number(region) == number
