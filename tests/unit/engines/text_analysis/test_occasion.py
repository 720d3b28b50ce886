"""What replies say of the consultation that they answer."""

import pytest

from samstyring.engines.text_analysis import Register, RegisterEntry, read
from samstyring.engines.text_analysis.occasion import Occasion, agreed, deadline, occasion

REGISTER = Register(
    (
        RegisterEntry("asker", "Eksempeldirektoratet", "agency"),
        RegisterEntry("vik", "Eksempelvik", "municipality"),
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Høringsfristen er 1. mars 2026.", "2026-03-01"),
        ("Høyringsfrist: 01.03.2026", "2026-03-01"),
        ("Vi viser til brevet, med frist for innspill 2026-03-01.", "2026-03-01"),
        ("Frist for å sende høringssvar var satt til 15. april 2026.", "2026-04-15"),
        ("Svarfristen er kort. Møtet var 3. mai 2026.", ""),
        ("Høringsfristen er 31.02.2026.", ""),
        ("Høringsfristen er 1. mars.", ""),
        ("Brevet er datert 1. mars 2026.", ""),
    ],
)
def test_the_deadline_stands_close_to_its_name(text: str, found: str) -> None:
    assert deadline(text) == found


def test_who_asked_is_named_at_the_top_and_is_not_the_sender() -> None:
    letter = (
        "Eksempeldirektoratet\nPostboks 1\n0001 Eksempelby\n\nHøringssvar fra Eksempelvik kommune\n\n"
        "Staten bør betale for innføringen.\n"
    )
    document = read(letter.encode(), name="svar.txt", register=REGISTER)
    assert occasion(document, askers={"asker"}).issued_by == "asker"
    assert occasion(document, askers=set()).issued_by == ""
    own = read(
        "Svar fra Eksempeldirektoratet\n\nVi støtter planen.\n".encode(), name="s.txt", register=REGISTER
    )
    assert occasion(own, askers={"asker"}).issued_by == ""


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("Høringssvar fra Eksempelvik kommune – Plan for felles legevakt", "Plan for felles legevakt"),
        ("Høringsuttalelse til plan for felles legevakt", "Plan for felles legevakt"),
        ("Plan for felles legevakt - svar frå Eksempelvik kommune", "Plan for felles legevakt"),
        ("Høringssvar fra Eksempelvik kommune", ""),
    ],
)
def test_the_title_without_the_sender_says_what_it_is_about(title: str, about: str) -> None:
    document = read(f"{title}\n\nVi støtter planen.\n".encode(), name="svar.txt", register=REGISTER)
    assert occasion(document).subject == about


def test_a_subject_that_two_replies_share_is_agreed_on() -> None:
    said = [Occasion(subject="Plan for legevakt"), Occasion(subject="Noe annet"), Occasion()]
    assert agreed(said).subject == ""
    assert agreed([*said, Occasion(subject="Plan for Legevakt")]).subject == "Plan for legevakt"


def test_most_of_the_replies_decide() -> None:
    said = agreed(
        [
            Occasion("2026-03-01", "a", "", ("En?", "To?")),
            Occasion("2026-03-01", "b", "", ("En?", "To?", "Tre?")),
            Occasion("2025-01-01", "a"),
            Occasion(),
        ]
    )
    assert said == Occasion("2026-03-01", "a", "", ("En?", "To?"))


def test_the_questions_of_the_only_reply_with_questions_count() -> None:
    assert agreed([Occasion(questions=("En?", "To?")), Occasion()]).questions == ("En?", "To?")
    assert agreed([]) == Occasion()
