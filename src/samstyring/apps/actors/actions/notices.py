"""Telling people, and what each has read. `tell` is called inside another room's transaction."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors.events import MailChosen
from samstyring.apps.actors.models import MailSettings, Notice, NoticeRead, Organisation, User
from samstyring.apps.actors.notices import KINDS
from samstyring.apps.actors.queries.notices import of, unread_by
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

AT_A_TIME = 500


@transaction.atomic
def tell(
    *,
    to: Organisation | User | Iterable[Organisation | User],
    kind: str,
    about: UUID,
    address: str,
    words: Mapping[str, Any] | None = None,
) -> list[Notice]:
    """Tell organisations and people of something, each once.

    `kind` is one that was declared (`actors.notices.declare`), `about` the public identifier of the thing,
    `address` the path of its page and `words` what the kind's sentence asks for: text, numbers, or
    `word(msgid)`. No names of people and nothing that is held back may be among them. Raises ValueError for
    a kind that nobody declared.
    """
    if kind not in KINDS:
        raise ValueError(f"Nobody has declared the kind of notice “{kind}”.")
    receivers = [to] if isinstance(to, Organisation | User) else list(to)
    notices = [
        Notice(
            organisation=one if isinstance(one, Organisation) else None,
            person=one if isinstance(one, User) else None,
            kind=kind,
            about=about,
            address=address,
            words=dict(words or {}),
        )
        for one in dict.fromkeys(receivers)
    ]
    return Notice.objects.bulk_create(notices, batch_size=AT_A_TIME)


@transaction.atomic
def mark_read(*, user: User, notice: Notice | None = None) -> tuple[UUID, int]:
    """Mark one notice, or all that are unread, as read; the act, which can be undone, and how many."""
    # Two tabs may do it at once: the person's row is what they queue for.
    User.objects.select_for_update().get(pk=user.pk)
    unread = unread_by(user) if notice is None else unread_by(user).filter(pk=notice.pk)
    act, now = uuid4(), timezone.now()
    rows = [
        NoticeRead(notice_id=pk, person=user, act=act, read=now)
        for pk in unread.order_by("pk").values_list("pk", flat=True)
    ]
    NoticeRead.objects.bulk_create(rows, batch_size=AT_A_TIME)
    return act, len(rows)


@transaction.atomic
def mark_unread(*, user: User, act: UUID) -> int:
    """Undo an act of `mark_read`; how many notices are unread again."""
    count, _by_model = NoticeRead.objects.filter(person=user, act=act, notice__in=of(user)).delete()
    return count


@transaction.atomic
def choose_mail(*, user: User, mail: str, language: str, by: Actor) -> MailSettings:
    """Choose how to be told by e-mail, and in which language. Nothing is recorded where nothing changes."""
    User.objects.select_for_update().get(pk=user.pk)
    chosen, made = MailSettings.objects.get_or_create(
        person=user, defaults={"mail": mail, "language": language}
    )
    if not made and (chosen.mail, chosen.language) == (mail, language):
        return chosen
    if chosen.mail != mail:
        chosen.changed = timezone.now()
    chosen.mail, chosen.language = mail, language
    chosen.save()
    record(MailChosen(object_id=user.public_id, mail=mail, language=language), by=by)
    return chosen
