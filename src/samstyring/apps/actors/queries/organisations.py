"""Reads about organisations: the register's search, and one organisation with all that is tied to it."""

import datetime
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from samstyring.apps.actors.choices import NameKind, OrganisationKind
from samstyring.apps.actors.models import Membership, Organisation, OrganisationName, Succession
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.names import normalise
from samstyring.apps.actors.queries.population import YearFigures, figures

PAGE_SIZE = 50
MEMBERS_SIZE = 50


def search(
    text: str = "", *, kind: str = "", county: Organisation | None = None, former: bool = False
) -> QuerySet[Organisation]:
    """Organisations of today (and former ones) with a name or number like `text`, by name."""
    found = Organisation.objects.select_related("county").order_by("name", "number", "pk")
    if not former:
        found = found.filter(valid_on(timezone.localdate()))
    if kind:
        found = found.filter(kind=kind)
    if county is not None:
        found = found.filter(county=county)
    digits = "".join(text.split())
    if digits.isdigit():
        found = found.filter(Q(number=digits) | Q(organisation_number=digits))
    elif key := normalise(text):
        names = OrganisationName.objects.filter(normalised__contains=key)
        found = found.filter(pk__in=names.values("organisation"))
    elif text.strip():
        found = found.none()
    return found


def counties() -> list[Organisation]:
    """Today's counties, by name."""
    today = valid_on(timezone.localdate())
    return list(Organisation.objects.filter(today, kind=OrganisationKind.COUNTY).order_by("name"))


def represented(organisation: Organisation, on: datetime.date | None = None) -> list[Organisation]:
    """For whom an organisation speaks on a day (today): a cooperation for its members, others for themselves.

    A cooperation whose members are not known speaks for itself. One query.
    """
    if organisation.kind != OrganisationKind.COOPERATION:
        return [organisation]
    members = Membership.objects.filter(valid_on(on or timezone.localdate()), group=organisation)
    return list(Organisation.objects.filter(pk__in=members.values("member")).order_by("name", "pk")) or [
        organisation
    ]


@dataclass(frozen=True)
class Details:
    """What an organisation's page shows besides its own row."""

    names: list[OrganisationName]
    came_from: list[Succession]
    became: list[Succession]
    members: Page[Membership]
    member_of: list[Membership]
    # Networks and county governors that work in its county, or the counties that it works in itself.
    serves: list[Organisation]
    served_by: list[Organisation]
    population: list[YearFigures]


def details(organisation: Organisation, *, members_page: int | str = 1) -> Details:
    """All that is tied to an organisation, in nine queries at most."""
    today = timezone.localdate()
    area = organisation.county_id or (
        organisation.pk if organisation.kind == OrganisationKind.COUNTY else None
    )
    members = Membership.objects.none()
    if organisation.is_group:
        members = (
            Membership.objects.filter(valid_on(today), group=organisation)
            .select_related("member")
            .order_by("member__name", "pk")
        )
    return Details(
        names=[
            name
            for name in organisation.names.order_by("pk")
            if name.kind in (NameKind.OFFICIAL, NameKind.PARALLEL, NameKind.FORMER)
        ],
        came_from=list(organisation.came_from.select_related("predecessor").order_by("date", "pk")),
        became=list(organisation.became.select_related("successor").order_by("date", "pk")),
        members=Paginator(members, MEMBERS_SIZE).get_page(members_page),
        member_of=list(
            Membership.objects.filter(valid_on(today), member=organisation)
            .select_related("group")
            .order_by("group__name", "pk")
        ),
        serves=list(organisation.serves.order_by("name")),
        served_by=list(
            Organisation.objects.filter(valid_on(today), serves=area).order_by("kind", "name") if area else ()
        ),
        population=figures(organisation),
    )
