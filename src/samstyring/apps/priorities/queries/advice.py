"""The advice that a round ended in, as other rooms and pages read it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from samstyring.apps.actors.visibility import Person

from ..choices import NoteKind, Over, Placing
from ..models import Advice, Round
from .things import things_of


@dataclass(frozen=True)
class AdvisedLine:
    """One thing in the advice. `public_id` and `address` are empty where the person may not see it.

    `place` is the body's, `scored_place` that of the scores; `value` and `top_share` are per cent.
    """

    place: int
    scored_place: int
    tied: bool
    kind: str
    title: str
    public_id: UUID | None
    address: str
    reason: str
    value: Decimal
    top_share: Decimal
    placing: str

    @property
    def placing_label(self) -> str:
        """Where it stands to the capacity line, in words; empty where there is none."""
        return str(Placing(self.placing).label) if self.placing else ""


@dataclass(frozen=True)
class Advised:
    """A round's advice: text, things in the body's order with reasons, and what a minority holds."""

    round: Round
    title: str
    body: str
    text: str
    day: datetime.date
    members: int
    top: int
    lines: tuple[AdvisedLine, ...]
    # (whose view, its words)
    minority: tuple[tuple[str, str], ...]
    address: str


def advice_of(round_: Round, user: Person | None = None) -> Advised | None:
    """The advice as `user` may see it (all of it without one); none while the round is not concluded.

    Six queries at most. Whoever calls has asked whether the person may see the round.
    """
    advice = Advice.objects.filter(round=round_).first()
    if advice is None:
        return None
    lines = list(advice.lines.select_related("item__need", "item__measure"))
    things = things_of([one.item for one in lines], user)
    notes = round_.notes.filter(kind=NoteKind.MINORITY).select_related("organisation")
    return Advised(
        round=round_,
        title=round_.title,
        body=round_.body.name,
        text=advice.text,
        day=advice.day,
        members=advice.members,
        top=round_.top,
        lines=tuple(
            AdvisedLine(
                place=line.place,
                scored_place=line.scored_place,
                tied=line.tied,
                kind="need" if round_.over == Over.NEEDS else "measure",
                # As it was called when the advice was given.
                title=line.title if thing.public_id else thing.title,
                public_id=thing.public_id,
                address=thing.address,
                reason=line.reason,
                value=line.value,
                top_share=line.top_share,
                placing=line.placing,
            )
            for line, thing in zip(lines, things, strict=True)
        ),
        minority=tuple((note.organisation.name, note.text) for note in notes),
        address=round_.get_absolute_url(),
    )
