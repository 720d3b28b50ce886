"""Senders, endorsements, remarks, stance and versions."""

import pytest

from samstyring.engines.text_analysis import Register, RegisterEntry, read
from samstyring.engines.text_analysis.endorsements import joined
from samstyring.engines.text_analysis.organisations import Index, kind_of
from samstyring.engines.text_analysis.versions import newer_versions, same_bytes

from .samples import reading

REGISTER = Register(
    (
        RegisterEntry("m1", "Fjellvik", "municipality", "9901", ("Fjellvik kommune", "Várri – Fjellvik")),
        RegisterEntry("m2", "Nordre Vikstad", "municipality", "9902"),
        RegisterEntry("ks", "KS", "ks"),
        RegisterEntry("h1", "Vikstad sykehus HF", "health_trust"),
    )
)


def names(
    text: str, name: str = "svar.txt", register: Register | None = REGISTER
) -> list[tuple[str, str | None]]:
    return [
        (s.name, s.municipality_number) for s in read(text.encode(), name=name, register=register).senders
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Høringsinstans: Fjellvik kommune\n\nVi støtter forslaget.",
        "Navn på virksomheten (kommune, etat): Fjellvik kommune\nKontaktperson: A B\n\nVi støtter forslaget.",
        "Høringssvar fra Fjellvik kommune\n\nVi støtter forslaget om felles journal.",
        "Fjellvik kommunes høringssvar til ny modell\n\nVi støtter forslaget om felles journal.",
        "Vi støtter forslaget om felles journal i hele landet.\n\nMed vennlig hilsen\nKari "
        "Nordmann\nHelsesjef\nFjellvik kommune\n",
        "Høringsuttalelse - nasjonal strategi for journal - fra Fjellvik kommune\n\nVi støtter forslaget.",
        "Fjellvik kommune: høringssvar\n\nVi støtter forslaget om felles journal.",
        "FJELLVIK KOMMUNE\n\nSvar på brev om journal\n\nVi støtter forslaget om felles journal.",
        "Til: Departementet\nFra: Fjellvik kommune\n\nVi støtter forslaget om felles journal.",
        "Svar på høring\n\nFjellvik kommune viser til høringen. Fjellvik kommune støtter "
        "forslaget om felles journal.",
    ],
)
def test_sender_is_found_and_matched(text: str) -> None:
    assert names(text) == [("Fjellvik", "9901")]


def test_joint_reply_has_several_senders() -> None:
    text = "Felles høringssvar fra Fjellvik kommune og Nordre Vikstad kommune\n\nVi støtter forslaget.\n"
    assert {name for name, _ in names(text)} == {"Fjellvik", "Nordre Vikstad"}
    text = "Høringsinstans: Fjellvik, Nordre Vikstad og Utvik kommuner\n\nVi støtter forslaget.\n"
    assert len(names(text)) == 3


def test_joint_reply_in_a_title_with_one_word_for_all() -> None:
    text = "Fellesuttalelse fra Fjellvik, Nordre Vikstad og Utvik kommuner\n\nVi støtter forslaget.\n"
    assert len(names(text)) == 3


def test_private_person() -> None:
    (sender,) = reading("Høringsinnspill fra privatperson\n\nJeg er bekymret for personvernet.").senders
    assert sender.kind == "person"


def test_name_with_and_in_it_stays_whole() -> None:
    text = "Høringsinstans: Norsk helse- og velferdsforbund\n\nVi støtter forslaget."
    assert names(text) == [("Norsk helse- og velferdsforbund", None)]


def test_file_name_is_the_last_resort() -> None:
    assert names("Dette er et svar uten navn på noen.", "2024-05_Fjellvik-kommune_svar.txt") == [
        ("Fjellvik", "9901")
    ]


def test_unknown_sender_keeps_name_and_kind() -> None:
    (sender,) = read(
        "Høringssvar fra Lillevik pensjonistforening\n\nVi er for.".encode(), name="a.txt"
    ).senders
    assert sender.name == "Lillevik pensjonistforening"
    assert sender.municipality_number is None


