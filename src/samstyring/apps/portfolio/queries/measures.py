"""Measures as a list with filters, and one measure with all that is known of it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from samstyring.apps.actors.visibility import Person
from samstyring.apps.actors.words import having_all
from samstyring.apps.knowledge.models import Evidence, Experience

from ..choices import DutyKind, DutyState, MeasureKind, Stage
from ..models import Duty, Edition, Effort, Measure, RoadmapItem, StageChange

PAGE_SIZE = 25
SHOWN_OF_TOPIC = 5


@dataclass(frozen=True)
class Filters:
    """What is asked for; an empty one asks for nothing. `duty` is one of `duty_filters`."""

    text: str = ""
    kind: str = ""
    stage: str = ""
    owner: str = ""
    duty: str = ""


def duty_filters() -> list[tuple[str, str]]:
    """The questions on duty that a list can be asked, by their word in the address."""
    return [
        ("bruke", _("Municipalities must use it")),
        ("betale", _("Municipalities must pay for it")),
        ("betale-uten-bruk", _("Must be paid for, need not be used")),
        ("bruk-ukjent", _("Duty to use is not known")),
        ("betaling-ukjent", _("Duty to pay is not known")),
    ]


def listed(user: Person, filters: Filters) -> QuerySet[Measure]:
    """The measures that the person may see and that fit, each with `stage_now` and its duties."""
    found: QuerySet[Measure] = Measure.objects.visible_to(user)
    if filters.kind in MeasureKind.values:
        found = found.filter(kind=filters.kind)
    if filters.owner:
        found = found.filter(responsible_name=filters.owner)
    found = found.filter(
        having_all(filters.text, "name", "code", "purpose", "services", "topic", "responsible_name")
    )
    found = with_stage(found)
    if filters.stage in Stage.values:
        found = found.filter(Q(("stage_now", filters.stage)))
    return _with_duty(found, filters.duty).select_related("responsible").prefetch_related("duties")


def with_stage(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """The same measures with `stage_now`, the code of the newest stage, none where no stage is known."""
    newest = StageChange.objects.filter(measure=OuterRef("pk")).order_by("-date", "-pk")
    return measures.annotate(stage_now=Subquery(newest.values("stage")[:1]))


def _with_duty(found: QuerySet[Measure], asked: str) -> QuerySet[Measure]:
    def there(kind: str, *, known: bool = False) -> Exists:
        duties = Duty.objects.filter(measure=OuterRef("pk"), municipal=True, kind=kind)
        if known:
            return Exists(duties.exclude(state=DutyState.UNKNOWN))
        return Exists(duties.filter(state=DutyState.REQUIRED))

    conditions = {
        "bruke": there(DutyKind.USE),
        "betale": there(DutyKind.PAY),
        "betale-uten-bruk": Q(there(DutyKind.PAY)) & ~Q(there(DutyKind.USE)),
        "bruk-ukjent": ~there(DutyKind.USE, known=True),
        "betaling-ukjent": ~there(DutyKind.PAY, known=True),
    }
    return found.filter(conditions[asked]) if asked in conditions else found


def owners(user: Person) -> list[str]:
    """Who owns the measures that the person may see, in words. One query."""
    names = Measure.objects.visible_to(user).exclude(responsible_name="")
    return list(names.order_by("responsible_name").values_list("responsible_name", flat=True).distinct())


def whole(user: Person) -> QuerySet[Measure]:
    """What the person may see, for the page of one measure. Five queries."""
    editions = Edition.objects.visible_to(user)
    found: QuerySet[Measure] = Measure.objects.visible_to(user)
    return found.select_related("responsible", "owner_organisation").prefetch_related(
        "stages",
        "duties",
        Prefetch("efforts", queryset=Effort.objects.order_by("profession")),
        Prefetch(
            "roadmap_items",
            queryset=RoadmapItem.objects.filter(edition__in=editions)
            .select_related("edition")
            .order_by("-edition__year", "-edition__dated", "starts"),
        ),
    )


@dataclass(frozen=True)
class Known:
    """What is known under a measure's topic: the newest of each, and how many there are."""

    evidence: list[Evidence]
    evidence_count: int
    experiences: list[Experience]
    experience_count: int


def known_of(measure: Measure, user: Person) -> Known:
    """Evidence and experience on the measure's topic that the person may see. At most five queries."""
    if not measure.topic:
        return Known([], 0, [], 0)
    evidence = Evidence.objects.visible_to(user).filter(topic=measure.topic)
    told = Experience.objects.visible_to(user).filter(topic=measure.topic).select_related("organisation")
    shown = list(evidence.prefetch_related("outcomes")[:SHOWN_OF_TOPIC])
    told_shown = list(told[:SHOWN_OF_TOPIC])
    return Known(shown, evidence.count(), told_shown, told.count())


def not_known(measure: Measure) -> list[str]:
    """What the page of a measure from `whole` cannot say, in words."""
    duties = {duty.kind for duty in measure.duties.all() if duty.state != DutyState.UNKNOWN}
    stages = list(measure.stages.all())
    missing = [
        (not measure.owner_words, _("who owns it")),
        (not measure.purpose, _("its purpose")),
        (not measure.services, _("which services it is for")),
        (not stages, _("what stage it is at")),
        (bool(stages) and not stages[0].began, _("since when it has been at its stage")),
        (DutyKind.USE not in duties, _("whether municipalities must use it")),
        (DutyKind.PAY not in duties, _("whether municipalities must pay for it")),
        (
            any(
                duty.state == DutyState.REQUIRED and (not duty.valid_from or not duty.legal_basis)
                for duty in measure.duties.all()
            ),
            _("the day and the legal basis of each duty"),
        ),
        (not measure.efforts.all(), _("the hours and professions that an introduction takes")),
        (not measure.source, _("a source")),
    ]
    return [words for is_missing, words in missing if is_missing]
