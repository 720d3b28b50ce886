"""Personal keys to the API: make, revoke, and find whose one is."""

import hashlib
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.events import ApiTokenMade, ApiTokenRevoked
from samstyring.apps.actors.models import ApiToken, User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

# What a key begins with, so that it is recognised where it should not be (a log, a repository).
PREFIX = "samstyring_"
MOST = 10
LONGEST_LABEL = 80


@dataclass(frozen=True)
class Made:
    """A new key and its secret, which is kept nowhere."""

    token: ApiToken
    secret: str


def digest(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make(*, user: User, label: str, by: Actor) -> Made:
    """A new key. Raises NotPossible for a label that is empty or too long, or one key too many."""
    label = " ".join(label.split())
    if not label:
        raise NotPossible(_("Write what the key is for, so that you know it again."))
    if len(label) > LONGEST_LABEL:
        raise NotPossible(_("Use at most %(longest)d characters.") % {"longest": LONGEST_LABEL})
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.api_tokens.filter(revoked=None).count() >= MOST:
        raise NotPossible(_("You have %(most)d keys already. Revoke one that is not used.") % {"most": MOST})
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(user=locked, label=label, digest=digest(secret))
    record(ApiTokenMade(object_id=locked.public_id, token=token.public_id), by=by)
    return Made(token, secret)


@transaction.atomic
def revoke(*, token: ApiToken, by: Actor) -> None:
    """Make a key useless from now on; one that is already stays so."""
    locked = ApiToken.objects.select_for_update(of=("self",)).select_related("user").get(pk=token.pk)
    if locked.revoked is not None:
        return
    locked.revoked = timezone.now()
    locked.save(update_fields=["revoked"])
    record(ApiTokenRevoked(object_id=locked.user.public_id, token=locked.public_id), by=by)


def owner_of(secret: str) -> User | None:
    """Whose key it is; None for one that is unknown or revoked, or whose owner's account is closed.

    Notes the day of use. One query, and one more the first time on a day.
    """
    token = (
        ApiToken.objects.select_related("user")
        .filter(digest=digest(secret), revoked=None, user__is_active=True)
        .first()
    )
    if token is None:
        return None
    today = timezone.localdate()
    if token.last_used != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used=today)
    return token.user
