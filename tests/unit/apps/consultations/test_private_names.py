"""Names are found however they are written, and nothing but names."""

import pytest

from samstyring.apps.consultations.queries.private_names import name_ranges


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Hilsen Kari Eksempelsen", ["Kari Eksempelsen"]),
        ("Hilsen KARI\n EKSEMPELSEN.", ["KARI\n EKSEMPELSEN"]),
        ("Kari mener at … Eksempelsen", ["Kari", "Eksempelsen"]),
        ("Karianne og eksempelsensen", []),
        ("Ingen navn her", []),
    ],
)
def test_names(text: str, hidden: list[str]) -> None:
    assert [text[start:end] for start, end in name_ranges(text, "Kari Eksempelsen")] == hidden


def test_short_parts_and_empty_names_hide_nothing_else() -> None:
    assert name_ranges("Bo er god, og de bor her.", "Bo Li") == []
    assert name_ranges("Noe", "") == []
    assert name_ranges("Fra Li, Bo", "Li, Bo") == [(4, 10)]
