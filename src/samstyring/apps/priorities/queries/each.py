"""Who gave which step, for those who took part, once it may be shown."""

from dataclasses import dataclass

from ..models import Member, Round
from .figures import given_in


@dataclass(frozen=True)
class Gave:
    """One member's steps for one thing: a step, none for abstained, and -1 where nothing was given."""

    member: Member
    steps: tuple[int | None, ...]
    late: bool
    disqualified: bool


def each_members_scores(round_: Round, item: int) -> list[Gave]:
    """A row for each member, by the criteria that are scored. Seven queries."""
    given = given_in(round_)
    scored = [one for one in given.criteria if not one.filled]
    return [
        Gave(
            member,
            tuple(given.values.get((member.pk, item, one.pk), -1) for one in scored),
            member.pk in given.late,
            (member.pk, item) in given.disqualified,
        )
        for member in given.members
    ]
