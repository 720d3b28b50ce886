"""What is stored of people and organisations."""

from samstyring.apps.actors.choices import Level, MailChoice, OrganisationKind, Visibility
from samstyring.apps.actors.models.notices import Digest, MailSettings, Notice, NoticeRead
from samstyring.apps.actors.models.organisations import (
    Membership,
    Organisation,
    OrganisationName,
    Population,
    Succession,
)
from samstyring.apps.actors.models.people import LoginThrottle, Role, User, UserManager
from samstyring.apps.actors.models.tokens import ApiToken

__all__ = [
    "ApiToken",
    "Digest",
    "Level",
    "LoginThrottle",
    "MailChoice",
    "MailSettings",
    "Membership",
    "Notice",
    "NoticeRead",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "Population",
    "Role",
    "Succession",
    "User",
    "UserManager",
    "Visibility",
]
