"""The statements of a consultation as columns of numbers, kept between requests: any filter over 100,000
statements is then a comparison of arrays, and its count and its far pages cost no more than its first.

Says the same as `Selection.statements`, which exports and the API read; a test holds the two together.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import BooleanField, Case, Value, When

from ..keeping import Stamps, kept, stamps_of
from ..models import Consultation, Statement
from ..searched import terms_of
from .reply_rows import ReplyRow, chosen_replies, reply_rows
from .searching import ids_matching
from .selection import CERTAINTIES, Selection, differing

Numbers = npt.NDArray[Any]
Flags = npt.NDArray[np.bool_]

# How many consultations a process keeps: some 5 MB for each 100,000 statements.
KEPT = 12
FIELDS = np.dtype(
    [
        ("id", "i8"),
        ("submission", "i8"),
        ("type", "i4"),
        ("theme", "i4"),
        ("question", "i4"),
        ("language", "i4"),
        ("confidence", "f8"),
        ("reviewed", "?"),
        ("differs", "?"),
        ("cited", "?"),
    ]
)

NAMES = FIELDS.names or ()
# The columns of one reply, by name.
Piece = dict[str, Numbers]
NOTHING: Piece = {name: np.empty(0, FIELDS[name]) for name in NAMES}


class Codes:
    """Numbers for the words that columns hold; the same in all columns of this process."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.words: list[str] = []
        self._lock = Lock()

    def of(self, word: str) -> int:
        """The number of a word, a new one where it has none."""
        found = self._numbers.get(word)
        if found is None:
            with self._lock:
                if word not in self._numbers:
                    self.words.append(word)
                    self._numbers[word] = len(self.words) - 1
                found = self._numbers[word]
        return found

    def known(self, word: str) -> int:
        """The number of a word, -1 for one that no column has."""
        return self._numbers.get(word, -1)


CODES = Codes()


@dataclass(frozen=True)
class Columns:
    """The effective statements of a consultation, of replies that count and others, in the order of the
    documents. `place` is the number of a statement's reply in `replies`."""

    rows: dict[str, Numbers]
    replies: Numbers
    place: Numbers
    # The stamp that they had; None where they are of a transaction under way.
    stamp: int | None = None

    def __len__(self) -> int:
        return len(self.place)


@dataclass
class Held:
    """What a process keeps of a consultation: a piece a reply with the stamp it had, and all put together."""

    stamps: Stamps
    pieces: dict[int, tuple[int | None, Piece]]
    columns: Columns


_held: OrderedDict[int, Held] = OrderedDict()
_lock = Lock()


def columns_of(consultation: Consultation) -> Columns:
    """The columns of a consultation. One query; two more where a statement has changed, which read only the
    replies that changed."""
    stamps = stamps_of(consultation.pk)
    if stamps is None:
        return put_together(read_pieces(consultation, None).values(), None)
    # One at a time: what several ask for at once is read once.
    with _lock:
        held = _held.get(consultation.pk)
        if held is None or held.stamps.statements != stamps.statements:
            held = renewed(consultation, stamps, held.pieces if held else {})
            _held[consultation.pk] = held
        _held.move_to_end(consultation.pk)
        while len(_held) > KEPT:
            _held.popitem(last=False)
        return held.columns


