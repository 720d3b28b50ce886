"""How one measure stands to another: say it, or take it out."""

from django.db import transaction

from samstyring.apps.actors.visibility import Person
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..choices import Relation
from ..events import DependencyAdded, DependencyRemoved
from ..graph import circle
from ..models import Dependency, Measure
from ..policies import check_no_cycle
from ..queries.names import names_for


@transaction.atomic
def add(
    *,
    measure: Measure,
    relation: str,
    other: Measure,
    by: Actor,
    user: Person | None = None,
    reason: str = "",
    source: str = "",
) -> Dependency:
    """Say how `measure` stands to `other`; saying it again writes another reason.

    Raises NotPossible where "requires" would run in a circle; the sentence names the measures that
    `user` may see (all, without a user).
    """
    # A circle can be closed by two people at once, each with half of it: they take turns.
    list(Measure.objects.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    if relation == Relation.REQUIRES:
        edges = Dependency.objects.filter(relation=relation).values_list("measure_id", "other_id")
        found = circle(edges, (measure.pk, other.pk))
        if found:
            names = names_for(found, user)
            check_no_cycle([names[one] for one in found])
    dependency, _made = Dependency.objects.update_or_create(
        measure=measure, relation=relation, other=other, defaults={"reason": reason, "source": source}
    )
    record(
        DependencyAdded(
            object_id=measure.public_id,
            object_name=measure.name,
            related=(other.public_id,),
            relation=relation,
        ),
        by=by,
    )
    return dependency


@transaction.atomic
def remove(*, dependency: Dependency, by: Actor) -> None:
    """Take a dependency out."""
    gone, _rows = Dependency.objects.filter(pk=dependency.pk).delete()
    if gone:
        record(
            DependencyRemoved(
                object_id=dependency.measure.public_id,
                object_name=dependency.measure.name,
                related=(dependency.other.public_id,),
                relation=dependency.relation,
            ),
            by=by,
        )
