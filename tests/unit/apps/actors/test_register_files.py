"""The data files that the program ships: what they must hold, checked against what the sources say."""

import datetime

import pytest
from stdnum.no import orgnr

from samstyring.apps.actors.choices import (
    Confidence,
    NameKind,
    NetworkType,
    OrganisationKind,
    SuccessionKind,
)
from samstyring.apps.actors.register_files import RegisterFiles, engine_register, read
from samstyring.engines import text_analysis

# How many municipalities there were on 1 January, by Statistics Norway.
MUNICIPALITIES = {2017: 426, 2018: 422, 2019: 422, 2020: 356, 2023: 356, 2024: 357, 2026: 357}
COUNTIES = {2017: 19, 2018: 18, 2020: 11, 2024: 15}


@pytest.fixture(scope="module")
def files() -> RegisterFiles:
    return read()


def valid(files: RegisterFiles, kind: OrganisationKind, year: int) -> list[dict[str, object]]:
    day = datetime.date(year, 1, 1)
    return [
        dict(row.fields)
        for row in files.organisations
        if row.fields["kind"] == kind
        and (row.fields["valid_from"] or day) <= day <= (row.fields["valid_to"] or day)
    ]


@pytest.mark.parametrize(("year", "count"), MUNICIPALITIES.items())
def test_every_municipality_of_every_year_is_there(files: RegisterFiles, year: int, count: int) -> None:
    found = valid(files, OrganisationKind.MUNICIPALITY, year)
    assert len(found) == count
    assert len({row["number"] for row in found}) == count


@pytest.mark.parametrize(("year", "count"), COUNTIES.items())
def test_every_county_of_every_year_is_there(files: RegisterFiles, year: int, count: int) -> None:
    assert len(valid(files, OrganisationKind.COUNTY, year)) == count


def test_every_row_has_a_source_a_known_kind_and_a_county_that_exists(files: RegisterFiles) -> None:
    keys = {row.key for row in files.organisations}
    for row in files.organisations:
        assert row.fields["source"], row.key
        assert row.fields["confidence"] in Confidence.values
        assert row.fields["kind"] in OrganisationKind.values
        assert row.fields["network_type"] in ["", *NetworkType.values]
        assert row.county in keys | {""}
        number = str(row.fields["organisation_number"])
        assert not number or orgnr.is_valid(number), row.key
    without_county = [r.key for r in files.organisations if r.key.startswith("municipality") and not r.county]
    assert not without_county


def test_names_and_successions_are_of_known_kinds(files: RegisterFiles) -> None:
    assert {kind for _, kind, _ in files.names} <= set(NameKind.values)
    assert {kind for _, kind in files.successions.values()} <= set(SuccessionKind.values)


def test_every_former_municipality_leads_to_todays(files: RegisterFiles) -> None:
    today = {r.key for r in files.organisations if r.fields["valid_to"] is None}
    after: dict[str, set[str]] = {}
    for before, later in files.successions:
        after.setdefault(before, set()).add(later)
    former = {r.key for r in files.organisations if r.fields["valid_to"] is not None}
    assert former <= after.keys()
    reached = {later for those in after.values() for later in those}
    assert reached - after.keys() <= today


def test_bands_of_age_sum_to_everybody(files: RegisterFiles) -> None:
    people = files.population
    for key, year, age_from, age_to in people:
        if (age_from, age_to) == (0, None):
            bands = ((0, 17), (18, 66), (67, 79), (80, None))
            assert people[key, year, 0, None] == sum(people[key, year, *band] for band in bands)
    assert (
        sum(persons for (_, year, *band), persons in people.items() if (year, band) == (2024, [0, None]))
        == 5550203
    )


def test_the_reader_finds_senders_without_a_database() -> None:
    register = engine_register(read())
    document = text_analysis.read(
        "Høringssvar fra Lørenskog kommune\n\nVi støtter forslaget.".encode(),
        name="svar.txt",
        register=register,
    )
    assert [sender.municipality_number for sender in document.senders] == ["3222"]
    keys = [entry.key for entry in register.entries]
    assert len(keys) == len(set(keys))
