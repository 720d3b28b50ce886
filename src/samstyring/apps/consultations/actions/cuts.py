"""How people divide a text: split a statement, join two, mark a range as one or as none, undo.

A cut is a row that stays (`models.Cut`); `lay` makes a reading's statements follow all cuts that stand.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import User
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import CutWithdrawn, TextCut
from ..models import Cut, Reading, SourceText, Statement, StatementType
from .laying import lay
from .reviews import ChangedMeanwhile, locked, set_type

# Two statements with more characters than this between them are not one.
FARTHEST = 400
# A range longer than this is not one statement.
LONGEST = 5_000

Span = tuple[int, int]


class NotPossible(Exception):
    """The text cannot be divided so; the message says why, for the one who tried."""


@transaction.atomic
def split(*, statement: Statement, at: int, seen: int | None, user: User, by: Actor) -> Cut:
    """Divide a statement in two before the character `at` of its text.

    Raises NotPossible where a part would have no letter, ChangedMeanwhile as `reviews.set_type`.
    """
    text = locked_text(statement, seen)
    spans = [trimmed(text.text, statement.start, at), trimmed(text.text, at, statement.end)]
    if not statement.start < at < statement.end or not all(says_something(text.text, *one) for one in spans):
        raise NotPossible(_("The statement cannot be divided there: each part needs words."))
    return make(text, Cut.Kind.SPLIT, (statement.start, statement.end), spans, user, by)


@transaction.atomic
def join(*, statement: Statement, seen: int | None, user: User, by: Actor) -> Cut:
    """Make one of a statement and the next.

    Raises NotPossible where there is no next or it stands far away, ChangedMeanwhile as `reviews.set_type`.
    """
    text = locked_text(statement, seen)
    following = Statement.objects.standing().filter(reading=statement.reading, start__gte=statement.end)
    after = following.order_by("start").first()
    if after is None or after.start - statement.end > FARTHEST or after.end - statement.start > LONGEST:
        raise NotPossible(_("There is no statement right after this one to join it with."))
    whole = (statement.start, after.end)
    return make(text, Cut.Kind.JOIN, whole, [whole], user, by)


@transaction.atomic
def unmark(*, statement: Statement, seen: int | None, user: User, by: Actor) -> Cut:
    """Say that a statement is none (a heading, a page number). Raises ChangedMeanwhile as `set_type`."""
    text = locked_text(statement, seen)
    return make(text, Cut.Kind.UNMARK, (statement.start, statement.end), [], user, by)


@transaction.atomic
def mark(*, reading: Reading, start: int, end: int, type: str, user: User, by: Actor) -> Cut:
    """Say that a range is one statement, of a type.

    Raises NotPossible where it has no words, is too long, or cuts through a statement; ValueError for a type
    that is none of the seven.
    """
    decided = StatementType(type)
    text = SourceText.objects.select_for_update(of=("self",)).get(pk=reading.source_text_id)
    if not 0 <= start < end <= len(text.text):
        raise NotPossible(_("There is no such place in the text."))
    span = trimmed(text.text, start, end)
    if not says_something(text.text, *span):
        raise NotPossible(_("There are no words to mark there."))
    if span[1] - span[0] > LONGEST:
        raise NotPossible(_("That is too long to be one statement."))
    touched = Statement.objects.standing().filter(reading=reading, start__lt=span[1], end__gt=span[0])
    if any(row.start < span[0] or row.end > span[1] for row in touched):
        raise NotPossible(_("That would cut through a statement. Divide the statement first."))
    cut = make(text, Cut.Kind.MARK, span, [span], user, by)
    marked = Statement.objects.get(reading=reading, start=span[0], end=span[1])
    set_type(statement=marked, type=decided, seen=None, user=user, by=by)
    return cut


@transaction.atomic
def undo(*, cut: Cut, user: User, by: Actor) -> Cut:
    """Take a cut back. Does nothing where it is taken back already.

    Raises NotPossible while a newer cut stands in the same place.
    """
    text = SourceText.objects.select_for_update(of=("self",)).get(pk=cut.source_text_id)
    found = Cut.objects.get(pk=cut.pk)
    if found.withdrawn:
        return found
    newer = Cut.objects.filter(
        source_text=text, withdrawn=None, pk__gt=found.pk, start__lt=found.end, end__gt=found.start
    )
    if newer.exists():
        raise NotPossible(_("The text has been divided again there since. Take back the newer change first."))
    found.withdrawn, found.withdrawn_by = timezone.now(), user
    found.save(update_fields=["withdrawn", "withdrawn_by"])
    lay_current(text)
    record(
        CutWithdrawn(
            object_id=text.submission.public_id,
            start=found.start,
            end=found.end,
            kind=Cut.Kind(found.kind),
        ),
        by=by,
    )
    return found


def cut_of(statement: Statement) -> Cut | None:
    """The standing cut that made a statement, or None where the program read it so. One query."""
    if statement.origin != Statement.Origin.PERSON:
        return None
    standing = Cut.objects.filter(
        source_text=statement.reading.source_text_id,
        withdrawn=None,
        start__lte=statement.start,
        end__gte=statement.end,
    )
    span = [statement.start, statement.end]
    return next((cut for cut in standing.order_by("-id") if span in cut.spans), None)


def locked_text(statement: Statement, seen: int | None) -> SourceText:
    """The text of a statement that nobody has changed since it was seen, locked; raises ChangedMeanwhile."""
    source_text, _current = locked(statement, seen)
    source_text.refresh_from_db(fields=["text"])
    if source_text.text[statement.start : statement.end] != statement.quote:
        raise ChangedMeanwhile(None)
    return source_text


def make(text: SourceText, kind: Cut.Kind, whole: Span, spans: Sequence[Span], user: User, by: Actor) -> Cut:
    """Keep a cut, let the statements follow it, and record it."""
    cut = Cut.objects.create(
        source_text=text,
        start=whole[0],
        end=whole[1],
        quote=text.text[whole[0] : whole[1]],
        kind=kind,
        spans=[list(span) for span in spans],
        by=user,
    )
    lay_current(text)
    record(
        TextCut(
            object_id=text.submission.public_id, start=whole[0], end=whole[1], kind=kind, pieces=len(spans)
        ),
        by=by,
    )
    return cut


def lay_current(text: SourceText) -> None:
    """Let the statements of the readings of a text that is shown follow its cuts."""
    for reading in Reading.objects.filter(source_text=text, is_current=True).select_related("submission"):
        reading.source_text = text
        lay(reading)


def trimmed(text: str, start: int, end: int) -> Span:
    """The range without white space at its ends; empty ranges are (start, start)."""
    piece = text[start:end]
    inner = piece.strip()
    begin = start + piece.find(inner) if inner else start
    return begin, begin + len(inner)


def says_something(text: str, start: int, end: int) -> bool:
    """Whether a range holds a letter or a digit."""
    return any(character.isalnum() for character in text[start:end])