def renewed(consultation: Consultation, stamps: Stamps, pieces: dict[int, tuple[int | None, Piece]]) -> Held:
    """The pieces, those that have changed read anew, and the columns that they make. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.id, t.statements FROM consultations_submission s"
            " LEFT JOIN consultations_submissionstamp t ON t.submission_id = s.id"
            " WHERE s.consultation_id = %s ORDER BY s.id",
            [consultation.pk],
        )
        now: dict[int, int | None] = dict(cursor.fetchall())
    stale = {pk for pk, stamp in now.items() if pk not in pieces or pieces[pk][0] != stamp}
    read = read_pieces(consultation, list(stale) if len(stale) < len(now) else None)
    new = {pk: (stamp, read.get(pk, NOTHING)) if pk in stale else pieces[pk] for pk, stamp in now.items()}
    return Held(stamps, new, put_together((piece for _stamp, piece in new.values()), stamps.statements))


def read_pieces(consultation: Consultation, only: Sequence[int] | None) -> dict[int, Piece]:
    """The effective statements by reply, of all or of some replies. One query."""
    rows = Statement.objects.filter(consultation=consultation, is_effective__in=[True])
    if only is not None:
        rows = rows.filter(submission__in=only)
    values = (
        rows.annotate(
            differs_now=Case(
                When(differing(), then=Value(value=True)),
                default=Value(value=False),
                output_field=BooleanField(),
            )
        )
        .order_by("submission_id", "start")
        .values_list(
            "pk",
            "submission_id",
            "current_type",
            "current_theme",
            "question",
            "language",
            "confidence",
            "is_reviewed",
            "differs_now",
            "current_cited",
        )
    )
    code = CODES.of
    found = np.array(
        [
            (pk, reply, *map(code, words), np.nan if sure is None else sure, *flags)
            for pk, reply, *words, sure, reviewed, differs, cited in values.iterator(chunk_size=5000)
            for flags in [(reviewed, differs, cited)]
        ],
        FIELDS,
    )
    whole = {name: np.ascontiguousarray(found[name]) for name in NAMES}
    borders = [0, *(np.flatnonzero(np.diff(whole["submission"])) + 1).tolist(), len(found)]
    return {
        int(whole["submission"][start]): {name: column[start:end] for name, column in whole.items()}
        for start, end in pairwise(borders)
        if start < end
    }


def put_together(pieces: Iterable[Piece], stamp: int | None) -> Columns:
    """The columns that pieces in order make."""
    there = [piece for piece in pieces if piece["id"].size]
    rows = {name: np.concatenate([NOTHING[name], *(piece[name] for piece in there)]) for name in NAMES}
    replies = np.array([piece["submission"][0] for piece in there], np.int64)
    place = np.repeat(np.arange(len(there)), [piece["id"].size for piece in there])
    return Columns(rows, replies, place, stamp)


@dataclass(frozen=True)
class Chosen:
    """What the filters let through: `at` are the numbers of the rows in the columns, in order."""

    columns: Columns
    at: Numbers
    replies: dict[int, ReplyRow]

    def __len__(self) -> int:
        return len(self.at)

    @property
    def ids(self) -> Numbers:
        """The ids of the statements."""
        return self.columns.rows["id"][self.at]

    def column(self, name: str) -> Numbers:
        """One column of them."""
        return self.columns.rows[name][self.at]


def chosen(consultation: Consultation, selection: Selection) -> Chosen:
    """The statements that count and that the filters let through, in the order of the documents.

    Two queries where nothing has changed; one more, of the index, for words that are searched for.
    """
    replies = reply_rows(consultation)
    columns = columns_of(consultation)
    through = chosen_replies(selection, replies)
    allowed = np.array([int(pk) in through for pk in columns.replies], np.bool_)
    mask: Flags = allowed[columns.place] if len(columns) else np.zeros(0, np.bool_)
    mask &= lets_through(selection, columns)
    if selection.sok:
        mask &= searched(consultation, selection.sok, columns)
    return Chosen(columns, np.flatnonzero(mask), replies)


def lets_through(selection: Selection, columns: Columns) -> Flags:
    """Which statements the filters on statements let through; see `Selection.statements`."""
    rows = columns.rows
    mask: Flags = np.ones(len(columns), np.bool_)
    for name, wanted in (
        ("type", selection.type),
        ("theme", selection.tema),
        ("question", selection.sporsmal),
        ("language", selection.sprak),
    ):
        if wanted:
            mask &= rows[name] == CODES.known(wanted)
    if selection.sikkerhet:
        lowest, limit = CERTAINTIES[selection.sikkerhet]
        mask &= (rows["confidence"] >= lowest) & (rows["confidence"] < limit)
    if selection.vurdert == "avvik":
        mask &= rows["differs"]
    elif selection.vurdert:
        mask &= rows["reviewed"] == (selection.vurdert == "ja")
    if selection.sitert:
        mask &= rows["cited"] == (selection.sitert == "ja")
    return mask


def searched(consultation: Consultation, words: str, columns: Columns) -> Flags:
    """Which statements have the words. Kept as bits, so that the next pages of a search cost nothing."""
    terms = tuple(terms_of(words))
    if not terms:
        return np.zeros(len(columns), np.bool_)

    def look() -> tuple[int | None, Numbers]:
        found = np.fromiter(ids_matching(consultation, terms), np.int64)
        return columns.stamp, np.packbits(np.isin(columns.rows["id"], found))

    of_stamp, bits = kept(consultation.pk, ("searched", terms), look, of_statements=True)
    if of_stamp != columns.stamp:
        # Something changed between the two questions.
        bits = look()[1]
    return np.unpackbits(bits, count=len(columns)).view(np.bool_)


def statements_in(consultation: Consultation) -> dict[int, int]:
    """How many statements each reply has, also one that does not count. Queries as `columns_of`."""
    columns = columns_of(consultation)
    numbers = np.bincount(columns.place, minlength=len(columns.replies))
    return dict(zip(columns.replies.tolist(), numbers.tolist(), strict=True))
