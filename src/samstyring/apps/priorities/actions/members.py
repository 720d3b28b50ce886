"""Who scores in a round, and who is disqualified."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.apps.actors.actions import notices
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import MemberDisqualified, MembersSet
from ..models import Disqualification, Item, Member, Round
from ..policies import MOST_MEMBERS, check_not_concluded
from .rounds import locked, touch


@transaction.atomic
def add(*, round_: Round, user: User, organisation: Organisation, by: Actor) -> Member:
    """Ask a person to score for an organisation. Whoever is there already is returned. Raises NotPossible."""
    row = locked(round_)
    check_not_concluded(row)
    there = row.members.filter(user=user).first()
    if there is not None:
        return there
    if row.members.count() >= MOST_MEMBERS:
        raise NotPossible(_("The round has as many members as it can have."), field="person")
    member = Member.objects.create(round=row, user=user, organisation=organisation)
    touch(row)
    record(
        MembersSet(
            object_id=row.public_id,
            object_name=row.title,
            added=1,
            removed=0,
            related=(organisation.public_id,),
        ),
        by=by,
    )
    if row.takes_scores:
        tell_to_score(row, [user])
    return member


@transaction.atomic
def remove(*, member: Member, by: Actor) -> None:
    """Take a member out who has given no score. Raises NotPossible."""
    row = locked(member.round)
    check_not_concluded(row)
    if member.scores.exists():
        raise NotPossible(_("The member has scored. Disqualify instead, with a reason."))
    gone, _by_model = Member.objects.filter(pk=member.pk).delete()
    if gone:
        touch(row)
        record(
            MembersSet(
                object_id=row.public_id,
                object_name=row.title,
                added=0,
                removed=1,
                related=(member.organisation.public_id,),
            ),
            by=by,
        )


@transaction.atomic
def disqualify(*, member: Member, item: Item | None, reason: str, by: Actor) -> Disqualification:
    """Disqualify a member from one thing, or from all. What was scored there stays and does not count.

    Raises NotPossible, also for an empty reason.
    """
    row = locked(member.round)
    check_not_concluded(row)
    reason = reason.strip()
    if not reason:
        raise NotPossible(_("Say why the member is disqualified."), field="reason")
    if member.disqualifications.filter(item=item).exists():
        raise NotPossible(_("The member is disqualified there already."), field="item")
    made = Disqualification.objects.create(member=member, item=item, reason=reason)
    touch(row)
    _tell_ledger(row, member, item, by=by, lifted=False)
    return made


@transaction.atomic
def lift(*, disqualification: Disqualification, by: Actor) -> None:
    """Take a disqualification back. Raises NotPossible."""
    member, item = disqualification.member, disqualification.item
    row = locked(member.round)
    check_not_concluded(row)
    gone, _by_model = Disqualification.objects.filter(pk=disqualification.pk).delete()
    if gone:
        touch(row)
        _tell_ledger(row, member, item, by=by, lifted=True)


def _tell_ledger(round_: Round, member: Member, item: Item | None, *, by: Actor, lifted: bool) -> None:
    related = (member.public_id,) if item is None else (member.public_id, item.thing.public_id)
    event = MemberDisqualified(
        object_id=round_.public_id,
        object_name=round_.title,
        wholly=item is None,
        lifted=lifted,
        related=related,
    )
    record(event, by=by)


def tell_to_score(round_: Round, users: list[User]) -> None:
    """Tell people that the round waits for their scores."""
    notices.tell(
        to=users,
        kind="priorities.score",
        about=round_.public_id,
        address=reverse("priorities:score", args=[round_.public_id]),
        words={"title": round_.title},
    )
