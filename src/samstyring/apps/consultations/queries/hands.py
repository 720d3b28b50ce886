"""What needs a hand in a consultation: what the program could not decide, or proposes without an answer yet.

The page and the number in the menu come from the same conditions. A document can need a hand for several
reasons, and counts for each.
"""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Substr

from samstyring.apps.actors.models import User
from samstyring.apps.actors.permissions import WRITERS
from samstyring.apps.actors.visibility import roles_held

from ..keeping import kept
from ..models import (
    PRIVATE_PERSON,
    Arrival,
    Consultation,
    PersonalMark,
    Reading,
    Sender,
    Statement,
    Submission,
)

# The kinds in the order of the page, by their names in the address.
SENDER, JOINT, PRIVATE, SILENT, VERSION, PERSONAL, UNREADABLE = KINDS = (
    "avsender",
    "felles",
    "privatperson",
    "ingen-merknader",
    "versjon",
    "personopplysninger",
    "ulest",
)
PAGE_SIZE = 20
TOP = 400  # characters of the text that are shown, to recognise a sender by


def conditions() -> dict[str, Q]:
    """The condition on submissions for each kind."""
    senders = Sender.objects.filter(submission=OuterRef("pk"))
    unknown = Q(Exists(senders.filter(organisation=None).exclude(kind=PRIVATE_PERSON)))
    none = Q(~Exists(senders))
    several = Q(Exists(senders.filter(position__gte=1)))
    private = Q(Exists(senders.filter(kind=PRIVATE_PERSON)))
    marks = PersonalMark.objects.filter(
        source_text__readings__submission=OuterRef("pk"),
        source_text__readings__is_current=True,
        decided_by=None,
    )
    read = Q(status=Submission.Status.READ, counts=True)
    undecided = read & Q(senders_decided_by=None)
    return {
        SENDER: undecided & (unknown | none),
        JOINT: undecided & several & ~unknown,
        PRIVATE: undecided & private & ~several & ~unknown,
        SILENT: read & Q(no_remarks=True, no_remarks_decided_by=None),
        VERSION: Q(status=Submission.Status.READ, set_aside="", replaces_decided_by=None)
        & Q(replaces__isnull=False),
        PERSONAL: read & Q(Exists(marks)),
        UNREADABLE: Q(status=Submission.Status.REFUSED, set_aside=""),
    }


def lost_arrivals() -> QuerySet[Arrival]:
    """What arrived, could not be unpacked, and has not been set aside."""
    return Arrival.objects.exclude(refusal="").filter(set_aside="")


@dataclass(frozen=True)
class Standing:
    """How far a consultation has come. `hands` is None for those who may not lend one."""

    received: int
    refused: int
    hands: dict[str, int] | None

    @property
    def total(self) -> int:
        """How many things need a hand."""
        return sum(self.hands.values()) if self.hands else 0


def standing(consultation: Consultation, *, may_review: bool) -> Standing:
    """What could not be read and what needs a hand. One query; three where something has changed."""
    return kept(
        consultation.pk,
        ("standing", may_review),
        lambda: read_standing(consultation, may_review=may_review),
    )


def read_standing(consultation: Consultation, *, may_review: bool) -> Standing:
    """The same from the database. Two queries."""
    wanted = {
        kind.replace("-", "_"): Count("pk", filter=condition)
        for kind, condition in (conditions().items() if may_review else ())
    }
    counted = consultation.submissions.aggregate(
        received=Count("pk", filter=Q(set_aside="")),
        refused=Count("pk", filter=Q(status=Submission.Status.REFUSED, set_aside="")),
        **wanted,
    )
    lost = lost_arrivals().filter(consultation=consultation).count()
    hands = {kind: counted[kind.replace("-", "_")] for kind in KINDS} if may_review else None
    if hands is not None:
        hands[UNREADABLE] += lost
    return Standing(counted["received"] + lost, counted["refused"] + lost, hands)


