"""Three municipalities like this one that have done what it has not."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.queries.likeness import Alike
from samstyring.apps.actors.visibility import Person
from samstyring.apps.adoption.choices import Status
from samstyring.apps.adoption.models import Introduction
from samstyring.apps.adoption.queries.introductions import seen
from samstyring.apps.knowledge.models import Experience

# So many of those most alike are asked: somebody further down the list is not like one.
NEAR = 60
THREE = 3
MEASURES_EACH = 3


@dataclass(frozen=True)
class Example:
    """One that has done it: what it uses that the municipality does not, or what it has told.

    Both are empty for one that is only alike: nobody alike has entered anything.
    """

    alike: Alike
    using: list[Introduction]
    told: list[Experience]


def three(near: Sequence[Alike], user: Person, using: Collection[int]) -> list[Example]:
    """The three most alike that use something that is not in `using` (measures), or have told of something.

    Where fewer have, the most alike without stand after them. Five queries.
    """
    asked = [one.pk for one in near[:NEAR]]
    others = (
        seen(user)
        .filter(organisation__in=asked, status=Status.IN_USE)
        .exclude(measure__in=list(using))
        .order_by()
    )
    theirs = others.select_related(None).filter(organisation=OuterRef("pk"))
    have = set(Organisation.objects.filter(Exists(theirs), pk__in=asked).values_list("pk", flat=True))
    told_of = Experience.objects.visible_to(user).filter(organisation__in=asked).order_by()
    have |= set(told_of.values_list("organisation", flat=True).distinct())
    chosen = [one for one in near[:NEAR] if one.pk in have][:THREE]
    chosen += [one for one in near if one not in chosen][: THREE - len(chosen)]
    keys = [one.pk for one in chosen]
    uses: dict[int, list[Introduction]] = defaultdict(list)
    # Of the hundreds that each may use only those that are shown are read whole.
    by_place: dict[int, list[int]] = defaultdict(list)
    named = others.filter(organisation__in=keys).order_by("measure__name", "pk")
    for place, introduction_id in named.values_list("organisation_id", "pk"):
        by_place[place].append(introduction_id)
    shown = [one for each in by_place.values() for one in each[:MEASURES_EACH]]
    for introduction in others.filter(pk__in=shown).order_by("measure__name", "pk"):
        uses[introduction.organisation_id].append(introduction)
    told: dict[int, list[Experience]] = defaultdict(list)
    for experience in Experience.objects.visible_to(user).filter(organisation__in=keys):
        told[experience.organisation_id].append(experience)
    return [Example(one, uses[one.pk], told[one.pk][:MEASURES_EACH]) for one in chosen]
