"""Sentences that survive abbreviations, numbers, titles and quotations."""

import pytest

from samstyring.engines.text_analysis.sentences import sentence_ranges


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_ranges(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Det gjelder f.eks. journal og resept.",
        "Utstyr, kurs mv. må dekkes av staten.",
        "Jf. Meld. St. 9 om dette.",
        "Kostnaden er 12,5 mill. kroner i året.",
        "Fristen er 1. oktober for alle.",
        "Vi viser til brev av 3. mai 2024 fra departementet.",
        "Dette gjelder bl.a. leger, sykepleiere m.fl. i kommunen.",
        "Kravet følger av helse- og omsorgstjenesteloven kap. 3.",
        "Ansvaret ligger hos kommunen pga. lovkravet.",
        "Vi viser til brev (FD Saksnr. 22/6258) om saken.",
        "Vi har bedt om møte (se brev av 3. mai. Svaret kom aldri) om dette.",
        "Dr. A. B. Hansen skrev rapporten.",
        "Det må skje innen 31.12.2025 kl. 12.00 på dagen.",
        "Se pkt. 4.2 og § 3-5 nr. 2 i forslaget.",
        "Vi mener at «Hvem skal betale?» er spørsmålet som gjenstår.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Vi støtter dette. Vi ber om mer.", ["Vi støtter dette.", "Vi ber om mer."]),
        ("Kurs, utstyr mv. Staten må betale.", ["Kurs, utstyr mv.", "Staten må betale."]),
        ("Det skjedde i 2023. Etterpå ble det stille.", ["Det skjedde i 2023.", "Etterpå ble det stille."]),
        ("Hvem betaler? Det vet vi ikke!", ["Hvem betaler?", "Det vet vi ikke!"]),
        ("Vi er enige (se punkt 3). Resten er uklart.", ["Vi er enige (se punkt 3).", "Resten er uklart."]),
        ("«Dette er bra.» Det sier alle.", ["«Dette er bra.»", "Det sier alle."]),
        (
            "Vi viser til rapporten om sektor.3 Den er god.",
            ["Vi viser til rapporten om sektor.3", "Den er god."],
        ),
    ],
)
def test_several_sentences(text: str, parts: list[str]) -> None:
    assert split(text) == parts
