"""What people divide stands apart from what the program read, wins, can be undone, and stays."""

import pytest

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import User
from samstyring.apps.consultations import tasks
from samstyring.apps.consultations.actions import anchoring, cuts, reviews, submissions
from samstyring.apps.consultations.models import Cut, Review, SourceText, Statement, Submission
from samstyring.apps.consultations.queries import documents
from samstyring.apps.ledger import queries as ledger
from samstyring.engines.text_analysis import ENGINE

pytestmark = pytest.mark.django_db


@pytest.fixture
def staffing(read: Submission) -> Statement:
    return read.readings.get().statements.get(quote__contains="sykepleiere")


def standing(submission: Submission) -> list[str]:
    """What the document's page marks, in order."""
    rows = Statement.objects.effective().filter(submission=submission).order_by("start")
    return [row.quote for row in rows]


def divide(statement: Statement, user: User, before: str) -> Cut:
    at = statement.start + statement.quote.index(before)
    return cuts.split(statement=statement, at=at, seen=None, user=user, by=actor_for(user))


def test_a_split_is_undone_and_the_programs_row_never_changes(
    read: Submission, staffing: Statement, analyst: User
) -> None:
    before = standing(read)
    proposal = Statement.objects.values("type", "theme", "quote", "reason", "confidence").get(pk=staffing.pk)
    cut = divide(staffing, analyst, "i distriktene")
    assert standing(read)[:2] == ["Det er mangel på sykepleiere", "i distriktene."]
    pieces = Statement.objects.effective().filter(origin="person").order_by("start")
    assert {(row.current_type, row.confidence, row.is_reviewed) for row in pieces} == {
        ("challenge", None, False)
    }
    assert [cuts.cut_of(row) for row in pieces] == [cut, cut]
    cuts.undo(cut=cut, user=analyst, by=actor_for(analyst))
    assert standing(read) == before
    assert (
        Statement.objects.values("type", "theme", "quote", "reason", "confidence").get(pk=staffing.pk)
        == proposal
    )
    # The same again makes no second row.
    divide(staffing, analyst, "i distriktene")
    assert standing(read)[:2] == ["Det er mangel på sykepleiere", "i distriktene."]
    assert Statement.objects.filter(origin="person").count() == 2


def test_a_piece_is_reviewed_and_divided_like_any_other(
    read: Submission, staffing: Statement, analyst: User
) -> None:
    first = divide(staffing, analyst, "i distriktene")
    piece = Statement.objects.effective().get(quote="Det er mangel på sykepleiere")
    reviews.set_type(statement=piece, type="example", seen=0, user=analyst, by=actor_for(analyst))
    piece.refresh_from_db()
    assert (piece.type, piece.current_type, piece.is_reviewed) == ("challenge", "example", True)
    second = divide(piece, analyst, "sykepleiere")
    assert standing(read)[:3] == ["Det er mangel på", "sykepleiere", "i distriktene."]
    with pytest.raises(cuts.NotPossible):
        cuts.undo(cut=first, user=analyst, by=actor_for(analyst))
    cuts.undo(cut=second, user=analyst, by=actor_for(analyst))
    piece.refresh_from_db()
    assert (piece.is_effective, piece.current_type) == (True, "example")


def test_joining_with_the_next(read: Submission, staffing: Statement, analyst: User) -> None:
    cut = cuts.join(statement=staffing, seen=0, user=analyst, by=actor_for(analyst))
    assert "sykepleiere i distriktene. Journalsystemene" in standing(read)[0]
    last = Statement.objects.effective().filter(submission=read).latest("start")
    with pytest.raises(cuts.NotPossible):
        cuts.join(statement=last, seen=None, user=analyst, by=actor_for(analyst))
    cuts.undo(cut=cut, user=analyst, by=actor_for(analyst))
    assert staffing.quote in standing(read)


def test_striking_out_and_marking(read: Submission, staffing: Statement, analyst: User) -> None:
    struck = cuts.unmark(statement=staffing, seen=0, user=analyst, by=actor_for(analyst))
    assert staffing.quote not in standing(read)
    staffing.refresh_from_db()
    assert staffing.superseded_by == struck
    reading = read.readings.get()
    heading = reading.source_text.text.index("Utfordringer")
    with pytest.raises(ValueError, match="not a valid"):
        cuts.mark(reading=reading, start=0, end=9, type="x", user=analyst, by=actor_for(analyst))
    cuts.mark(
        reading=reading,
        start=heading - 1,
        end=heading + 12,
        type="background",
        user=analyst,
        by=actor_for(analyst),
    )
    marked = Statement.objects.effective().get(quote="Utfordringer")
    assert (marked.current_type, marked.is_reviewed) == ("background", True)
    # Marking the very span that the program read lets the program's own row count again.
    cuts.mark(
        reading=reading,
        start=staffing.start,
        end=staffing.end,
        type="challenge",
        user=analyst,
        by=actor_for(analyst),
    )
    staffing.refresh_from_db()
    assert staffing.is_effective


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (0, 10**6), (-1, 3)])
def test_marking_no_place(read: Submission, analyst: User, start: int, end: int) -> None:
    with pytest.raises(cuts.NotPossible):
        cuts.mark(
            reading=read.readings.get(),
            start=start,
            end=end,
            type="example",
            user=analyst,
            by=actor_for(analyst),
        )
    assert not Cut.objects.exists()


