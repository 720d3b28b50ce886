"""Passages: the traps that real files set, each in a small text of our own."""

from . import samples
from .samples import kinds, quotes


def test_blank_line_between_every_line() -> None:
    text = (
        "Kommunen har gjennom flere år arbeidet med en plan for digitale tjenester som skal gjøre det \n\n"
        "lettere for innbyggerne å nå fram, og planen er nå vedtatt.  Det gjenstår likevel mye før den \n\n"
        "kan settes i verk i alle deler av kommunen. \n\n \n\n"
        "Neste avsnitt begynner her og handler om noe helt annet enn det som sto i avsnittet "
        "foran, nemlig \n\n"
        "om penger. \n"
    )
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph"]
    assert len(quotes(text)) == 3


def test_heading_right_above_its_paragraph() -> None:
    text = (
        "Roller og ansvar\nKommunen skal yte helsehjelp til alle som oppholder seg i kommunen, "
        "og det gjør vi.\n"
    )
    assert kinds(text)[0] == ("heading", "Roller og ansvar")


def test_numbered_headings_are_not_list_items() -> None:
    text = "1. Innledning\n\nVi takker for tilliten.\n\n2. Økonomi\n\nPengene strekker ikke til.\n"
    assert [kind for kind, _ in kinds(text)] == ["heading", "paragraph", "heading", "paragraph"]


def test_bullets_of_every_kind() -> None:
    for bullet in ("•", "\uf0b7", "\uf0a7", "-", "–", "o", "*"):
        text = f"Vi ber om dette:\n{bullet} Felles journal\n{bullet} Mer tid til opplæring\n"
        assert kinds(text)[1:] == [("list_item", "Felles journal"), ("list_item", "Mer tid til opplæring")], (
            bullet
        )


def test_several_bullets_on_one_line() -> None:
    text = "• Krevende å samordne fem nettverk • Behov for stabile midler • Usikkert for de ansatte\n"
    assert [kind for kind, _ in kinds(text)] == ["list_item"] * 3


def test_a_bullet_goes_on_on_the_next_line() -> None:
    text = (
        "• Det må lages en felles modell for hvordan kommunene tar i bruk nye løsninger, slik "
        "at\nalle vet hva som kreves\n• To\n"
    )
    assert kinds(text)[0][1].endswith("slik at alle vet hva som kreves")


def test_list_without_marks_after_a_colon() -> None:
    text = (
        "Vi vil trekke fram følgende:\n\nFelles journal\n\nFelles standarder\n\nMer støtte til "
        "små kommuner\n\nDette er viktig for oss alle.\n"
    )
    assert [kind for kind, _ in kinds(text)][1:3] == ["list_item", "list_item"]


def test_address_page_number_and_footnote_do_not_cut_a_sentence() -> None:
    text = (
        "Kommunene bruker i dag mange timer hver uke på å føre de samme opplysningene i flere systemer, og\n"
        "https://www.example.org/rapporter/en-ganske-lang-adresse-som-fyller-linjen.pdf\n\n12\n\n\f"
        "det går ut over tiden til pasientene. Slik kan det ikke fortsette.\n"
    )
    found = quotes(text)
    assert len(found) == 2
    assert found[0].endswith("tiden til pasientene.")
    document = samples.reading(text)
    passage = document.passages[0]
    cleaned = samples.clean(document.source, passage).text
    assert "systemer, og det går ut over" in cleaned
    assert {p.kind.value for p in document.passages} == {"paragraph", "url", "page_number"}


def test_footnote_and_its_digit() -> None:
    text = (
        "Dette er vist i en ny rapport om sektor.3 Kommunene bruker dobbelt så mye tid som "
        "sykehusene på det\nsamme.\n\n"
        "3 Les rapporten her: https://www.example.org/rapport\n"
    )
    assert ("footnote", "3 Les rapporten her: https://www.example.org/rapport") in kinds(text)
    assert kinds(text)[0][1].startswith("Dette er vist i en ny rapport om sektor. Kommunene")
    assert len(quotes(text)) == 2


def test_divided_words_and_compounds() -> None:
    text = (
        "Kommunen vil at alle skal få bruke de nye løsningene for e-\nhelse, og at "
        "doku-\nmentasjonen blir bedre i helse-\n"
        "og omsorgstjenestene i hele landet.\n"
    )
    ((_, words),) = kinds(text)
    assert "for e-helse, og at dokumentasjonen blir bedre i helse- og omsorgstjenestene" in words


