"""Files from reference managers: what is right comes through, what is broken is named with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstyring.apps.knowledge.doi import normalised
from samstyring.apps.knowledge.importing import parse
from samstyring.apps.knowledge.importing.formats import MOST, NotReadable

RIS = """TY  - JOUR
TI  - Eksempel om hjemmeoppfølging
AU  - Eksempel, Ada
AU  - Prøve, Bo
PY  - 2024/05/01
DO  - https://doi.org/10.1000/ABC.1
UR  - https://eksempel.example/1
ER  -

TY  - JOUR
TI  - Uten riktig DOI
DO  - ti punkt null
ER  -

TY  - JOUR
TI  - Avkuttet
"""

BIBTEX = """@article{one, title={Eksempel om {dispensere}}, author={Ada Eksempel and Bo Prøve}, year=2023,
  doi={10.1000/two}}
@article{two, title={Ikke avsluttet
@misc{three, title={Helt i orden}}
"""

CSV = """title;year;kind;participants;outcome;direction;finding;link
Eksempel;2022;trial;1 200;Besøk;better;Færre besøk;
For mange;2022;trial;12;Besøk;better;Færre;;x
;2022;;;;;;
Feil slag;sent;ukjent;mange;Besøk;;Noe;ikke en adresse
"""


def test_ris_record_by_record():
    right, wrong_doi, cut = parse(RIS, topic="dho")
    assert right.is_right
    assert right.fields["title"] == "Eksempel om hjemmeoppfølging"
    assert right.fields["authors"] == "Eksempel, Ada; Prøve, Bo"
    assert (right.fields["year"], right.fields["doi"]) == (2024, "10.1000/abc.1")
    assert right.fields["topic"] == "dho"
    assert "ti punkt null" in wrong_doi.errors[0]
    assert cut.line == 15
    assert len(cut.errors) == 1


def test_bibtex_with_a_broken_record_keeps_the_others():
    rows = parse(BIBTEX, topic="dho")
    right = {row.fields["title"] for row in rows if row.is_right}
    assert right == {"Eksempel om dispensere", "Helt i orden"}
    (broken,) = [row for row in rows if not row.is_right]
    assert broken.line == 3
    assert "Ikke avsluttet" in broken.raw


def test_csv_says_what_is_wrong_in_each_row():
    right, long, untitled, many = parse(CSV, topic="dho")
    assert right.fields["participants"] == 1200
    assert right.outcomes[0]["name"] == "Besøk"
    assert right.outcomes[0]["direction"] == "better"
    assert (long.line, untitled.line, many.line) == (3, 4, 5)
    assert len(long.errors) == 1
    assert len(untitled.errors) == 1
    assert len(many.errors) == 5


@pytest.mark.parametrize("text", ["", "bare noe tekst", "navn;år\nx;2020", "title;tull\nx;y"])
def test_what_is_no_list_is_refused_with_a_sentence(text):
    with pytest.raises(NotReadable, match=r"\."):
        parse(text, topic="x")


def test_too_many_records_are_refused():
    with pytest.raises(NotReadable, match=str(MOST)):
        parse("title\n" + "x\n" * (MOST + 1), topic="x")


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text):
    for beginning in ("TY  - JOUR\n", "@misc{", "title;doi\n"):
        try:
            parse(beginning + text, topic="x")
        except NotReadable:
            continue


@pytest.mark.parametrize(
    "text", ["10.1000/182", "doi:10.1000/182", "https://doi.org/10.1000/182", " 10.1000/182 "]
)
def test_a_doi_is_written_one_way(text):
    assert normalised(text) == "10.1000/182"


@pytest.mark.parametrize(
    "text", ["", "10.1000", "11.1000/182", "10.1000/a b", "10.1000/æ", "javascript:10.1000/x"]
)
def test_what_is_no_doi(text):
    with pytest.raises(ValueError, match=r".*"):
        normalised(text)