def test_nobody_is_found_where_nothing_tells() -> None:
    assert names("Dette bør bli bedre for alle.", register=None) == []


def test_sami_name_matches() -> None:
    entry = Index.of(REGISTER).find("Várri")
    assert entry is not None
    assert entry.key == "m1"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Utvik kommune", "municipality"),
        ("Viken fylkeskommune", "county"),
        ("Statsforvalteren i Nordre Vik", "county_governor"),
        ("Helse Midt RHF", "regional_health_trust"),
        ("Vikstad sykehus HF", "health_trust"),
        ("Norsk Sykepleierforbund", "trade_union"),
        ("Landsforeningen for hjertesyke pasienter", "patient_organisation"),
        ("Universitetet i Utvik", "research"),
        ("Journalsystemer AS", "supplier"),
        ("Ola Nordmann", None),
    ],
)
def test_kind_by_name(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("sentence", "whose"),
    [
        ("Kommunen slutter seg til KS' høringssvar.", ["KS"]),
        ("Vi slutter oss til høringssvaret fra Fjellvik kommune.", ["Fjellvik kommune"]),
        ("Me sluttar oss til fråsegna frå KS.", ["KS"]),
        ("Kommunen stiller seg bak uttalelsen fra Vikstad sykehus HF.", ["Vikstad sykehus HF"]),
        ("Vi viser til KS sitt høringssvar, som vi stiller oss bak.", ["KS"]),
        ("Vi slutter oss ikke til KS' høringssvar.", []),
        ("Vi støtter forslaget om felles journal.", []),
        ("Kommunen støtter vurderingene i høringsnotatet.", []),
    ],
)
def test_endorsement(sentence: str, whose: list[str]) -> None:
    assert joined(sentence) == whose


def test_endorsement_in_a_document() -> None:
    document = read("Kommunen slutter seg til KS' høringssvar.".encode(), name="a.txt", register=REGISTER)
    (endorsement,) = document.endorsements
    assert (endorsement.of, endorsement.entry) == ("KS", "ks")


def test_no_remarks() -> None:
    document = reading("Utvik kommune viser til høringen. Kommunen har ingen merknader til forslaget.")
    assert document.no_remarks
    assert document.stance is not None
    assert document.stance.value == "neutral"


def test_no_further_remarks_is_not_no_remarks() -> None:
    assert not reading("Staten bør betale. Vi har ingen merknader ut over dette.").no_remarks


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Kommunen støtter forslaget fullt ut. Det er en god løsning.", "support"),
        (
            "Kommunen støtter forslaget, under forutsetning av at staten dekker kostnadene.",
            "support_with_reservations",
        ),
        (
            "Vi støtter intensjonen i forslaget. Vi er likevel kritiske til finansieringen.",
            "support_with_reservations",
        ),
        ("Kommunen går imot forslaget. Det vil ramme de små kommunene.", "opposition"),
        ("Me kan ikkje støtte framlegget.", "opposition"),
        ("Kommunen har 4 000 innbyggere. Vi har to sykehjem.", "neutral"),
    ],
)
def test_stance(text: str, value: str) -> None:
    stance = reading(text).stance
    assert stance is not None
    assert stance.value == value


def test_stance_shows_its_evidence() -> None:
    document = reading("Saken er viktig. Kommunen går imot forslaget.")
    assert document.stance is not None
    assert [document.statements[n].quote for n in document.stance.evidence] == [
        "Kommunen går imot forslaget."
    ]


def test_newer_version_of_the_same_reply() -> None:
    body = "Vi støtter målet om felles journal. Kommunen mangler penger til innføringen. Staten bør betale."
    old = read(f"Høringssvar fra Utvik kommune\n\n{body}\n".encode(), name="a.txt")
    new = read(
        f"Høringssvar fra Utvik kommune\n\nRevidert versjon\n\n{body} Fristen er for kort.\n".encode(),
        name="b.txt",
    )
    other = read(f"Høringssvar fra Fjellvik kommune\n\n{body}\n".encode(), name="c.txt")
    assert newer_versions([new, old, other]) == [(0, 1)]
    assert same_bytes([old, new, old]) == [(2, 0)]
