"""What became of what a case treats: outcomes, who raised or backs each thing, replies."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Membership, Organisation
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.register import successors_today
from samstyring.apps.actors.visibility import Person, condition, roles_held
from samstyring.apps.consultations.models import PointMember
from samstyring.apps.needs.models import Backing, Need

from ..models import Case, CaseSubject, Outcome, Reply

PER_PAGE = 25


@dataclass
class ShownSubject:
    """A point or a need in a case as the page shows it: what became of it, and what became of it before."""

    subject: CaseSubject
    outcome: Outcome | None = None
    draft: Outcome | None = None
    earlier: list[Outcome] = field(default_factory=list)
    raised_by: set[int] = field(default_factory=set)
    replies: int = 0

    @property
    def is_taken_up_again(self) -> bool:
        """Whether the case has been taken up again after the answer."""
        return self.outcome is not None and self.outcome.turn < self.subject.case.turn


def answerable(case: Case, user: Person) -> QuerySet[CaseSubject]:
    """The points and needs in the case that `user` may see, in the order they were taken up."""
    return (
        case.subjects.filter(
            condition(user, prefix="point__consultation__") | condition(user, prefix="need__")
        )
        .select_related("case", "point__consultation", "need__raised_by")
        .order_by("pk")
    )


def selected(subjects: QuerySet[CaseSubject], *, kind: str, organisation: Organisation | None) -> list[int]:
    """The subjects (primary keys) with an outcome of a kind (“none” for those without one) and a sender.

    One query, and as many as `raised_by` where an organisation is given.
    """
    current = Outcome.objects.filter(subject=OuterRef("pk"), is_current=True)
    if kind == "none":
        subjects = subjects.filter(~Exists(current))
    elif kind:
        subjects = subjects.filter(Exists(current.filter(kind=kind)))
    if organisation is None:
        return list(subjects.values_list("pk", flat=True))
    found = list(subjects)
    behind = raised_by(found)
    return [one.pk for one in found if organisation.pk in behind[one.pk]]


def shown(subjects: Sequence[CaseSubject]) -> list[ShownSubject]:
    """Subjects with their outcomes, drafts and who raised them. Two queries and those of `raised_by`."""
    rows = {one.pk: ShownSubject(one) for one in subjects}
    outcomes = Outcome.objects.filter(subject__in=rows).select_related("answer").order_by("-pk")
    replies: dict[int, int] = dict(
        Reply.objects.filter(outcome__subject__in=rows, held_why="")
        .order_by()
        .values_list("outcome__subject")
        .annotate(count=Count("pk"))
    )
    for outcome in outcomes:
        row = rows[outcome.subject_id]
        if outcome.published is None:
            row.draft = outcome
        elif outcome.is_current:
            row.outcome = outcome
        else:
            row.earlier.append(outcome)
    behind = raised_by(subjects)
    for pk, row in rows.items():
        row.raised_by = behind[pk]
        row.replies = replies.get(pk, 0)
    return list(rows.values())


def raised_by(subjects: Iterable[CaseSubject]) -> dict[int, set[int]]:
    """The organisations that said a point, or raised or back a need, by subject. Six queries at most.

    One that is no more is there together with those that came after it. Senders that the register does not
    know, and private persons, are in nobody's set.
    """
    subjects = list(subjects)
    by_point = _said_by({one.point_id for one in subjects if one.point_id})
    by_need = _backed_by({one.need_id for one in subjects if one.need_id})
    found: dict[int, set[int]] = {
        one.pk: set(by_point[one.point_id]) if one.point_id else set(by_need[one.need_id or 0])
        for one in subjects
    }
    ended = Organisation.objects.filter(
        pk__in={pk for those in found.values() for pk in those}, valid_to__isnull=False
    )
    came_after = successors_today(ended.values_list("pk", flat=True))
    for those in found.values():
        those |= {later.pk for pk in list(those) for later in came_after.get(pk, ())}
    return found


def _said_by(points: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    if points:
        rows = (
            PointMember.objects.filter(
                point__in=points,
                source_text__submission__counts=True,
                source_text__submission__senders__organisation__isnull=False,
            )
            .exclude(state=PointMember.State.REMOVED)
            .order_by()
            .values_list("point_id", "source_text__submission__senders__organisation")
            .distinct()
        )
        for point, organisation in rows:
            found[point].add(organisation)
    return found


def _backed_by(needs: Collection[int]) -> dict[int, set[int]]:
    """Raisers and backers of needs, those of the needs that went into them too. Two queries."""
    found: dict[int, set[int]] = defaultdict(set)
    if needs:
        roots: dict[int, set[int]] = defaultdict(set)
        together = Need.objects.filter(Q(pk__in=needs) | Q(counted_with__in=needs)).order_by()
        for need, root, raised in together.values_list("pk", "counted_with", "raised_by"):
            for one in (need, root):
                if one is None or one not in needs:
                    continue
                roots[need].add(one)
                found[one].add(raised)
        backings = Backing.objects.filter(need__in=roots, withdrawn=None).order_by()
        for need, organisation in backings.values_list("need", "organisation"):
            for one in roots[need]:
                found[one].add(organisation)
    return found


def who_may_see(case: Case, organisations: Collection[int]) -> set[int]:
    """Those of the organisations whose people may see the case. One query at most."""
    if case.visibility in {Visibility.PUBLIC, Visibility.LOGGED_IN}:
        return set(organisations)
    owner = case.owner_organisation_id
    found = {pk for pk in organisations if pk == owner}
    if case.visibility == Visibility.NETWORK:
        members = Membership.objects.filter(
            valid_on(timezone.localdate()), group=owner, member__in=organisations
        )
        found |= set(members.values_list("member", flat=True))
    return found


def may_reply_for(outcome: Outcome, user: Person, levels: Collection[str]) -> list[Organisation]:
    """The organisations for which the person can reply to an answer: they raised it, and have not replied."""
    if not user.is_authenticated:
        return []
    mine = roles_held(user).filter(role__in=levels).values("organisation")
    return list(
        Organisation.objects.filter(pk__in=mine)
        .filter(pk__in=raised_by([outcome.subject])[outcome.subject_id])
        .exclude(replies_to_answers__outcome=outcome)
        .order_by("name")
    )


def counted(subjects: QuerySet[CaseSubject]) -> dict[str, int]:
    """How many of the subjects there are by outcome; “none” are those without one. One query."""
    kind = Outcome.objects.filter(subject=OuterRef("pk"), is_current=True).values("kind")[:1]
    rows = subjects.annotate(outcome_kind=Subquery(kind)).order_by().values_list("outcome_kind")
    return {kind or "none": count for kind, count in rows.annotate(count=Count("pk"))}
