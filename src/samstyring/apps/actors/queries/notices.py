"""What somebody is told: the inbox, how much of it is unread, and what of it may be shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samstyring.apps.actors.models import Notice, NoticeRead, User
from samstyring.apps.actors.notices import KINDS
from samstyring.apps.actors.visibility import Person, roles_held

PER_PAGE = 25
MOST_COUNTED = 100


@dataclass(frozen=True)
class ShownNotice:
    """A notice as it may be shown; without text, label and address where the thing may not be seen."""

    public_id: UUID
    created: datetime
    organisation: str
    read: bool
    sentence: str = ""
    label: str = ""
    address: str = ""


def of(user: User) -> QuerySet[Notice]:
    """The notices to a person and to the organisations in which the person holds a role today."""
    mine = roles_held(user).values("organisation")
    return Notice.objects.filter(Q(person=user) | Q(organisation__in=mine))


def unread_by(user: User) -> QuerySet[Notice]:
    """Those of them that the person has not read."""
    return of(user).filter(~Exists(NoticeRead.objects.filter(notice=OuterRef("pk"), person=user)))


def unread_count(user: Person) -> int:
    """How many notices are unread, at most 100. One query, none for a visitor."""
    if not isinstance(user, User) or not user.is_active:
        return 0
    return unread_by(user).order_by()[:MOST_COUNTED].count()


def inbox(user: User, *, only_unread: bool = False) -> QuerySet[Notice]:
    """The notices of a person, the newest first, each with `is_read`."""
    rows = unread_by(user) if only_unread else of(user)
    read = NoticeRead.objects.filter(notice=OuterRef("pk"), person=user)
    return rows.annotate(is_read=Exists(read)).select_related("organisation").order_by("-created", "-pk")


def shown(notices: Sequence[Notice], user: Person) -> list[ShownNotice]:
    """Notices as `user` may see them. One query for each kind among them."""
    visible = seen(notices, user)
    found = []
    for notice in notices:
        row = ShownNotice(
            public_id=notice.public_id,
            created=notice.created,
            organisation=notice.organisation.name if notice.organisation else "",
            read=bool(getattr(notice, "is_read", False)),
        )
        if notice.pk in visible:
            kind = KINDS[notice.kind]
            said = kind.said(notice.words)
            row = replace(row, sentence=said, label=str(kind.label), address=notice.address)
        found.append(row)
    return found


def seen(notices: Sequence[Notice], user: Person) -> set[int]:
    """The notices (by primary key) that are about something `user` may see. One query for each kind."""
    by_kind: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        by_kind[notice.kind].append(notice)
    found: set[int] = set()
    for name, group in by_kind.items():
        kind = KINDS.get(name)
        if kind is None:  # a room that is not installed any more
            continue
        ids = {notice.about for notice in group}
        visible = set(kind.seen(user, ids).values_list("public_id", flat=True))
        found |= {notice.pk for notice in group if notice.about in visible}
    return found
