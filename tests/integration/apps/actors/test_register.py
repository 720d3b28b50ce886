"""A sender is found by what it calls itself, on the day that it wrote."""

import datetime

from django.test import TestCase

from samstyring.apps.actors import register
from samstyring.apps.actors.actions import register as loading
from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation

Y2019 = datetime.date(2019, 5, 2)


def found(text: str, on: datetime.date | None = None) -> list[str]:
    """What a text matches, as numbers (or names), with today's successors after an arrow."""
    return [
        (one.organisation.number or one.organisation.name)
        + ("→" + ",".join(later.number for later in one.successors) if one.successors else "")
        for one in register.match(text, on).candidates
    ]


class Matching(TestCase):
    """With the whole register loaded once."""

    @classmethod
    def setUpTestData(cls) -> None:
        loading.load()

    def test_names_in_norwegian_sami_and_kven_find_the_same_municipality(self) -> None:
        for text in (
            "Kåfjord kommune",
            "Gáivuotna",
            "Gáivuona suohkan",
            "Kaivuonon komuuni",
            "GÁIVUONA SUOHKAN / KÅFJORD KOMMUNE / KAIVUONON KOMUUNI",
            "Gáivuotna - Kåfjord - Kaivuono",
        ):
            assert found(text) == ["5540"], text
        assert found("Guovdageainnu suohkan") == ["5612"]
        assert found("Snåasen tjïelte") == ["5041"]
        assert found("Sámediggi") == ["Sametinget"]

    def test_every_municipality_is_found_by_each_of_its_names(self) -> None:
        shared = {"Herøy", "Våler", "Nes", "Os", "Sande", "Bø", "Hof", "Eid", "Eide", "Berg", "Vang", "Hol"}
        today = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, valid_to=None)
        assert today.count() == 357
        for one in today:
            names = [one.name + " kommune", one.official_name or one.name]
            for name in names:
                candidates = register.match(name, datetime.date(2025, 1, 1)).candidates
                if one.name in shared:
                    assert one in [candidate.organisation for candidate in candidates], name
                else:
                    assert [candidate.organisation for candidate in candidates] == [one], name

    def test_a_reply_from_2019_finds_its_sender_and_what_it_is_today(self) -> None:
        assert found("Sandøy kommune", Y2019) == ["1546→1508"]
        assert found("Haram kommune", Y2019) == ["1534→1580"]
        assert found("Asker kommune", Y2019) == ["0220→3203"]
        assert found("Tysfjord", Y2019) == ["1850→1806,1875"]
        assert found("Hordaland fylkeskommune", Y2019) == ["12→46"]

    def test_a_name_that_is_no_more_is_found_without_a_day_too(self) -> None:
        assert found("Sandøy kommune") == ["1546→1508"]
        assert found("Finnmark fylkeskommune", datetime.date(2021, 3, 1)) == ["20→56"]

    def test_one_under_several_numbers_is_one(self) -> None:
        assert found("Asker kommune") == ["3203"]
        assert found("Ålesund") == ["1508"]

    def test_a_name_of_several_gives_candidates_to_choose_from(self) -> None:
        assert found("Herøy kommune") == ["1515", "1818"]
        assert found("Våler") == ["3114", "3419"]
        assert found("Os kommune") == ["3430", "1243→4624"]
        assert found("Sande kommune") == ["1514", "0713→3903"]
        match = register.match("Herøy kommune")
        assert match.is_ambiguous
        assert match.organisation is None

    def test_the_county_or_the_day_settles_a_name_of_several(self) -> None:
        assert found("Herøy kommune i Nordland") == ["1818"]
        assert found("Herøy (Møre og Romsdal)") == ["1515"]
        assert found("Sande kommune", datetime.date(2024, 5, 1)) == ["1514"]
        assert found("Os kommune", datetime.date(2024, 5, 1)) == ["3430"]

    def test_county_municipalities_and_trusts(self) -> None:
        assert found("Nordland fylkeskommune") == ["18"]
        assert found("Oslo kommune") == ["0301"]
        assert found("Oslo") == ["0301"]
        assert found("Agder kommune") == []
        assert found("St. Olavs hospital") == ["St. Olavs Hospital HF"]

    def test_numbers(self) -> None:
        assert found("1103") == ["1103"]
        assert found("964 965 226") == ["1103"]

    def test_what_names_nobody_matches_nobody(self) -> None:
        for text in ("", "   ", "kommune", "En innbygger", "/", "0000"):
            assert found(text) == [], text

    def test_a_match_takes_few_queries(self) -> None:
        with self.assertNumQueries(3):
            register.match("Sandøy kommune", Y2019)

    def test_the_reader_gets_every_organisation_once_under_all_its_names(self) -> None:
        with self.assertNumQueries(4):
            entries = register.engine_register().entries
        by_name: dict[str, list[str | None]] = {}
        for entry in entries:
            by_name.setdefault(entry.name, []).append(entry.municipality_number)
        assert by_name["Asker"] == ["3203"]
        assert by_name["Sandøy"] == ["1546"]
        assert sorted(by_name["Herøy"], key=str) == ["1515", "1818"]
        kafjord = next(entry for entry in entries if entry.name == "Kåfjord")
        assert kafjord.municipality_number == "5540"
        assert {"Gáivuotna", "Gáivuona", "Kaivuono"} <= set(kafjord.names)
        assert len({entry.key for entry in entries}) == len(entries)
