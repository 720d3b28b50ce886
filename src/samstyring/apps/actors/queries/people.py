"""Reads about people and their roles."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from samstyring.apps.actors.models import Organisation, Role, User

PAGE_SIZE = 50


def names_of(ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of people by public identifier, in one query; unknown ones are left out."""
    return dict(User.objects.filter(public_id__in=ids).values_list("public_id", "name"))


def roles_of(person: User) -> list[Role]:
    """The roles that a person holds today or is to hold, with their organisations."""
    return list(
        Role.objects.filter(user=person, withdrawn_at=None)
        .exclude(valid_to__lt=timezone.localdate())
        .select_related("organisation")
        .order_by("organisation__name", "valid_from", "pk")
    )


def roles_in(organisation: Organisation, *, former: bool = False) -> QuerySet[Role]:
    """The roles in an organisation, by the person's name; `former` adds those that have ended."""
    roles = Role.objects.filter(organisation=organisation).select_related("user")
    if not former:
        roles = roles.filter(withdrawn_at=None).exclude(valid_to__lt=timezone.localdate())
    return roles.order_by("user__name", "user_id", "valid_from", "pk")
