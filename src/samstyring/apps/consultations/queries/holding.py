"""What is held back of a text, and from whom. Everything that shows text of a document goes through here.

What is stored stays exact; characters are hidden when text is shown, one for one, so that ranges still fit.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import User

from ..models import PRIVATE_PERSON, Consultation, PersonalMark, Reading, Statement, Submission
from .private_names import names_in
from .reply_rows import texts_held
from .text_ranges import Ranges, joined

HIDDEN = "█"


def may_see_personal(user: User | AnonymousUser, consultation: Consultation) -> bool:
    """Whether somebody may see what is held back in the documents of a consultation."""
    return user.has_perm("consultations.see_personal", consultation)


def held_ranges(source_text_id: int) -> Ranges:
    """What is held back of one text. Two queries."""
    return held_in([source_text_id]).get(source_text_id, [])


def held_of(submission: Submission, source_text_id: int) -> Ranges:
    """What is held back of a text of a submission. One query; three where there may be something, that is
    where a person has marked something in it or a private person has sent it. Uses prefetched senders."""
    if source_text_id in texts_held(submission.consultation) or is_private(submission):
        return held_ranges(source_text_id)
    return []


def held_in(source_text_ids: Iterable[int]) -> dict[int, Ranges]:
    """What is held back of several texts, by their ids, without those of which all is shown. Two queries.

    The names of private persons are, in what they sent themselves, whether the reader marked them or not.
    """
    source_text_ids = list(source_text_ids)
    found: dict[int, Ranges] = defaultdict(list, names_in(source_text_ids))
    rows = (
        PersonalMark.objects.filter(source_text__in=source_text_ids, state=PersonalMark.State.HELD)
        .order_by("source_text_id", "start")
        .values_list("source_text_id", "start", "end")
    )
    for text, start, end in rows:
        found[text].append((start, end))
    return {text: joined(ranges) for text, ranges in found.items()}


def redact(text: str, start: int, end: int, ranges: Sequence[tuple[int, int]]) -> str:
    """`text[start:end]` with each character that is held back as a block; of the same length."""
    return redact_quote(text[start:end], start, ranges)


def redact_quote(quote: str, start: int, ranges: Sequence[tuple[int, int]]) -> str:
    """A quotation that stands at `start` in its text, with each character that is held back as a block."""
    end = start + len(quote)
    pieces = []
    shown_to = start
    for held_start, held_end in ranges:
        first, last = max(held_start, shown_to), min(held_end, end)
        if first >= last:
            continue
        pieces += [quote[shown_to - start : first - start], HIDDEN * (last - first)]
        shown_to = last
    pieces.append(quote[shown_to - start :])
    return "".join(pieces)


def redact_words(words: str, text: str, ranges: Sequence[tuple[int, int]]) -> str:
    """Words that were made from a text (a title), with what is held back of the text hidden in them too."""
    for start, end in sorted(ranges, key=lambda each: each[0] - each[1]):
        held = " ".join(text[start:end].split())
        if len(held) > 1:
            words = words.replace(held, HIDDEN * len(held))
    return words


@dataclass(frozen=True)
class ShownStatement:
    """A statement in a list, with its quotation, senders and file as the one who looks may see them."""

    statement: Statement
    quote: str
    senders: list[str]
    file_name: str


def shown_statements(statements: Iterable[Statement], *, may_see: bool) -> list[ShownStatement]:
    """Statements as they may be shown. Two queries, besides `reading__submission__senders` if not fetched."""
    rows = list(statements)
    held = {} if may_see else held_in({row.reading.source_text_id for row in rows})
    return [
        ShownStatement(
            statement=row,
            quote=redact_quote(row.quote, row.start, held.get(row.reading.source_text_id, [])),
            senders=shown_senders(row.reading.submission, may_see=may_see),
            file_name=shown_file_name(row.reading.submission, may_see=may_see),
        )
        for row in rows
    ]


def shown_senders(submission: Submission, *, may_see: bool) -> list[str]:
    """The names of the senders; a private person is named only to those who may see it."""
    return [sender.name if may_see else sender.public_name for sender in submission.senders.all()]


def hidden_from(user: User | AnonymousUser, reading: Reading) -> Ranges:
    """What of a reading's text is hidden from somebody: nothing from those who may see personal data."""
    if may_see_personal(user, reading.submission.consultation):
        return []
    return held_ranges(reading.source_text_id)


def is_private(submission: Submission) -> bool:
    """Whether a private person sent it. Uses prefetched senders."""
    return any(sender.kind == PRIVATE_PERSON for sender in submission.senders.all())


def holds_something_back(submission: Submission) -> bool:
    """Whether the original shows what not everybody may see. Two queries at most. Uses prefetched senders."""
    if is_private(submission):
        return True
    held = texts_held(submission.consultation)
    return bool(held) and submission.source_texts.filter(pk__in=held).exists()


def shown_file_name(submission: Submission, *, may_see: bool) -> str:
    """The file's name; the file of a private person may bear the person's name, and is not named."""
    if may_see or not is_private(submission):
        return submission.file_name
    return _("Reply from a private person")


def shown_title(
    submission: Submission, reading: Reading, *, may_see: bool, held: Ranges | None = None
) -> str:
    """The title of a document as somebody may see it; the file's name where it has none. `held` is what is
    held back of its text, where that is known already."""
    if may_see:
        return reading.title or submission.file_name
    if is_private(submission) or not reading.title:
        return shown_file_name(submission, may_see=False)
    text = reading.source_text
    return redact_words(reading.title, text.text, held_ranges(text.pk) if held is None else held)
