"""What a whole consultation says: how many replies, from whom, where they stand, on what."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

from ..models import SENDER_KINDS, Consultation, Stance, StatementType
from ..themes import theme_choices
from .columns import Chosen, chosen
from .replies import Campaign, Question, campaigns_of, questions_of
from .selection import Selection
from .sizes import MUNICIPALITY, SIZE_LABELS, size_of
from .tables import Counts, Table, count, kind_table, type_table
from .voices import (
    MEASURES,
    Joined,
    Share,
    Voice,
    bar,
    endorsements_of,
    joined_replies,
    shares,
    together,
    voices_of,
)

__all__ = ["MUNICIPALITY", "Counting", "Overview", "overview"]


@dataclass(frozen=True)
class Counting:
    """What figures count, as the address has it: `tell` is what bars show (svar, kommuner, innbyggere);
    `tilslutning` is “sammen” where a reply that only joins another counts with the other's stance."""

    tell: str = "svar"
    tilslutning: str = ""

    @classmethod
    def from_address(cls, query: Mapping[str, Any]) -> "Counting":
        """What the address asks for; what it does not know is left out."""
        tell = str(query.get("tell", ""))
        return cls(
            tell if tell in MEASURES else "svar", "sammen" if query.get("tilslutning") == "sammen" else ""
        )

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The part of the address that filters must keep."""
        return [
            pair
            for pair in (
                ("tell", "" if self.tell == "svar" else self.tell),
                ("tilslutning", self.tilslutning),
            )
            if pair[1]
        ]

    def query(self, selection: Selection, **changes: str) -> str:
        """The address's query with the filters and another way of counting."""
        now = {"tell": "" if self.tell == "svar" else self.tell, "tilslutning": self.tilslutning} | changes
        rest = urlencode({name: value for name, value in now.items() if value})
        return "&".join(part for part in (selection.query, rest) if part)


@dataclass(frozen=True)
class Segment:
    """A piece of a bar that is divided: where it begins and how long it is, in hundredths."""

    value: str
    label: str
    count: int
    start: float
    width: float


@dataclass(frozen=True)
class Theme:
    """One theme: statements, replies, how its types divide it."""

    value: str
    label: str
    statements: int
    replies: int
    segments: list[Segment]
    query: str
    width: int


@dataclass(frozen=True)
class Overview:
    """All that the overview page counts. `unknown_size` counts municipalities without known population;
    `left_out` are replies that are replaced or set aside."""

    submissions: int
    read: int
    refused: int
    left_out: int
    no_remarks: int
    counts: Counts
    kinds: list[Share]
    sizes: list[Share]
    counties: list[Share]
    stances: list[Share]
    stance_bar: list[Segment]
    without_stance: int
    joined: list[Joined]
    joining: int
    only_joining: int
    unrecognised: int
    unknown_size: int
    municipalities: int
    inhabitants: int
    themes: list[Theme]
    by_type: Table
    by_kind: Table
    questions: list[Question] = field(default_factory=list)
    campaigns: list[Campaign] = field(default_factory=list)
    # What was counted.
    found: Chosen | None = field(default=None, compare=False, repr=False)

    @property
    def statements(self) -> int:
        """All statements that the filters let through."""
        return self.counts.total

    @property
    def reviewed(self) -> int:
        """How many of them a person has looked at."""
        return self.counts.reviewed

    @property
    def reviewed_share(self) -> int:
        """The same in per cent, rounded down, so that 100 means all."""
        return 100 * self.reviewed // self.statements if self.statements else 0


