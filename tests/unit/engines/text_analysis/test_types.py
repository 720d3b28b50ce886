"""Types by cues and context: general Norwegian, both written forms."""

import pytest

from samstyring.engines.text_analysis.model import PassageKind, StatementType
from samstyring.engines.text_analysis.types import Context, classify, features


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Staten bør ta hele regningen de to første årene.", "proposal"),
        ("Vi ber om at fristen flyttes til høsten.", "proposal"),
        ("Det er behov for en felles opplæringspakke.", "proposal"),
        ("Det er naudsynt å styrkje dei små kommunane.", "proposal"),
        ("Kommunen savner en tydelig plan for de neste ti årene.", "proposal"),
        ("Systemene snakker ikke sammen, og det gir mye dobbeltføring.", "challenge"),
        ("Det er krevjande å rekruttere sjukepleiarar i distrikta.", "challenge"),
        ("Ansvaret er uklart, og det er fare for at pasienter faller mellom to stoler.", "challenge"),
        ("Vi vet for lite om hvordan tilsynet virker for personer med demens.", "knowledge_need"),
        ("Det trengs mer forskning om virkningen for pårørende.", "knowledge_need"),
        ("Vi har tatt i bruk medisindispensere, og erfaringene viser at antallet besøk gikk ned.", "example"),
        ("Kommunen støtter forslaget om felles standarder.", "support"),
        ("Vi er positive til at arbeidet settes i gang.", "support"),
        ("Kommunen går imot forslaget om ny avgift.", "opposition"),
        ("Me kan ikkje støtte framlegget slik det ligg føre.", "opposition"),
        ("Foreningen er kritisk til den foreslåtte modellen.", "opposition"),
        ("Kommunen har 4 200 innbyggere og to sykehjem.", "background"),
        ("Vi viser til høringsbrev av 3. mai og takker for muligheten.", "background"),
    ],
)
def test_type(text: str, kind: str) -> None:
    assert classify(Context(text)).type.value == kind


def test_a_bare_bullet_takes_its_type_from_what_stands_above() -> None:
    words = "Felles journal i alle kommuner"
    assert (
        classify(Context(words, PassageKind.LIST_ITEM, heading="Forslag til tiltak")).type.value == "proposal"
    )
    assert classify(Context(words, PassageKind.LIST_ITEM, heading="Utfordringer")).type.value == "challenge"
    assert classify(Context(words, PassageKind.LIST_ITEM, lead_in="Vi ber om:")).type.value == "proposal"


def test_a_condition_is_supposed_and_not_said() -> None:
    text = "Dersom det er behov for flere hender, utlyses stillingene i mars."
    assert classify(Context(text)).type.value == "background"


def test_the_reason_names_the_words() -> None:
    judged = classify(Context("Staten bør ta regningen."))
    assert "bør" in judged.reason
    assert 0 < judged.confidence <= 1


def test_features_have_stable_names() -> None:
    assert "advice" in features(Context("Staten bør ta regningen."))


def test_a_learned_model_weighs_the_scores_of_the_cues() -> None:
    context = Context("Kommunen har to sykehjem.")
    judged = classify(context, learned=lambda scores: {**scores, StatementType.EXAMPLE: 9.0})
    assert judged.type is StatementType.EXAMPLE
