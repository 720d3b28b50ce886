"""Visibility as one mechanism: an abstract model, and the one condition that every query goes through.

Lists, counts, search, exports and pages start from `Model.objects.visible_to(user)`; what is not in there
does not exist for that person, so a direct address answers 404 as for something that never was.
"""

import datetime
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Membership, Role, User
from samstyring.apps.actors.models.organisations import valid_on

Person = User | AnonymousUser
M = TypeVar("M", bound=models.Model)


def roles_held(user: User, on: datetime.date | None = None) -> models.QuerySet[Role]:
    """The roles that count on a day (today): within their dates and not withdrawn."""
    return Role.objects.filter(valid_on(on or timezone.localdate()), user=user, withdrawn_at=None)


def condition(user: Person, *, prefix: str = "", on: datetime.date | None = None) -> Q:
    """The condition on a Visible model (or on the relation `prefix` to one) that `user` may see it.

    Public is for everyone. Logged in is for every active account. Organisation is for those who hold any role
    in the owner. Network is for those, and for those who hold a role in a member of the owner.
    An operator (superuser) sees everything, as the database is theirs to read anyway.

    On rows that lead to a Visible model, ask by `prefix`: `need__in=Need.objects.visible_to(user)` says the
    same, but makes the database gather all visible needs first.
    """
    level, owner = f"{prefix}visibility", f"{prefix}owner_organisation"
    public = Q(**{level: Visibility.PUBLIC})
    if not isinstance(user, User) or not user.is_active:
        return public
    if user.is_superuser:
        return Q(**{f"{prefix}pk__isnull": False})
    day = on or timezone.localdate()
    mine = roles_held(user, day).values("organisation")
    networks = Membership.objects.filter(valid_on(day), member__in=mine).values("group")
    return (
        public
        | Q(**{level: Visibility.LOGGED_IN})
        | Q(**{f"{level}__in": [Visibility.NETWORK, Visibility.ORGANISATION], f"{owner}__in": mine})
        | Q(**{level: Visibility.NETWORK, f"{owner}__in": networks})
    )


def visible_to(queryset: models.QuerySet[M], user: Person, *, prefix: str = "") -> models.QuerySet[M]:
    """What of `queryset` the person may see. `prefix` is the path to the Visible model, ending in `__`."""
    return queryset.filter(condition(user, prefix=prefix))


class VisibleQuerySet(models.QuerySet[M]):
    """A queryset that knows who may see what."""

    def visible_to(self, user: Person) -> "VisibleQuerySet[M]":
        """What the person may see; see `condition`."""
        return self.filter(condition(user))


class Visible(models.Model):
    """Something that is not for everyone. A model's own `class Meta` extends `Visible.Meta`."""

    visibility = models.CharField(
        _("who may see it"), max_length=20, choices=Visibility.choices, default=Visibility.ORGANISATION
    )
    owner_organisation = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )

    objects: Any = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="%(app_label)s_%(class)s_known_visibility"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=[Visibility.PUBLIC, Visibility.LOGGED_IN])
                | Q(owner_organisation__isnull=False),
                name="%(app_label)s_%(class)s_closed_has_owner",
            ),
        ]
