"""Search finds inflections, compounds, æøå in any case, and nynorsk for bokmål where the list has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstyring.apps.consultations.folding import fold_with_map, folded
from samstyring.apps.consultations.searched import MOST_TERMS, found_in, terms_of


def finds(query: str, text: str) -> bool:
    searched = folded(text)
    return all(any(form in searched for form in term.forms) for term in terms_of(query))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("sykepleiere", "Sykepleiermangelen er stor."),
        ("journal", "Felles PASIENTJOURNALSYSTEM nå."),
        ("lege", "Fastlegene har for lite tid."),
        ("ØKONOMI", "økonomien i Ås"),
        ("ås", "kommunene ÅS og Ø"),
        ("ikke", "Dette er ikkje godt nok."),
        ("ikkje", "Dette er ikke godt nok."),
        ("sykehus", "Sjukehusa må lytte."),
        ("sjukeheim", "Sykehjemmene mangler folk."),
        ("mulighetene", "Me ser moglegheiter."),
        ("tjenester", "Helsetenestene i kommunane"),
        ("pårørende", "Dei pårørande står åleine."),
        ("dårlige", "Løsningen virker dårlig."),
        ("KS", "Vi viser til KS’ høringssvar."),
        ("«felles journal»", "En felles journal for alle."),
        ("kafe", "En kafé for eldre"),
        ("samisk čálit", "Samisk calit"),
        ("e-helse", "Direktoratet for E-helse"),
        ("over­føring", "overføring"),
    ],
)
def test_finds(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("KS", "Dette er tekst om praksis."),
        ("bør", "Arbørens eksempel"),
        ("lege", "Kollegaen legger fram et forslag"),
        ("mulighetene", "mulen til hesten"),
        ("«felles journal»", "felles tilgang til journal"),
        ("sykepleiere betale", "Sykepleiere mangler."),
    ],
)
def test_does_not_find(query: str, text: str) -> None:
    assert not finds(query, text)


@pytest.mark.parametrize("query", ["", "   ", '"', "?!", "\x00", '"" OR *'])
def test_nonsense_asks_for_little_or_nothing(query: str) -> None:
    assert all(len(form) >= 3 and '"' not in form for term in terms_of(query) for form in term.forms)


@given(st.text(max_size=200))
def test_folding_keeps_its_map(text: str) -> None:
    searched, places = fold_with_map(text)
    assert len(searched) == len(places)
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert "  " not in searched
    assert folded(searched) == searched


@given(st.text(max_size=200), st.text(max_size=60))
def test_runs_put_together_are_the_text(text: str, query: str) -> None:
    terms = terms_of(query)
    assert len(terms) <= MOST_TERMS
    assert "".join(run.text for run in found_in(text, terms)) == text


def test_hits_are_marked_where_they_stand() -> None:
    runs = found_in("Sykepleiermangel i Ås – sykepleiere må få mer.", terms_of("sykepleiere ås"))
    assert [run.text for run in runs if run.is_hit] == ["Sykepleier", "Ås", "sykepleier"]
