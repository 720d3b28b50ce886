"""Whose reply a sentence joins, in the many ways that people say it. All names are examples."""

import pytest

from samstyring.engines.text_analysis import Register, RegisterEntry, read
from samstyring.engines.text_analysis.endorsements import joined, joins

JOINS = {
    "Kommunen viser til høringssvar fra KS og slutter seg til dette.": ("KS"),
    "Høringsuttalelsen fra Fagforbundet støttes i sin helhet.": "Fagforbundet",
    "KS har avgitt et grundig høringssvar, og kommunen støtter dette fullt ut.": ("KS"),
    "Det vises til høringssvaret fra Eksempelkommunen, som vi gir vår fulle tilslutning.": (
        "Eksempelkommunen"
    ),
    "Vi er kjent med Legeforeningens høringssvar og har ikke noe å føye til.": ("Legeforeningen"),
    "Norsk Eksempelforening har i sin uttalelse pekt på flere svakheter, og disse merknadene deler vi.": (
        "Norsk Eksempelforening"
    ),
    "Vårt syn sammenfaller med det Eksempelbyen kommune har gitt uttrykk for.": ("Eksempelbyen kommune"),
    "Vi ber om at høringssvaret fra Helsefellesskapet Eksempel også regnes som vårt.": (
        "Helsefellesskapet Eksempel"
    ),
    "KS' uttalelse er dekkende for kommunens syn.": "KS",
    "Me sluttar oss til fråsegna frå Døme sjukehus.": "Døme sjukehus",
    "Fråsegna frå Døme kommune kunne like gjerne vore vår.": "Døme kommune",
    "Vi kunne ha skrevet det samme selv som Eksempel bedriftshelsetjeneste skriver i sitt svar.": (
        "Eksempel bedriftshelsetjeneste"
    ),
    "Me har lese innspelet frå Eksempelbygda, og det kan me skriva under på.": ("Eksempelbygda"),
    "Brukerrådet har fått lese svaret fra Eksempel hørselslag, og gjør det til sitt.": (
        "Eksempel hørselslag"
    ),
    "Vi har samme oppfatning som KS i denne saken, jf. deres høringssvar.": ("KS"),
    "KS-svaret dekker våre synspunkter.": "KS",
    "Kommunen støtter KS i deres høringsuttalelse.": "KS",
    "Vi viser til innspillet fra vår hovedorganisasjon, Eksempelforbundet, som vi støtter.": (
        "Eksempelforbundet"
    ),
    "Innspillet fra Eksempel kommunale legeforum har vår fulle støtte.": ("Eksempel kommunale legeforum"),
    "Det Eksempel kommune skriver om beredskap, er også vår mening.": ("Eksempel kommune"),
    "Vi viser til Regionrådet Eksempels uttalelse og har derfor ikke egne merknader.": (
        "Regionrådet Eksempel"
    ),
    "Kommunedirektøren anbefaler at kommunen slutter seg til KS eHelse sitt høringssvar.": ("KS eHelse"),
    "Rådet for etikk (eksempel) sitt standpunkt deler vi fullt ut.": ("Rådet for etikk (eksempel)"),
    "Vi har ingenting å tilføye utover det som står i svaret fra fylkeskommunen.": ("fylkeskommunen"),
    "Jeg fikk denne teksten av pensjonistforeningen og er enig i hvert ord.": ("pensjonistforeningen"),
    "Kommunen tiltrer høringsuttalelsen avgitt av KS 12. mai.": "KS",
    "Indre Eksempel regionråd har avgitt uttalelse, og kommunen gir sin tilslutning til denne.": (
        "Indre Eksempel regionråd"
    ),
    "Vi stiller oss bak det RHF-et skriver i sitt svar.": "RHF-et",
}
JOINS_NOBODY = [
    "Vi slutter oss ikke til uttalelsen fra Legeforeningen.",
    "Vi er ikke enige med KS, som i sitt høringssvar går imot.",
    "Til forskjell fra KS støtter vi forslaget i sin helhet.",
    "KS har gått imot i sitt svar, men vi støtter forslaget.",
    "Vi kjenner til høringssvaret fra KS, men har valgt å avgi eget svar.",
    "Vi har merket oss svaret fra Eksempelforeningen.",
    "Uttalelsen fra KS deler vi ikke.",
    "Vi har respekt for Eksempelforeningen, men kan ikke stille oss bak deres uttalelse.",
    "Kommunen deler departementets vurdering av behovet.",
    "Vi støtter innspillene fra brukerne i kapittel 4.",
    "Vi støtter at pasientens svar fra laboratoriet sendes digitalt.",
    "Vi viser til høringssvaret vårt fra 2019.",
    "Møteleiar og to protokollvitne skriv under fråsegna.",
]


@pytest.mark.parametrize(("sentence", "whose"), JOINS.items())
def test_reply_is_joined(sentence: str, whose: str) -> None:
    assert joined(sentence) == [whose]


@pytest.mark.parametrize("sentence", JOINS_NOBODY)
def test_nobodys_reply_is_joined(sentence: str) -> None:
    assert joined(sentence) == []


def test_several_at_once() -> None:
    assert joined("Me sluttar oss til fråsegna frå KS og Helse Eksempel RHF.") == ["KS", "Helse Eksempel RHF"]
    assert joined("Norsk Sykepleierforbund og Delta har sendt uttalelser, som vi støtter.") == [
        "Norsk Sykepleierforbund",
        "Delta",
    ]


def test_in_part_and_by_reference_alone_are_less_sure() -> None:
    (whole,) = joins("Kommunen slutter seg til høringssvaret fra KS.")
    (part,) = joins("Kommunen slutter seg i hovedsak til høringssvaret fra KS.")
    (reference,) = joins("For øvrig vises det til uttalelsen fra KS.")
    assert part.name == reference.name == "KS"
    assert whole.confidence > part.confidence == reference.confidence


def test_it_is_looked_up_in_the_sentence_before() -> None:
    text = "Regionrådet Eksempel har sendt uttalelse. Kommunen stiller seg bak denne."
    (endorsement,) = read(text.encode(), name="a.txt").endorsements
    assert endorsement.of == "Regionrådet Eksempel"
    assert endorsement.quote == "Kommunen stiller seg bak denne."


def test_the_same_reply_is_not_joined_twice_by_going_on_about_it() -> None:
    text = "Vi slutter oss til uttalelsen fra KS. Den uttalelsen svarer på vegne av oss alle."
    assert len(read(text.encode(), name="a.txt").endorsements) == 1


def test_short_name_is_given_in_full_where_it_stands_before() -> None:
    sentence = "Eksempelregionen helse RHF har svart, og vi stiller oss bak det RHF-et skriver i sitt svar."
    assert joined(sentence) == ["Eksempelregionen helse RHF"]


def test_the_register_knows_who_is_meant() -> None:
    register = Register(
        (RegisterEntry("m", "Eksempelvik", "municipality", "9903", ("Eksempelvik kommune",)),)
    )
    text = "Vi slutter oss til Eksempelvik kommunes høringssvar."
    (endorsement,) = read(text.encode(), name="a.txt", register=register).endorsements
    assert (endorsement.of, endorsement.entry) == ("Eksempelvik", "m")
