"""Importing table 07459: a preview that stores nothing, all or nothing, and one event."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests import factories

from samstyring.apps.actors.actions import population
from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.events import REGISTER
from samstyring.apps.actors.models import Population
from samstyring.apps.actors.population_table import WrongTable
from samstyring.apps.actors.queries.population import figures
from samstyring.apps.ledger.queries import history

pytestmark = pytest.mark.django_db

TABLE = """"region","kjønn","alder","Personer 2025","Personer 2026"
"9901 Eksempelvik","Menn","0-17 år",3,4
"9901 Eksempelvik","Kvinner","0-17 år",4,4
"9901 Eksempelvik","Menn","18 år eller eldre",10,11
"9901 Eksempelvik","Kvinner","18 år eller eldre",12,12
"""


@pytest.fixture(autouse=True)
def _municipality() -> None:
    factories.organisation("Eksempelvik", kind=OrganisationKind.MUNICIPALITY, number="9901")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tabell.csv"
    path.write_text(TABLE, encoding="latin-1")
    return path


def test_a_preview_counts_and_stores_nothing(file: Path) -> None:
    output = StringIO()
    call_command("import_population", file, preview=True, stdout=output)
    assert "1 municipalities" in output.getvalue()
    assert "2026: 31 inhabitants" in output.getvalue()
    assert "4 figures would be added, 0 changed, 0 are the same." in output.getvalue()
    assert not Population.objects.exists()
    assert history(REGISTER) == []


def test_an_import_stores_the_figures_and_one_event(file: Path) -> None:
    call_command("import_population", file, stdout=StringIO())
    stored = {(row.year, row.age_from, row.age_to): row.persons for row in Population.objects.all()}
    assert stored == {(2025, 0, 17): 7, (2025, 18, None): 22, (2026, 0, 17): 8, (2026, 18, None): 23}
    newest = figures(Population.objects.all()[0].organisation)[0]
    assert newest.total == 31
    assert newest.bands == (8, None, None, None)
    assert "tabell 07459" in newest.sources[0]
    assert len(history(REGISTER)) == 1


def test_importing_again_changes_only_what_changed() -> None:
    population.import_table(data=TABLE.encode())
    again = population.import_table(data=TABLE.encode())
    assert (again.added, again.changed, again.same) == (0, 0, 4)
    assert len(history(REGISTER)) == 1
    other = population.import_table(data=TABLE.replace(",3,4", ",5,4").encode())
    assert (other.added, other.changed, other.same) == (0, 1, 3)
    assert Population.objects.get(year=2025, age_from=0).persons == 9


def test_a_municipality_that_the_register_lacks_stops_all(file: Path) -> None:
    file.write_text(TABLE + '"9902 Eksempelfjord","Begge kjønn","0-17 år",1,1\n', encoding="utf-8")
    with pytest.raises(CommandError, match="does not know the municipality number 9902"):
        call_command("import_population", file, stdout=StringIO())
    assert not Population.objects.exists()


def test_another_table_is_named(file: Path) -> None:
    file.write_text('"06913: Endringer i kommuner"\n\n' + TABLE, encoding="utf-8")
    with pytest.raises(CommandError, match="table 06913 and not 07459"):
        call_command("import_population", file)
    with pytest.raises(WrongTable):
        population.preview(b"")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="could not be read"):
        call_command("import_population", tmp_path / "ingen.csv")