def overview(consultation: Consultation, selection: Selection, counting: Counting | None = None) -> Overview:
    """The overview of what the filters let through. Seven queries, however many replies there are, and some
    more where something has changed."""
    counting = counting or Counting()
    found = chosen(consultation, selection)
    statuses = Counter((row.status, row.counts, row.no_remarks) for row in found.replies.values())
    voices = voices_of(found.replies, selection)
    joins = endorsements_of(consultation)
    standing = (
        together(voices, joins, voices_of(found.replies, Selection())) if counting.tilslutning else voices
    )
    counted = count(found)
    order = list(theme_choices(consultation))
    by_type = type_table(counted, selection, order)
    speaking = {voice.submission for voice in voices}
    joining = {submission for submission, _organisation, _name in joins} & speaking
    own = {voice.submission for voice in voices if voice.stance}
    known = [voice for voice in voices if voice.kind == MUNICIPALITY and voice.organisation]
    municipal = {voice.organisation: voice.inhabitants or 0 for voice in known}
    return Overview(
        submissions=sum(number for (_status, counts, _silent), number in statuses.items() if counts),
        read=sum(number for (status, counts, _s), number in statuses.items() if counts and status == "read"),
        refused=sum(
            number for (status, counts, _s), number in statuses.items() if counts and status == "refused"
        ),
        left_out=sum(number for (_status, counts, _silent), number in statuses.items() if not counts),
        no_remarks=sum(number for (_status, counts, silent), number in statuses.items() if counts and silent),
        counts=counted,
        **from_whom(voices, known, selection, counting),
        **where_they_stand(standing, selection, counting),
        joined=joined_replies(joins, voices),
        joining=len(joining),
        only_joining=len(joining - own),
        unrecognised=len({voice.submission for voice in voices if not voice.organisation}),
        unknown_size=len({voice.organisation for voice in known if voice.inhabitants is None}),
        municipalities=len(municipal),
        inhabitants=sum(municipal.values()),
        themes=themes_of(counted, by_type),
        by_type=by_type,
        by_kind=kind_table(counted, selection, order),
        questions=questions_of(consultation, speaking, selection),
        campaigns=campaigns_of(consultation, speaking, selection),
        found=found,
    )


def from_whom(
    voices: list[Voice], known: list[Voice], selection: Selection, counting: Counting
) -> dict[str, Any]:
    """Replies by kind of sender, and of municipalities by size and county."""
    counties = sorted({voice.county for voice in known if voice.county}, key=itemgetter(1))
    return {
        "kinds": shares(
            ((voice.kind, voice) for voice in voices),
            dict(SENDER_KINDS),
            measure="svar",
            query=lambda value: counting.query(selection.having(avsenderslag=value)),
        ),
        "sizes": shares(
            ((size_of(voice.inhabitants), voice) for voice in known if voice.inhabitants is not None),
            SIZE_LABELS,
            measure=counting.tell,
            query=lambda value: counting.query(selection.having(storrelse=value)),
        ),
        "counties": shares(
            ((voice.county[0], voice) for voice in known if voice.county),
            dict(counties),
            measure=counting.tell,
            query=lambda value: counting.query(selection.having(fylke=value)),
        ),
    }


def where_they_stand(voices: list[Voice], selection: Selection, counting: Counting) -> dict[str, Any]:
    """The stances of the replies, as rows and as one divided bar; those without one are counted beside."""
    rows = shares(
        ((voice.stance, voice) for voice in voices if voice.stance),
        dict(Stance.choices),
        measure=counting.tell,
        query=lambda value: counting.query(selection.having(holdning=value)),
    )
    measure = {"kommuner": "municipalities", "innbyggere": "inhabitants"}.get(counting.tell, "submissions")
    return {
        "stances": rows,
        "stance_bar": segments([(row.value, row.label, getattr(row, measure)) for row in rows]),
        "without_stance": len({voice.submission for voice in voices if not voice.stance}),
    }


def themes_of(counted: Counts, by_type: Table) -> list[Theme]:
    """The themes, what most is said about first; “no theme” last."""
    types = [(str(value), str(label)) for value, label in StatementType.choices if value != "background"]
    found = []
    for row in by_type.rows:
        parts = [(value, label, counted.by_type[row.value, value]) for value, label in types]
        said = sum(number for _value, _label, number in parts)
        found.append(
            Theme(
                value=row.value,
                label=row.label,
                statements=said,
                replies=counted.replies[row.value],
                segments=segments(parts),
                query=row.total.query,
                width=0,
            )
        )
    most = max((theme.statements for theme in found), default=0)
    found = [replace(theme, width=bar(theme.statements, most)) for theme in found]
    return sorted(found, key=lambda theme: (theme.value == "none", -theme.statements, theme.label))


def segments(parts: list[tuple[str, str, int]]) -> list[Segment]:
    """The pieces of a bar of length 100, in order; those of nothing are left out."""
    total = sum(number for _value, _label, number in parts)
    result = []
    start = 0.0
    for value, label, number in parts:
        if number:
            width = 100 * number / total
            result.append(Segment(value, label, number, round(start, 2), round(width, 2)))
            start += width
    return result
