"""Loading the register again changes what changed and deletes nothing."""

import csv
import shutil
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests import factories

from samstyring.apps.actors.actions import register
from samstyring.apps.actors.events import REGISTER
from samstyring.apps.actors.models import Membership, Organisation, OrganisationName, Population
from samstyring.apps.actors.register_files import FOLDER
from samstyring.apps.ledger.queries import history

pytestmark = pytest.mark.django_db

Row = dict[str, str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small register: Nordland and what belongs to it."""
    kept = {"county-18", "municipality-1804", "municipality-1818", "network-diginordland"}
    for path in FOLDER.glob("*.csv"):
        shutil.copy(path, tmp_path)
        columns = {"key", "county", "predecessor", "successor", "group", "member"}
        edit(
            tmp_path,
            path.name,
            lambda rows, columns=columns: [
                row for row in rows if all(row[name] in kept | {""} for name in columns & row.keys())
            ],
        )
    return tmp_path


def edit(folder: Path, name: str, change: Callable[[list[Row]], Iterable[Row]]) -> None:
    """Write a file anew with its rows changed."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(change(list(reader)))
        columns = list(reader.fieldnames or ())
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def without(key: str) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [row for row in rows if row.get("key") != key and row.get("member") != key]


def loads() -> int:
    return len(history(REGISTER))


def test_the_whole_register_is_loaded_once_and_the_second_time_changes_nothing() -> None:
    output = StringIO()
    call_command("load_register", stdout=output)
    assert "added 944" in output.getvalue()
    assert (
        Population.objects.filter(organisation__number="0301", year=2026, age_from=0, age_to=None)
        .get()
        .persons
        == 728714
    )
    again = StringIO()
    call_command("load_register", stdout=again)
    assert again.getvalue() == "The register is up to date.\n"
    assert loads() == 1


def test_what_changed_is_changed_in_place(folder: Path) -> None:
    register.load(folder=folder)
    before = Organisation.objects.get(number="1804")

    def rename(rows: list[Row]) -> list[Row]:
        for row in rows:
            if row["key"] == "municipality-1804":
                row["name"] = "Bådåddjo"
        return rows

    edit(folder, "organisations.csv", rename)
    changes = register.load(folder=folder)
    assert (changes.added, changes.changed, changes.ended) == (0, 1, 0)
    after = Organisation.objects.get(number="1804")
    assert (after.pk, after.public_id, after.name) == (before.pk, before.public_id, "Bådåddjo")
    assert loads() == 2
    assert [line.sentence for line in history(before.public_id)] == [history(REGISTER)[0].sentence]


def test_what_vanished_gets_a_last_day_and_keeps_all_that_refers_to_it(folder: Path) -> None:
    register.load(folder=folder)
    gone = Organisation.objects.get(number="1804")
    person = factories.person(role="reader", organisation=gone)
    for path in folder.glob("*.csv"):
        edit(folder, path.name, without("municipality-1804"))
    changes = register.load(folder=folder)
    assert (changes.ended, changes.memberships) == (1, 1)
    gone.refresh_from_db()
    assert gone.valid_to is not None
    assert person.roles.get().organisation == gone
    assert gone.names.exists()
    assert Membership.objects.get(member=gone).valid_to is not None
    assert not register.load(folder=folder)


def test_what_people_added_by_hand_is_left_alone(folder: Path) -> None:
    register.load(folder=folder)
    own = factories.organisation("Eksempelbedriften")
    network = Organisation.objects.get(register_key="network-diginordland")
    Membership.objects.create(group=network, member=own)
    Membership.objects.filter(member__number="1804").update(valid_to="2026-01-01")
    assert not register.load(folder=folder)
    assert Membership.objects.get(member=own).valid_to is None
    assert Membership.objects.filter(member__number="1804").count() == 1


def test_imported_figures_stand(folder: Path) -> None:
    register.load(folder=folder)
    Population.objects.filter(organisation__number="1804").update(persons=1, source="tabell 07459, importert")
    assert not register.load(folder=folder)
    assert set(Population.objects.filter(organisation__number="1804").values_list("persons", flat=True)) == {
        1
    }


def test_a_wrong_name_goes(folder: Path) -> None:
    register.load(folder=folder)
    edit(folder, "names.csv", lambda rows: [row for row in rows if row["name"] != "Nordlánnda"])
    assert register.load(folder=folder).names == 1
    assert not OrganisationName.objects.filter(name="Nordlánnda").exists()


def test_damaged_files_change_nothing_and_are_named(folder: Path) -> None:
    (folder / "population.csv").write_text("key,year,age_from,age_to,persons\ncounty-18,x,0,,1\n")
    with pytest.raises(CommandError, match="could not be read"):
        call_command("load_register", folder=folder)
    assert not Organisation.objects.exists()
    assert loads() == 0
