"""Office-holders of a municipality, and what they can be asked for."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Person
from samstyring.apps.consultations.models import Consultation

from ..models import HolderTarget, OfficeHolder
from ..models.offices import TARGETS
from .introductions import seen
from .load import MOST_HEARINGS, networks, under_way, waves_of
from .waves import seen as seen_waves

SEVERAL = 2
MOST = 100


@dataclass(frozen=True)
class Holder:
    """An office-holder with what it is asked for: words and an address, which may be empty."""

    holder: OfficeHolder
    targets: list[tuple[str, str]]

    @property
    def several(self) -> bool:
        """It is the target of more than one thing."""
        return len(self.targets) >= SEVERAL


def holders(organisation: Organisation, user: Person) -> list[Holder]:
    """Those of an organisation, as the person may see them, the most asked for first. Six queries at most."""
    found = list(
        OfficeHolder.objects.visible_to(user)
        .filter(organisation=organisation)
        .prefetch_related("targets__group")
        .order_by("office", "key")[:MOST]
    )
    targets = [target for one in found for target in one.targets.all()]
    named = _names(targets, user)
    rows = [
        Holder(one, [named[target.pk] for target in one.targets.all() if target.pk in named]) for one in found
    ]
    return sorted(rows, key=lambda row: -len(row.targets))


def _names(targets: list[HolderTarget], user: Person) -> dict[int, tuple[str, str]]:
    """Each target in words with its address; one that the person may not see has neither name nor address."""
    waves = {one.pk: one for one in seen_waves(user).filter(pk__in=_keys(targets, "wave_id"))}
    introductions = {one.pk: one for one in seen(user).filter(pk__in=_keys(targets, "introduction_id"))}
    hearings = {
        one.pk: one
        for one in Consultation.objects.visible_to(user).filter(pk__in=_keys(targets, "consultation_id"))
    }
    found: dict[int, tuple[str, str]] = {}
    for one in targets:
        closed = (_("something that is not open to you"), "")
        if one.words:
            found[one.pk] = (one.words, "")
        elif one.group is not None:
            found[one.pk] = (one.group.name, one.group.get_absolute_url())
        elif wave := waves.get(one.wave_id or 0):
            found[one.pk] = (wave.name, wave.get_absolute_url())
        elif introduction := introductions.get(one.introduction_id or 0):
            found[one.pk] = (introduction.measure.name, introduction.get_absolute_url())
        elif hearing := hearings.get(one.consultation_id or 0):
            found[one.pk] = (
                hearing.title,
                reverse("consultations:consultation", args=[hearing.public_id]),
            )
        else:
            found[one.pk] = closed
    return found


def _keys(targets: list[HolderTarget], name: str) -> list[int]:
    return [key for one in targets if (key := getattr(one, name)) is not None]


def choices(
    organisation: Organisation, user: Person, today: datetime.date, holder: OfficeHolder | None = None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """What an office-holder can be asked for: networks, waves, introductions and hearings.

    With `holder` also what it is asked for already, so that nothing is lost. Nine queries at most.
    """
    groups = [one for _kind, found in networks(organisation, today) for one in found]
    hearings = (
        Consultation.objects.visible_to(user)
        .filter(deadline__gte=today)
        .order_by("deadline", "pk")[:MOST_HEARINGS]
    )
    found = [
        (_("Networks, cooperations and bodies"), [(f"group:{one.pk}", one.name) for one in groups]),
        (_("Waves"), [(f"wave:{one.pk}", one.name) for one in waves_of(organisation, user)[:MOST]]),
        (
            _("Introductions"),
            [(f"introduction:{one.pk}", one.measure.name) for one in under_way(organisation, user)],
        ),
        (_("Open hearings"), [(f"consultation:{one.pk}", one.title) for one in hearings]),
    ]
    if holder is not None:
        there = {value for _heading, rows in found for value, _words in rows}
        found.append((_("Asked for before"), _asked_before(holder, user, there)))
    return [(heading, rows) for heading, rows in found if rows]


def _asked_before(holder: OfficeHolder, user: Person, there: set[str]) -> list[tuple[str, str]]:
    targets = [one for one in holder.targets.select_related("group") if not one.words]
    named = _names(targets, user)
    rows = [(_value(one), named[one.pk][0]) for one in targets]
    return [row for row in rows if row[0] not in there]


def _value(target: HolderTarget) -> str:
    """A target as a choice of a form: “kind:key”."""
    return next(f"{kind}:{key}" for kind in TARGETS if (key := getattr(target, f"{kind}_id")) is not None)


def chosen(holder: OfficeHolder) -> dict[str, object]:
    """What a form begins with. One query."""
    targets = list(holder.targets.all())
    return {
        "targets": [_value(one) for one in targets if not one.words],
        "words": "\n".join(one.words for one in targets if one.words),
    }
