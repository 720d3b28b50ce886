"""How many say a point: senders counted once each, municipalities also by inhabitants.

A sender is an organisation of the register, or a name where the register does not know it. A private person
counts one for each reply. Of a joint reply each sender counts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from samstyring.apps.actors.models import Population

from ..keeping import kept
from ..models import PRIVATE_PERSON, SENDER_KINDS, Consultation, Point, PointMember, Sender
from ..themes import theme_label
from .sizes import MUNICIPALITY

KIND_LABELS = dict(SENDER_KINDS)


@dataclass(frozen=True)
class Voice:
    """One sender of a reply, as it is counted: two voices with the same key are the same sender."""

    key: str
    kind: str
    name: str
    organisation: int | None
    inhabitants: int | None


@dataclass(frozen=True)
class Sums:
    """Different senders; how many of them are municipalities, and the inhabitants these have.

    `unknown` municipalities have no population in the register and are in no sum of inhabitants.
    """

    senders: int = 0
    municipalities: int = 0
    inhabitants: int = 0
    unknown: int = 0


@dataclass(frozen=True)
class PointSummary:
    """A point in a list or an export. `replies` and `statements` count those that say it."""

    point: Point
    says: Sums
    opposes: Sums
    kinds: list[tuple[str, str, int]]
    statements: int
    replies: int
    voices: list[Voice] = field(default_factory=list)
    opposing: list[Voice] = field(default_factory=list)

    @property
    def theme_label(self) -> str:
        """The theme in words; empty where there is none."""
        return theme_label(self.point.theme) if self.point.theme else ""


def live(consultation: Consultation) -> QuerySet[Point]:
    """The points that are shown: neither dissolved nor merged into another."""
    return consultation.points.exclude(state=Point.State.DISSOLVED).filter(merged_into=None)


def points_of(consultation: Consultation) -> list[PointSummary]:
    """All points of a consultation with their sums, what most senders say first. One query; six where
    something has changed.

    Names of private persons are not in it (`Voice.name` is empty): it may be shown to whoever may see the
    consultation.
    """
    return kept(consultation.pk, ("points", get_language()), lambda: read_points(consultation))


def read_points(consultation: Consultation) -> list[PointSummary]:
    """The same from the database."""
    points = list(live(consultation).order_by("id"))
    members: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = (
        PointMember.objects.filter(point__in=live(consultation), source_text__submission__counts=True)
        .exclude(state=PointMember.State.REMOVED)
        .values_list("point_id", "source_text__submission_id", "side")
    )
    for point, submission, side in rows:
        members[point].append((submission, side))
    voices = voices_of(consultation)
    summaries = [summary(point, members[point.pk], voices) for point in points]
    return sorted(summaries, key=lambda one: (-one.says.senders, -one.statements, one.point.pk))


def summary(point: Point, members: list[tuple[int, str]], voices: dict[int, list[Voice]]) -> PointSummary:
    """One point counted, from its members as (submission, side)."""
    on_side: dict[str, dict[int, None]] = {"for": {}, "against": {}}
    for submission, side in members:
        on_side[side][submission] = None
    says, opposes = (
        distinct(voice for submission in on_side[side] for voice in voices.get(submission, []))
        for side in ("for", "against")
    )
    kinds = Counter(voice.kind for voice in says)
    return PointSummary(
        point=point,
        says=sums(says),
        opposes=sums(opposes),
        kinds=[(kind, str(KIND_LABELS.get(kind, kind)), count) for kind, count in kinds.most_common()],
        statements=sum(side == PointMember.Side.FOR for _submission, side in members),
        replies=len(on_side["for"]),
        voices=says,
        opposing=opposes,
    )


def distinct(voices: Iterable[Voice]) -> list[Voice]:
    """Each sender once, in the order of first appearance."""
    return list({voice.key: voice for voice in voices}.values())


def sums(voices: Iterable[Voice]) -> Sums:
    """Different voices counted."""
    voices = list(voices)
    municipal = [voice for voice in voices if voice.kind == MUNICIPALITY and voice.organisation]
    known = [voice.inhabitants for voice in municipal if voice.inhabitants is not None]
    return Sums(
        senders=len(voices),
        municipalities=len(municipal),
        inhabitants=sum(known),
        unknown=len(municipal) - len(known),
    )


def voices_of(consultation: Consultation) -> dict[int, list[Voice]]:
    """The senders of each reply, by its id; a reply whose sender is not known has one voice.

    A reply from nobody that was recognised counts as one sender of no kind. One query; three where something
    has changed.
    """
    return kept(consultation.pk, "point voices", lambda: read_voices(consultation))


def read_voices(consultation: Consultation) -> dict[int, list[Voice]]:
    """The same from the database."""
    newest = (
        Population.objects.filter(organisation=OuterRef("organisation"), age_from=0, age_to=None)
        .order_by("-year")
        .values("persons")[:1]
    )
    rows = consultation.submissions.order_by("id", "senders__position").values_list(
        "pk",
        "senders__position",
        "senders__kind",
        "senders__name",
        "senders__organisation",
        "senders__organisation__name",
    )
    inhabitants = dict(
        Sender.objects.filter(submission__consultation=consultation, organisation__isnull=False)
        .annotate(inhabitants=Subquery(newest))
        .values_list("organisation", "inhabitants")
        .distinct()
    )
    found: dict[int, list[Voice]] = defaultdict(list)
    for submission, position, kind, name, organisation, known_name in rows:
        if organisation:
            key, shown = f"o{organisation}", known_name
        elif position is None:
            key, shown = f"s{submission}", ""
        elif kind == PRIVATE_PERSON:
            key, shown = f"p{submission}-{position}", ""
        else:
            key, shown = f"n{kind}:{name.casefold()}", name
        found[submission].append(Voice(key, kind or "", shown, organisation, inhabitants.get(organisation)))
    return found
