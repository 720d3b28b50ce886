"""Like statements across documents."""

from samstyring.engines.text_analysis.model import Document, SourceText, Statement, StatementType
from samstyring.engines.text_analysis.points import Place, campaigns, near_duplicates

CAMPAIGN = [
    "Når det haster, skal et menneske svare i telefonen.",
    "De som er sykest, er også de som er dårligst til å fylle ut skjemaer på nett.",
    "Vi ber dere om å la legevaktnummeret gå rett til en sykepleier, slik det gjør i dag.",
]


def document(*quotes: str) -> Document:
    text = " ".join(quotes)
    statements = tuple(
        Statement(0, len(quote), quote, StatementType.BACKGROUND, "none", 0.5, "") for quote in quotes
    )
    return Document("a", "0", "a", "nb", SourceText(text, ((0, len(text)),), "text"), (), statements)


def test_a_campaign_is_found_though_each_sender_changed_some_words() -> None:
    documents = [
        document("Pensjonistforeningen har 180 medlemmer.", *CAMPAIGN),
        document(
            "Kommunen har ingen merknader til forslaget.", "Vi mener kostnadene er for høye for små kommuner."
        ),
        document(
            CAMPAIGN[0],
            CAMPAIGN[1],
            "Jeg ber dere om å la legevaktnummeret gå rett til en sykepleier, slik det er.",
        ),
    ]
    assert campaigns(documents) == [(0, 2)]
    assert near_duplicates(documents) == [
        (Place(0, 1), Place(2, 0)),
        (Place(0, 2), Place(2, 1)),
        (Place(0, 3), Place(2, 2)),
    ]


def test_what_stands_twice_in_one_document_or_is_very_short_is_no_group() -> None:
    documents = [
        document("Vi støtter forslaget.", CAMPAIGN[0], CAMPAIGN[0]),
        document("Vi støtter forslaget."),
    ]
    assert near_duplicates(documents) == []


def test_a_denial_is_not_what_it_denies_and_short_sentences_need_more_in_common() -> None:
    one = document(
        "Under disse betingelsene kan kommunen slutte seg til modellen.", "Data er et kapittel for seg."
    )
    other = document("Kommunen kan ikke slutte seg til modellen.", "Tilskudd er et kapittel for seg.")
    assert near_duplicates([one, other]) == []


def test_in_a_campaign_a_statement_with_half_of_the_words_joins() -> None:
    changed = "De aller sykeste er dårligst til å fylle ut slike skjemaer på en skjerm."
    documents = [
        document(*CAMPAIGN, "Rundt 600 000 personer her i landet bruker ikke nettet i det daglige."),
        document(*CAMPAIGN, "Rundt 600 000 personer her i landet bruker ikke nettet i det daglige."),
        document(
            *CAMPAIGN, "Over 600 000 personer i Norge bruker nesten ikke nettet i det daglige.", changed
        ),
    ]
    groups = near_duplicates(documents)
    assert (Place(0, 3), Place(1, 3), Place(2, 3)) in groups


def test_a_thousand_equal_replies_are_one_group() -> None:
    documents = [document(*CAMPAIGN) for _ in range(1000)]
    groups = near_duplicates(documents)
    assert [len(group) for group in groups] == [1000, 1000, 1000]
    assert campaigns(documents) == [tuple(range(1000))]


def test_a_few_words_may_change_but_not_who_or_which_way_or_how_much() -> None:
    said = "Staten må dekke kommunenes utgifter til opplæring av de ansatte i hjemmetjenesten i tre år."
    changed = "Staten bør dekke alle kommunenes utgifter til opplæring av ansatte i hjemmetjenesten i tre år."
    nynorsk = (
        "Staten må dekkje kommunane sine utgifter til opplæring av dei tilsette i heimetenesta i tre år."
    )
    assert near_duplicates([document(said), document(changed)]) == [(Place(0, 0), Place(1, 0))]
    assert near_duplicates([document(said), document(said.replace("Staten", "Sykehuset"))]) == []
    assert near_duplicates([document(said), document(said.replace("tre år", "40 dager"))]) == []
    assert near_duplicates([document(nynorsk), document(said.replace("Staten må", "Staten må ikke"))]) == []


def test_short_sentences_count_only_within_a_campaign() -> None:
    one, other = document(*CAMPAIGN, "Skal de stå bakerst?"), document("Skal de stå bakerst?", *CAMPAIGN)
    assert (Place(0, 3), Place(1, 0)) in near_duplicates([one, other])
    assert near_duplicates([document("Skal de stå bakerst?"), document("Skal de stå bakerst?")]) == []


def test_a_campaign_that_everybody_words_a_little_differently_hangs_together() -> None:
    words = "Når det haster, skal et menneske svare i telefonen, og ikke en maskin i sør"
    documents = [document(f"{words} nummer{chr(97 + n // 26)}{chr(97 + n % 26)}.") for n in range(300)]
    assert [len(group) for group in near_duplicates(documents)] == [300]