def test_cutting_through_a_statement_or_off_its_words(
    read: Submission, staffing: Statement, analyst: User
) -> None:
    by = actor_for(analyst)
    for at in (staffing.start, staffing.end, staffing.end - 1, 0):
        with pytest.raises(cuts.NotPossible):
            cuts.split(statement=staffing, at=at, seen=None, user=analyst, by=by)
    with pytest.raises(cuts.NotPossible):
        cuts.mark(
            reading=staffing.reading,
            start=staffing.start + 4,
            end=staffing.end + 4,
            type="example",
            user=analyst,
            by=by,
        )


def test_the_later_of_two_people_is_told(staffing: Statement, analyst: User) -> None:
    divide(staffing, analyst, "i distriktene")
    with pytest.raises(reviews.ChangedMeanwhile):
        cuts.join(statement=staffing, seen=0, user=analyst, by=actor_for(analyst))
    with pytest.raises(reviews.ChangedMeanwhile):
        reviews.set_theme(statement=staffing, theme="funding", seen=0, user=analyst, by=actor_for(analyst))


def test_theme_and_citation_are_decided_and_taken_back_with_the_type(
    staffing: Statement, analyst: User
) -> None:
    by = actor_for(analyst)
    first = reviews.set_theme(statement=staffing, theme="funding", seen=0, user=analyst, by=by)
    second = reviews.set_cited(statement=staffing, cited=True, seen=first.pk, user=analyst, by=by)
    third = reviews.set_type(statement=staffing, type="example", seen=second.pk, user=analyst, by=by)
    staffing.refresh_from_db()
    assert (staffing.current_type, staffing.current_theme, staffing.current_cited, staffing.is_reviewed) == (
        "example",
        "funding",
        True,
        True,
    )
    with pytest.raises(reviews.ChangedMeanwhile):
        reviews.set_theme(statement=staffing, theme="research", seen=first.pk, user=analyst, by=by)
    reviews.withdraw(statement=staffing, seen=third.pk, user=analyst, by=by)
    staffing.refresh_from_db()
    assert (staffing.current_type, staffing.current_theme, staffing.current_cited, staffing.is_reviewed) == (
        "challenge",
        staffing.theme,
        False,
        False,
    )


def test_cuts_stand_when_a_newer_reader_has_read(
    read: Submission, staffing: Statement, analyst: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    divide(staffing, analyst, "i distriktene")
    before = standing(read)
    monkeypatch.setitem(ENGINE, "version", "999")
    submissions.read_again(submission=read)
    tasks.read_submission.call(read.pk)
    assert standing(read) == before
    newest = documents.newest_reading(read)
    assert newest is not None
    assert newest.statements.standing().filter(origin="person").count() == 2
    cuts.undo(cut=Cut.objects.get(), user=analyst, by=actor_for(analyst))
    assert staffing.quote in standing(read)


def test_decisions_find_their_place_in_another_text_of_the_same_file(
    read: Submission, staffing: Statement, analyst: User
) -> None:
    by = actor_for(analyst)
    divide(staffing, analyst, "i distriktene")
    piece = Statement.objects.effective().get(quote="i distriktene.")
    reviews.set_theme(statement=piece, theme="funding", seen=0, user=analyst, by=by)
    lost = Statement.objects.effective().get(quote__contains="Journal")
    reviews.set_type(statement=lost, type="example", seen=0, user=analyst, by=by)
    older = read.source_texts.get()
    text = "Et nytt topptekst.\n\n" + older.text.replace("mangel på", "mangel\npå").replace("Journal", "X")
    newer = SourceText.objects.create(submission=read, text=text, sha256="0" * 64, format="text")
    assert anchoring.carry(older, newer) == 2
    assert anchoring.carry(older, newer) == 0
    carried = Cut.objects.get(source_text=newer)
    assert [text[start:end] for start, end in carried.spans] == [
        "Det er mangel\npå sykepleiere",
        "i distriktene.",
    ]
    review = Review.objects.get(source_text=newer)
    assert (review.quote, review.theme, review.by) == ("i distriktene.", "funding", analyst)


def test_each_act_is_an_event_in_words_without_the_text(
    read: Submission, staffing: Statement, analyst: User
) -> None:
    cut = divide(staffing, analyst, "i distriktene")
    cuts.undo(cut=cut, user=analyst, by=actor_for(analyst))
    reviews.set_theme(statement=staffing, theme="funding", seen=0, user=analyst, by=actor_for(analyst))
    reviews.set_cited(statement=staffing, cited=True, seen=None, user=analyst, by=actor_for(analyst))
    sentences = [row.sentence for row in ledger.history(read.public_id)[:4]]
    assert all(f"{staffing.start}–{staffing.end}" in sentence for sentence in sentences)
    assert not any("sykepleiere" in sentence for sentence in sentences)
