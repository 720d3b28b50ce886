"""The names of measures as one person may see them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samstyring.apps.actors.visibility import Person

from ..models import Measure


def names_for(measures: Iterable[int], user: Person | None = None) -> dict[int, str]:
    """The name of each; one that `user` may not see is said to be there without its name. One query."""
    wanted = set(measures)
    found = Measure.objects.all() if user is None else Measure.objects.visible_to(user)
    names = dict(found.filter(pk__in=wanted).values_list("pk", "name"))
    return {one: names.get(one, _("a measure that you may not see")) for one in wanted}
