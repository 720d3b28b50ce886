"""A person's decision stands apart from the proposal, wins, and survives a new run."""

import pytest
from django.db import DatabaseError, transaction

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import User
from samstyring.apps.consultations import tasks
from samstyring.apps.consultations.actions import reviews, submissions
from samstyring.apps.consultations.models import Consultation, Passage, Review, Statement, Submission
from samstyring.apps.consultations.queries import documents
from samstyring.apps.ledger import queries as ledger
from samstyring.engines.text_analysis import ENGINE

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(read: Submission) -> Statement:
    found = read.readings.get().statements.filter(quote__contains="sykepleiere").get()
    assert found.type == "challenge"
    return found


def decide(statement: Statement, user: User, type: str, seen: int | None = None) -> Review:
    return reviews.set_type(statement=statement, type=type, seen=seen, user=user, by=actor_for(user))


def test_the_decision_wins_and_the_proposal_stays(statement: Statement, analyst: User) -> None:
    decide(statement, analyst, "background")
    statement.refresh_from_db()
    shown = documents.marked_statement(statement)
    assert (shown.type, shown.statement.type, shown.reviewed) == ("background", "challenge", True)


def test_the_decision_stands_when_a_newer_reader_has_read(
    statement: Statement, analyst: User, read: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(statement, analyst, "example")
    monkeypatch.setitem(ENGINE, "version", "999")
    submissions.read_again(submission=read)
    tasks.read_submission.call(read.pk)
    newest = documents.newest_reading(read)
    assert newest is not None
    assert newest.engine_version == "999"
    again = newest.statements.get(start=statement.start, end=statement.end)
    assert documents.marked_statement(again).type == "example"


def test_a_withdrawn_decision_shows_the_proposal_again(statement: Statement, analyst: User) -> None:
    first = decide(statement, analyst, "example")
    reviews.withdraw(statement=statement, seen=first.pk, user=analyst, by=actor_for(analyst))
    shown = documents.marked_statement(statement)
    assert (shown.type, shown.reviewed) == ("challenge", False)
    assert Review.objects.count() == 2


def test_the_later_of_two_people_is_told(statement: Statement, analyst: User) -> None:
    decide(statement, analyst, "example", seen=0)
    with pytest.raises(reviews.ChangedMeanwhile) as told:
        decide(statement, analyst, "proposal", seen=0)
    assert told.value.current is not None
    assert told.value.current.type == "example"
    assert Review.objects.count() == 1


def test_a_type_that_is_none_of_the_seven_is_refused(statement: Statement, analyst: User) -> None:
    with pytest.raises(ValueError, match="not a valid"):
        decide(statement, analyst, "nonsense")
    assert not Review.objects.exists()


def test_each_decision_is_an_event_in_words(statement: Statement, analyst: User, read: Submission) -> None:
    decide(statement, analyst, "example")
    sentence = ledger.history(read.public_id)[0].sentence
    assert f"{statement.start}–{statement.end}" in sentence
    assert "sykepleiere" not in sentence


def test_the_database_holds_reviews_to_the_source(statement: Statement, analyst: User) -> None:
    decide(statement, analyst, "example")
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.update(start=0)


def test_pages_cut_the_text_without_losing_a_character(read: Submission) -> None:
    reading = documents.newest_reading(read)
    assert reading is not None
    shown = documents.document_page(reading, 1)
    text = reading.source_text.text
    for passage, row in zip(shown.passages, reading.passages.all(), strict=True):
        assert "".join(piece.text for piece in passage.pieces) == text[row.start : row.end]


def test_lists_and_sums_follow_the_decision_and_its_withdrawal(statement: Statement, analyst: User) -> None:
    review = decide(statement, analyst, "example")
    statement.refresh_from_db()
    assert (statement.type, statement.current_type, statement.is_reviewed) == ("challenge", "example", True)
    reviews.withdraw(statement=statement, seen=review.pk, user=analyst, by=actor_for(analyst))
    statement.refresh_from_db()
    assert (statement.current_type, statement.is_reviewed) == ("challenge", False)


def test_what_counts_follows_the_decision_into_a_newer_reading(
    statement: Statement, analyst: User, read: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(statement, analyst, "example")
    monkeypatch.setitem(ENGINE, "version", "999")
    submissions.read_again(submission=read)
    tasks.read_submission.call(read.pk)
    again = Statement.objects.get(
        reading__submission=read, reading__is_current=True, start=statement.start, end=statement.end
    )
    assert again.pk != statement.pk
    assert (again.type, again.current_type, again.is_reviewed) == ("challenge", "example", True)


def test_a_page_number_inside_a_statement_is_not_marked_as_part_of_it(
    consultation: Consultation, analyst: User
) -> None:
    text = "Kommunen mener at staten bør betale for\n\n12\n\ninnføringen av løsningen i alle kommuner.\n"
    start = text.index("12")
    passages = [
        Passage(start=0, end=len(text) - 1, kind="paragraph", gaps=[[start - 2, start + 4]]),
        Passage(start=start, end=start + 2, kind="page_number", gaps=[]),
    ]
    statement = Statement(start=0, end=len(text) - 1, quote=text[:-1], type="proposal")
    outer, inner = documents.cut_passages(text, passages, [documents.marked(statement, text, None)])
    assert "".join(piece.text for piece in outer.pieces).split() == text.replace("12", "").split()
    assert [(piece.text, piece.marked) for piece in inner.pieces] == [("12", None)]
    assert [piece.first for piece in outer.pieces] == [True, False]