def test_running_heads_and_page_numbers() -> None:
    pages = [
        f"Fjellvik kommune, høringssvar\n\nDette er side nummer {n} av svaret vårt, og her står "
        f"det noe nytt om sak {n}.\n\nSide {n} av 4\n"
        for n in range(1, 5)
    ]
    found = kinds("\f".join(pages))
    assert [kind for kind, _ in found].count("running_head") == 4
    assert [kind for kind, _ in found].count("page_number") == 4
    assert [kind for kind, _ in found].count("paragraph") == 4


def test_signature_at_the_end() -> None:
    found = kinds("Vi støtter forslaget fullt ut.\n\nMed vennlig hilsen\n\nOla Eksempelsen\nrådgiver\n")
    assert [kind for kind, _ in found][1:] == ["signature"] * (len(found) - 1)


def test_sender_fields_stand_apart() -> None:
    found = kinds(
        "Høringsinstans: Fjellvik kommune\nKontaktperson: Ola Eksempelsen\nE-post: "
        "post@example.org\n\nVi støtter forslaget.\n"
    )
    assert [kind for kind, _ in found] == ["field", "field", "field", "paragraph"]


def test_passages_hold_everything_that_is_not_space() -> None:
    document = samples.reading(samples.LETTER)
    held = set()
    for passage in document.passages:
        held.update(range(passage.start, passage.end))
    assert all(n in held for n, c in enumerate(document.source.text) if not c.isspace())


def test_list_item_knows_its_lead_in_and_heading() -> None:
    document = samples.reading("Våre krav\n\nStaten må sørge for:\n• Stabil finansiering\n")
    item = next(p for p in document.passages if p.kind.value == "list_item")
    assert (item.heading, item.lead_in) == ("Våre krav", "Staten må sørge for:")


def test_case_paper_and_resolution_are_told_apart() -> None:
    text = (
        "Saksframlegg\n\nSaken gjelder høring om ny modell for journal i kommunene "
        "våre.\n\nVurdering\n\nForslaget er uklart.\n\n"
        "Vedtak\n\nKommunestyret går imot forslaget.\n"
    )
    parts = {s.quote: s.part.value for s in samples.reading(text).statements}
    assert parts["Forslaget er uklart."] == "case_paper"
    assert parts["Kommunestyret går imot forslaget."] == "resolution"


def test_letterhead_is_not_a_heading() -> None:
    text = (
        "Fjellvik kommune\n\nHelse- og omsorgsdepartementet\nPostboks 8011 Dep\n0030 Oslo\n\n"
        "Deres ref. Vår ref. Saksbehandler\n24/123 24/4567-3 12.05.2024\n\nHøringssvar om felles journal\n\n"
        "Vi støtter forslaget.\n"
    )
    found = kinds(text)
    assert {kind for kind, _ in found[:-2]} == {"letterhead"}
    assert samples.reading(text).title == "Høringssvar om felles journal"


def test_a_line_that_ends_in_a_small_word_goes_on() -> None:
    text = (
        "Fristene er for korte for små kommuner med få ansatte i\nIKT.\n\nDet er det lett å "
        "se for alle som vil.\n"
    )
    assert kinds(text)[0] == ("paragraph", "Fristene er for korte for små kommuner med få ansatte i IKT.")


def test_a_number_at_the_start_of_a_line_is_no_list_item() -> None:
    text = (
        "Verken vi eller de andre kommunene som til sammen har omkring\n10 000 ansatte i "
        "helse kan bære dette alene.\n"
    )
    assert len(kinds(text)) == 1


def test_a_bullet_in_a_narrow_box_goes_on_below() -> None:
    text = (
        "Kommunen har i flere år arbeidet med å få på plass en felles løsning for alle som "
        "har behov for det, og\n\n"
        "det arbeidet er snart i mål for alle tjenestene våre.\n\n• Bedre samarbeid og "
        "økt\n\nfart i innføringen\n\n• Mindre risiko\n"
    )
    assert kinds(text)[-2:] == [
        ("list_item", "Bedre samarbeid og økt fart i innføringen"),
        ("list_item", "Mindre risiko"),
    ]