def needing(consultation: Consultation, kind: str) -> QuerySet[Submission]:
    """The documents that need a hand of one kind; those with the same sender as read stand together."""
    first = Sender.objects.filter(submission=OuterRef("pk")).order_by("position").values("name")[:1]
    top = Reading.objects.filter(submission=OuterRef("pk"), is_current=True).values(
        words=Substr("source_text__text", 1, TOP)
    )[:1]
    return (
        consultation.submissions.filter(conditions()[kind])
        .annotate(
            first_sender=Coalesce(Subquery(first), Value(""), output_field=TextField()),
            top=Coalesce(Subquery(top), Value(""), output_field=TextField()),
        )
        .select_related("replaces")
        .prefetch_related("senders__organisation", "replaces__senders")
        .order_by("first_sender", "id")
    )


def page_of(consultation: Consultation, kind: str, number: int | str | None) -> Page[Submission]:
    """One page of the documents that need a hand of one kind."""
    return Paginator(needing(consultation, kind), PAGE_SIZE).get_page(number)


def lost_of(consultation: Consultation) -> list[Arrival]:
    """What could not be unpacked, at most a page of it."""
    rows = lost_arrivals().filter(consultation=consultation).select_related("archive").order_by("id")
    return list(rows[:PAGE_SIZE])


def first_words(submissions: list[Submission]) -> dict[int, list[str]]:
    """The first statements of documents, by the document. One query."""
    rows = Statement.objects.filter(
        reading__submission__in=submissions, reading__is_current=True, position__lt=2
    ).order_by("position")
    found: dict[int, list[str]] = {}
    for submission, quote in rows.values_list("reading__submission", "quote"):
        found.setdefault(submission, []).append(quote)
    return found


@dataclass(frozen=True)
class MarkShown:
    """A marked place in a text, in words."""

    pk: int
    kind: str
    words: str


def marks_of(submissions: list[Submission]) -> dict[int, list[MarkShown]]:
    """The places in the shown texts that nobody has decided on, by the document. One query."""
    rows = (
        PersonalMark.objects.filter(
            source_text__readings__submission__in=submissions,
            source_text__readings__is_current=True,
            decided_by=None,
        )
        .annotate(words=Substr("source_text__text", F("start") + 1, F("end") - F("start")))
        .select_related(None)
        .order_by("source_text_id", "start")
    )
    found: dict[int, list[MarkShown]] = {}
    for mark in rows.values_list("source_text__submission", "pk", "kind", "words"):
        label = str(PersonalMark.Kind(mark[2]).label)
        found.setdefault(mark[0], []).append(MarkShown(mark[1], label, " ".join(mark[3].split())))
    return found


@dataclass(frozen=True)
class InConsultation:
    """How much needs a hand in one consultation."""

    public_id: UUID
    title: str
    count: int


def waiting_for(user: User | AnonymousUser) -> list[InConsultation]:
    """The consultations in which the user may lend a hand and that need one, newest first. Three queries."""
    if not isinstance(user, User):
        return []
    mine = roles_held(user).filter(role__in=WRITERS).values("organisation")
    seen = Consultation.objects.visible_to(user)
    open_to = seen if user.is_superuser else seen.filter(owner_organisation__in=mine)
    rows = open_to.values_list("pk", "public_id", "title").order_by("-created", "-pk")
    wanted = {kind.replace("-", "_"): Count("pk", filter=one) for kind, one in conditions().items()}
    of_documents = (
        Submission.objects.filter(consultation__in=open_to)
        .order_by()
        .values("consultation")
        .annotate(**wanted)
        .values_list("consultation", *wanted)
    )
    counted: Counter[int] = Counter()
    for consultation, *counts in of_documents:
        counted[consultation] += sum(counts)
    lost = lost_arrivals().filter(consultation__in=open_to).order_by().values("consultation")
    for consultation, count in lost.annotate(count=Count("pk")).values_list("consultation", "count"):
        counted[consultation] += count
    return [InConsultation(public_id, title, counted[pk]) for pk, public_id, title in rows if counted[pk]]
