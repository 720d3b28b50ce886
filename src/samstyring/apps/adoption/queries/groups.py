"""Which municipalities a network, a cooperation or a county gathers."""

import datetime

from django.db.models import Q

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Membership, Organisation
from samstyring.apps.actors.models.organisations import valid_on


def municipalities(group: Organisation, today: datetime.date) -> tuple[list[Organisation], bool]:
    """Its municipalities by name, and whether they are those of the counties that it works in.

    The latter where no members of a network are known. Three queries at most.
    """
    rows = Organisation.objects.filter(
        valid_on(today), ~Q(number=""), kind=OrganisationKind.MUNICIPALITY
    ).order_by("name")
    if group.kind == OrganisationKind.COUNTY:
        return list(rows.filter(county=group)), False
    members = Membership.objects.filter(valid_on(today), group=group).values("member")
    known = list(rows.filter(pk__in=members))
    if known or group.kind == OrganisationKind.COOPERATION:
        return known, False
    return list(rows.filter(county__in=group.serves.all())), True
