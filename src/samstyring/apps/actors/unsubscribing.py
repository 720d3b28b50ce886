"""What somebody has chosen about e-mail, and the signed address that stops it without a login."""

from uuid import UUID

from django.core import signing

from samstyring.apps.actors.models import MailSettings, User

SALT = "actors.unsubscribe"


def mail_of(user: User) -> MailSettings:
    """What a person has chosen about e-mail; the default, unsaved, where nothing is chosen. One query."""
    return MailSettings.objects.filter(person=user).first() or MailSettings(person=user)


def token_of(user: User) -> str:
    """What stands in the address that stops the e-mail to a person. It can do nothing else."""
    return signing.Signer(salt=SALT).sign(user.public_id.hex)


def owner_of(token: str) -> User | None:
    """Whose e-mail a token stops; None for one that we did not sign."""
    try:
        public_id = UUID(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return User.objects.filter(public_id=public_id).first()
