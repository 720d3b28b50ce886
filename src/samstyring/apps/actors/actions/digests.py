"""The daily e-mail: at most one a day and person, about what is new and unread in the inbox.

A mail names only what everybody may see, since it passes through machines that are not ours; of anything else
it says what kind of thing it is and where to log in to read it. Sending again the same day sends nothing.
"""

import datetime
import logging
from dataclasses import dataclass
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Max, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from samstyring.apps.actors.choices import MailChoice
from samstyring.apps.actors.models import Digest, Notice, User
from samstyring.apps.actors.queries.notices import seen, unread_by
from samstyring.apps.actors.queries.notices import shown as as_shown
from samstyring.apps.actors.unsubscribing import mail_of, token_of

# What is committed late must not fall between two mails: the newest minute waits for the next one.
SETTLING = datetime.timedelta(minutes=1)
# Somebody's first mail goes back a day, and no mail further than a week.
FIRST = datetime.timedelta(days=1)
FURTHEST = datetime.timedelta(days=7)
MOST_LISTED = 20
MOST_LOOKED_AT = 500


@dataclass(frozen=True)
class Line:
    """One notice in a mail: what it says and the full address of its page."""

    text: str
    address: str


@dataclass(frozen=True)
class Sent:
    """What a round came to: mails sent, and mails that the mail server would not take."""

    sent: int = 0
    failed: int = 0


def send_due(*, now: datetime.datetime | None = None) -> Sent:
    """Send today's mail to everybody who has something new and has not had one today.

    Raises OSError or SMTPException when the mail server cannot be reached at all.
    """
    now = now or timezone.now()
    day = timezone.localdate(now)
    people = _receivers(day, now)
    if not people:
        return Sent()
    sent = failed = 0
    with get_connection() as connection:
        for user in people:
            try:
                sent += _send(user, day, now, connection)
            except (SMTPException, OSError) as error:
                failed += 1
                # Without the address: logs are read by others than those who may know it.
                logging.getLogger(__name__).warning(
                    "The e-mail of %s to account %s was not taken: %s", day, user.pk, type(error).__name__
                )
    return Sent(sent, failed)


def _receivers(day: datetime.date, now: datetime.datetime) -> list[User]:
    """Who may get a mail: active, has logged in, wants it, has had none today. One query."""
    return list(
        User.objects.filter(is_active=True, one_time_until=None)
        .filter(Q(mail_settings=None) | Q(mail_settings__mail=MailChoice.DAILY))
        .exclude(digests__day=day)
        .filter(
            Q(notices__created__gt=now - FURTHEST)
            | Q(roles__organisation__notices__created__gt=now - FURTHEST)
        )
        .distinct()
        .order_by("pk")
    )


def _send(user: User, day: datetime.date, now: datetime.datetime, connection: BaseEmailBackend) -> int:
    """Send one person's mail where there is something to say; how many were sent, that is 0 or 1."""
    until = now - SETTLING
    chosen = mail_of(user)
    last = Digest.objects.filter(person=user).aggregate(until=Max("until"))["until"]
    since = max(last or now - FIRST, now - FURTHEST, *([chosen.changed] if chosen.pk else []))
    notices = list(
        unread_by(user)
        .filter(created__gt=since, created__lte=until)
        .select_related("organisation")
        .order_by("-created", "-pk")[:MOST_LOOKED_AT]
    )
    with translation.override(chosen.language):
        lines = _lines(notices, user)
        if not lines:
            return 0
        claimed, made = Digest.objects.get_or_create(person=user, day=day, defaults={"until": until})
        if not made:  # another worker was here first
            return 0
        message = _message(user, lines, connection)
    try:
        message.send()
    except (SMTPException, OSError):
        claimed.delete()
        raise
    Digest.objects.filter(pk=claimed.pk).update(sent=timezone.now())
    return 1


def _lines(notices: list[Notice], user: User) -> list[Line]:
    """What a mail says of notices; nothing of those whose thing the person may not see."""
    open_to_all = seen(notices, AnonymousUser())
    public = {notice.public_id for notice in notices if notice.pk in open_to_all}
    return [
        Line(
            text=one.sentence if one.public_id in public else one.label,
            address=f"{settings.ADDRESS}{one.address}",
        )
        for one in as_shown(notices, user)
        if one.address
    ]


def _message(user: User, lines: list[Line], connection: BaseEmailBackend) -> EmailMessage:
    """The mail, in the language that is active."""
    stop = settings.ADDRESS + reverse("actors:unsubscribe", args=[token_of(user)])
    subject = ngettext("Samstyring: %(count)d new notice", "Samstyring: %(count)d new notices", len(lines))
    context = {
        "lines": lines[:MOST_LISTED],
        "more": max(0, len(lines) - MOST_LISTED),
        "inbox": settings.ADDRESS + reverse("actors:inbox"),
        "choose": settings.ADDRESS + reverse("actors:mail"),
        "stop": stop,
        "operator": settings.OPERATOR,
    }
    return EmailMessage(
        subject=subject % {"count": len(lines)},
        body=render_to_string("actors/digest.txt", context),
        to=[user.email],
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        connection=connection,
    )
