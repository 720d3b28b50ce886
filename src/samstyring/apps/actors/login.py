"""Who somebody is: one interface, whatever it is that vouches for them.

Today a password does. A provider for OIDC (ID-porten, Ansattporten, Entra) takes its place by the same
interface: it gets the parameters of the provider's answer as `given` and finds the account by issuer and
subject (`iss|sub`), never by e-mail address.
"""

import datetime
from collections.abc import Mapping
from typing import Protocol

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth import login as start_session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from samstyring.apps.actors import throttle
from samstyring.apps.actors.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
# Where a session says whose one-time password was right, until the person has chosen one.
CHOOSING = "actors.choosing_password"
CHOOSING_MINUTES = 30


class NotIdentified(Exception):
    """Nobody was identified. The text is a sentence for the user; it tells not whether the account exists."""


class IdentityProvider(Protocol):
    """A way to find out who somebody is."""

    name: str

    def identify(self, request: HttpRequest, given: Mapping[str, str]) -> User:
        """The account of the person who sent `given`. Raises NotIdentified."""
        ...


class PasswordProvider:
    """E-mail address and password, with a pause after repeated failures."""

    name = "password"

    def identify(self, request: HttpRequest, given: Mapping[str, str]) -> User:
        """`given` has `email` and `password`. An unknown address takes as long as a wrong password."""
        email, address = given.get("email", ""), throttle.address_of(request)
        until = throttle.locked_until(email, address)
        if until is not None:
            raise NotIdentified(_locked(until))
        user = authenticate(request, username=email, password=given.get("password", ""))
        if not isinstance(user, User):
            throttle.failed(email, address)
            until = throttle.locked_until(email, address)
            raise NotIdentified(
                _locked(until)
                if until
                else _("E-mail address or password is wrong. Check both and try again.")
            )
        throttle.succeeded(email, address)
        if user.one_time_until is not None and user.one_time_until < timezone.now():
            raise NotIdentified(_("The one-time password has expired. Ask your administrator for a new one."))
        return user


def _locked(until: datetime.datetime) -> str:
    # The minute after, so that it is true when the clock shows it.
    moment = timezone.localtime(until + datetime.timedelta(minutes=1))
    return _("There have been too many failed attempts. You can try again at %(time)s.") % {
        "time": time_format(moment, "H:i")
    }


PROVIDERS: dict[str, IdentityProvider] = {PasswordProvider.name: PasswordProvider()}


def log_in(request: HttpRequest, user: User) -> None:
    """Begin a session with a new key. It ends after SESSION_COOKIE_AGE, however much it is used."""
    start_session(request, user, backend=BACKEND)
    request.session.pop(CHOOSING, None)
    request.session.set_expiry(timezone.now() + datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE))


def let_choose_password(request: HttpRequest, user: User) -> None:
    """Remember whose one-time password was right; the person is not logged in yet."""
    request.session.cycle_key()
    request.session[CHOOSING] = [user.pk, user.get_session_auth_hash()]
    request.session.set_expiry(timezone.now() + datetime.timedelta(minutes=CHOOSING_MINUTES))


def choosing(request: HttpRequest) -> User | None:
    """Who is to choose a password in this session, if the one-time password still is the right one."""
    kept = request.session.get(CHOOSING)
    if not kept:
        return None
    user = User.objects.filter(pk=kept[0], is_active=True, one_time_until__gt=timezone.now()).first()
    return user if user is not None and user.get_session_auth_hash() == kept[1] else None
