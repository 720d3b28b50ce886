"""A pause after repeated failed logins, without telling whether an account exists.

Failures are counted for each account and address together, and for each address alone at a higher number, so
that one who guesses at many accounts is stopped too. An account alone is never locked: that would let anybody
lock out anybody. What is stored is a keyed hash, so the table names nobody. See docs/decisions/0023.
"""

import datetime
import ipaddress

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from samstyring.apps.actors.models import LoginThrottle, UserManager

ACCOUNT_FAILURES = 5
ADDRESS_FAILURES = 50
# Failures longer apart than this are not counted together, and a lock lasts as long.
WINDOW = datetime.timedelta(minutes=15)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. IPv6 addresses count by their network of 64 bits, which one customer has.

    Behind the reverse proxy that SAMSTYRING_HTTPS says there is, the last address that the proxy wrote; what
    stands before it can be forged.
    """
    given: str = request.META.get("REMOTE_ADDR", "")
    if settings.HTTPS:
        given = request.META.get("HTTP_X_FORWARDED_FOR", given).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def locked_until(email: str, address: str) -> datetime.datetime | None:
    """When one may try again, or None when one may now."""
    moments = LoginThrottle.objects.filter(
        key__in=[_pair(email, address), _alone(address)], locked_until__gt=timezone.now()
    ).values_list("locked_until", flat=True)
    return max((moment for moment in moments if moment is not None), default=None)


@transaction.atomic
def failed(email: str, address: str) -> None:
    """Count a failed login, and lock where there have been too many."""
    _count(_pair(email, address), ACCOUNT_FAILURES)
    _count(_alone(address), ADDRESS_FAILURES)
    LoginThrottle.objects.filter(last_failure__lt=timezone.now() - 4 * WINDOW).delete()


def succeeded(email: str, address: str) -> None:
    """Forget the failures of this account from this address."""
    LoginThrottle.objects.filter(key=_pair(email, address)).delete()


def _count(key: str, limit: int) -> None:
    now = timezone.now()
    row, _ = LoginThrottle.objects.select_for_update().get_or_create(key=key, defaults={"last_failure": now})
    if row.last_failure < now - WINDOW:
        row.failures = 0
    row.failures += 1
    row.last_failure = now
    if row.failures >= limit:
        row.failures = 0
        row.locked_until = now + WINDOW
    row.save()


def _pair(email: str, address: str) -> str:
    return _hash(f"{UserManager.normalize_email(email)} {address}")


def _alone(address: str) -> str:
    return _hash(address)


def _hash(value: str) -> str:
    return salted_hmac("actors.login.throttle", value, algorithm="sha256").hexdigest()
