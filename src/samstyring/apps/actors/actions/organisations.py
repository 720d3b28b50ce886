"""What is done with organisations by hand."""

import datetime

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors import policies
from samstyring.apps.actors.choices import NameKind
from samstyring.apps.actors.events import MemberAdded, MemberEnded, OrganisationAdded
from samstyring.apps.actors.models import Membership, Organisation, OrganisationName
from samstyring.apps.actors.names import normalise
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor


@transaction.atomic
def add(
    *,
    name: str,
    kind: str,
    by: Actor,
    organisation_number: str = "",
    county: Organisation | None = None,
    source: str = "",
) -> Organisation:
    """Add an organisation that the register's sources do not have. Whoever calls has validated the fields."""
    organisation = Organisation.objects.create(
        name=name, kind=kind, organisation_number=organisation_number, county=county, source=source
    )
    OrganisationName.objects.create(
        organisation=organisation,
        name=name,
        normalised=normalise(name) or name.casefold(),
        kind=NameKind.USUAL,
    )
    record(OrganisationAdded(object_id=organisation.public_id, object_name=name, kind=kind), by=by)
    return organisation


@transaction.atomic
def add_member(
    *, group: Organisation, member: Organisation, by: Actor, valid_from: datetime.date | None = None
) -> Membership:
    """Make an organisation a member of a group from a day (today). Raises policies.NotPossible."""
    # Two who add the same member at the same time take turns.
    group = Organisation.objects.select_for_update(of=("self",)).get(pk=group.pk)
    policies.check_can_be_member(group, member)
    first = valid_from or timezone.localdate()
    membership = Membership.objects.create(group=group, member=member, valid_from=first)
    record(
        MemberAdded(
            object_id=member.public_id,
            object_name=member.name,
            related=(group.public_id,),
            group=group.public_id,
            group_kind=group.kind,
            valid_from=first,
        ),
        by=by,
    )
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: Actor) -> None:
    """End a membership with yesterday as its last day (today when it began today), unless it has ended."""
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("group", "member")
        .get(pk=membership.pk)
    )
    if membership.valid_to is not None:
        return
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    membership.valid_to = max(yesterday, membership.valid_from or yesterday)
    membership.save(update_fields=["valid_to"])
    record(
        MemberEnded(
            object_id=membership.member.public_id,
            object_name=membership.member.name,
            related=(membership.group.public_id,),
            group=membership.group.public_id,
            group_kind=membership.group.kind,
            valid_to=membership.valid_to,
        ),
        by=by,
    )
