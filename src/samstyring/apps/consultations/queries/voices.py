"""Who says something in a consultation, one row a sender of a reply, and how such rows are counted.

Municipalities can be counted one each or by inhabitants, each once however many replies it took part in.
Other senders have no inhabitants and are only counted. Replies that do not count are left out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from ..keeping import kept
from ..models import Consultation, Endorsement, Submission
from .reply_rows import ReplyRow, sender_filter
from .selection import Selection
from .sizes import MUNICIPALITY

# What the figures count, as the address has it.
MEASURES = ("svar", "kommuner", "innbyggere")


@dataclass(frozen=True)
class Voice:
    """One sender of one reply, as it is counted. `inhabitants` is None where they are not known."""

    submission: int
    kind: str
    organisation: int | None
    county: tuple[str, str] | None
    inhabitants: int | None
    stance: str


@dataclass(frozen=True)
class Share:
    """One row of a count: how many replies, how many municipalities, how many inhabitants they have.

    `width` is how long its bar is, 0 to 100, by the measure chosen; `query` leads to its statements.
    """

    value: str
    label: str
    submissions: int
    municipalities: int = 0
    inhabitants: int = 0
    width: int = 0
    query: str = ""


@dataclass(frozen=True)
class Joined:
    """A reply that others join: whose, how many replies join it, and whether it is in the consultation."""

    name: str
    submissions: int
    is_here: bool


def voices_of(rows: Mapping[int, ReplyRow], selection: Selection) -> list[Voice]:
    """Who says something here, one a sender of a reply that counts."""
    through = sender_filter(selection)
    return [
        Voice(row.pk, sender.kind, sender.organisation, sender.county, sender.inhabitants, row.stance)
        for row in rows.values()
        if row.counts and row.status == Submission.Status.READ
        if not selection.holdning or row.stance == selection.holdning
        for sender in row.senders
        if through(sender)
    ]


def shares(
    grouped: Iterable[tuple[str, Voice]],
    labels: Mapping[str, object],
    *,
    measure: str = "svar",
    query: Callable[[str], str] = lambda _value: "",
) -> list[Share]:
    """Count voices by group, in the order of `labels`; groups that nobody is in are left out.

    `measure` says what the bars show, `query` the address's query of a group.
    """
    groups: dict[str, list[Voice]] = defaultdict(list)
    for value, voice in grouped:
        groups[value].append(voice)
    counted = [
        share(value, str(label or value), groups[value], query(value))
        for value, label in labels.items()
        if value in groups
    ]
    most = max((measured(row, measure) for row in counted), default=0)
    return [replace(row, width=bar(measured(row, measure), most)) for row in counted]


def share(value: str, label: str, inside: Iterable[Voice], query: str) -> Share:
    """One group counted, each municipality once."""
    inside = list(inside)
    municipal = {
        voice.organisation: voice.inhabitants or 0
        for voice in inside
        if voice.kind == MUNICIPALITY and voice.organisation
    }
    return Share(
        value=value,
        label=label,
        submissions=len({voice.submission for voice in inside}),
        municipalities=len(municipal),
        inhabitants=sum(municipal.values()),
        query=query,
    )


def measured(row: Share, measure: str) -> int:
    """What a row counts by the measure."""
    if measure == "kommuner":
        return row.municipalities
    return row.inhabitants if measure == "innbyggere" else row.submissions


def bar(count: int, most: int) -> int:
    """The length of a bar in hundredths of the longest; something that is there is never without one."""
    return max(1, round(100 * count / most)) if count else 0


def endorsements_of(consultation: Consultation) -> list[tuple[int, int | None, str]]:
    """Which replies join whom: (submission, organisation or None, name), each once. One query; two where
    something has changed."""
    return kept(consultation.pk, "endorsements", lambda: read_endorsements(consultation))


def read_endorsements(consultation: Consultation) -> list[tuple[int, int | None, str]]:
    """The same from the database."""
    rows = (
        Endorsement.objects.filter(
            submission__consultation=consultation,
            submission__counts=True,
            submission__status=Submission.Status.READ,
            is_rejected=False,
        )
        .order_by("submission_id", "pk")
        .values_list("submission", "organisation", "organisation__name", "name")
    )
    found = {
        (submission, organisation or name.casefold()): (submission, organisation, registered or name)
        for submission, organisation, registered, name in rows
    }
    return list(found.values())


def joined_replies(joins: Iterable[tuple[int, int | None, str]], voices: Iterable[Voice]) -> list[Joined]:
    """Whose replies are joined, those that most join first. Only joins by the voices given count."""
    voices = list(voices)
    speaking = {voice.submission for voice in voices}
    here = {voice.organisation for voice in voices if voice.organisation}
    by_name: dict[tuple[int | None, str], set[int]] = defaultdict(set)
    for submission, organisation, name in joins:
        if submission in speaking:
            by_name[organisation, name].add(submission)
    found = [Joined(name, len(those), key in here) for (key, name), those in by_name.items()]
    return sorted(found, key=lambda row: (-row.submissions, row.name))


def together(
    voices: list[Voice], joins: Iterable[tuple[int, int | None, str]], all_voices: Iterable[Voice]
) -> list[Voice]:
    """The voices; a reply without a stance of its own takes that of the reply it joins, if that is here."""
    stances = {
        voice.organisation: voice.stance for voice in all_voices if voice.organisation and voice.stance
    }
    taken = {
        submission: stances[organisation]
        for submission, organisation, _name in joins
        if organisation in stances
    }
    return [
        replace(voice, stance=taken[voice.submission])
        if not voice.stance and voice.submission in taken
        else voice
        for voice in voices
    ]
