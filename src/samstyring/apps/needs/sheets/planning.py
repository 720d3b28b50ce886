"""What a filled-in sheet would change of an own list and its needs. Writes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.sheets import planning
from samstyring.apps.actors.sheets.planning import CHANGED, NEW, UNCHANGED, changes_between, wrong_in
from samstyring.apps.actors.sheets.reading import Filled, SheetRow
from samstyring.apps.actors.visibility import Person

from ..models import Need, OwnListItem
from .layout import LIST

WRITTEN = ("title", "description", "kind", "sector", "visibility")
OPEN = {Visibility.PUBLIC, Visibility.LOGGED_IN}


@dataclass(frozen=True)
class Line(planning.Line):
    """A row that can be taken in: its need, none where it is new, and its place on the list afterwards."""

    need: Need | None
    place: int | None

    @property
    def more(self) -> tuple[int | None, int | None]:
        """Which need it is, and where it goes."""
        return (self.need.pk if self.need else None, self.place)


Plan = planning.Plan[Line]


@dataclass(frozen=True)
class Stored:
    """What an own list's sheet is about: the organisation's needs by identifier, and those on its list.

    `places` are by the need's primary key; `titles` the identifiers of needs that the organisation raised,
    by their titles in small letters.
    """

    organisation: Organisation
    needs: Mapping[str, Need]
    places: Mapping[int, int]
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A row whose cells are right, before the order of the whole list is known."""

    row: SheetRow
    need: Need | None
    fields: dict[str, Any]
    asked: int | None


def stored_for(organisation: Organisation, user: Person, also: Iterable[Organisation] = ()) -> Stored:
    """What is stored of an organisation's needs that the person may see: those on its list and those that it
    raised or stands behind, with those of `also`. Two queries."""
    of = [organisation, *also]
    about = Q(pk__in=OwnListItem.objects.filter(organisation__in=of).values("need"))
    about |= Q(raised_by__in=of)
    about |= Q(pk__in=Need.objects.filter(backings__organisation__in=of, backings__withdrawn=None))
    needs = list(Need.objects.visible_to(user).filter(about).select_related("raised_by").order_by("pk"))
    places = dict(organisation.own_list.values_list("need_id", "place"))
    titles = {
        one.title.casefold(): str(one.public_id) for one in needs if one.raised_by_id == organisation.pk
    }
    return Stored(organisation, {str(one.public_id): one for one in needs}, places, titles)


def plan(filled: Filled, stored: Stored) -> Plan:
    """What each row would do. A row with something wrong is only told of."""
    found: Plan = planning.Plan(wrong=list(filled.wrong))
    faulty = {wrong.row for wrong in filled.wrong}
    seen: dict[object, int] = {}
    drafts: list[Draft] = []
    for row in filled.rows:
        if row.number in faulty:
            continue
        try:
            drafts.append(_draft(row, stored, seen))
        except NotPossible as error:
            found.wrong.append(wrong_in(LIST, row, error.field or "", str(error)))
    places = places_after(drafts)
    found.lines.extend(_line(draft, stored, places.get(draft.row.number)) for draft in drafts)
    return found


def places_after(drafts: Iterable[Draft]) -> dict[int, int]:
    """The place that each row's need gets, by the row's number: from 1 without gaps, as the sheet orders.

    What is on the list and not in the sheet follows after, and so gets no row's number.
    """
    asked = sorted((draft.asked, draft.row.number) for draft in drafts if draft.asked is not None)
    return {row: place for place, (_asked, row) in enumerate(asked, start=1)}


def left_alone(lines: Iterable[Line], places: Mapping[int, int]) -> list[int]:
    """The needs that are on the list and not in the sheet, in their order."""
    told_of = {line.need.pk for line in lines if line.need}
    return [need for need, _place in sorted(places.items(), key=lambda one: one[1]) if need not in told_of]


def _draft(row: SheetRow, stored: Stored, seen: dict[object, int]) -> Draft:
    values = row.values
    need = _need(values["key"], stored)
    _once(seen, need.pk if need else values["title"].casefold(), row.number, "key" if need else "title")
    if values["place"] is not None:
        if not 1 <= values["place"] <= 1_000_000:
            raise NotPossible(_("Write the place as a number from 1."), field="place")
        _once(seen, ("place", values["place"]), row.number, "place")
    fields = {key: values[key] for key in WRITTEN}
    if need is None:
        return Draft(row, None, _new(fields, stored), values["place"])
    return Draft(row, need, _changed(fields, need, stored), values["place"])


def _need(key: str, stored: Stored) -> Need | None:
    if not key:
        return None
    if key not in stored.needs:
        raise NotPossible(
            _(
                "None of your needs has this identifier. Leave it as it stands in the template, or empty for "
                "a new need."
            ),
            field="key",
        )
    return stored.needs[key]


def _once(seen: dict[object, int], what: object, row: int, field: str) -> None:
    if what in seen:
        raise NotPossible(_("The same is in row %(row)d already.") % {"row": seen[what]}, field=field)
    seen[what] = row


def _new(fields: dict[str, Any], stored: Stored) -> dict[str, Any]:
    _check_filled(fields)
    if fields["title"].casefold() in stored.titles:
        raise NotPossible(
            _("You have raised a need with this title. Take its row from the template, with its identifier."),
            field="title",
        )
    return fields | {"visibility": fields["visibility"] or Visibility.PUBLIC}


def _changed(fields: dict[str, Any], need: Need, stored: Stored) -> dict[str, Any]:
    """What is written anew; nothing for a need that somebody else raised. Raises NotPossible."""
    ours = need.owner_organisation_id == stored.organisation.pk
    # An empty cell for what must be there is a cell that was not filled in, not a wish to empty it.
    given = {
        key: value or getattr(need, key) if key != "description" else value for key, value in fields.items()
    }
    differs = [key for key in WRITTEN if given[key] != getattr(need, key)]
    if differs and not ours:
        raise NotPossible(
            _("%(name)s raised this need. Only its place on your list can be changed here.")
            % {"name": need.raised_by.name},
            field=differs[0],
        )
    if not ours:
        return {}
    if given["visibility"] != need.visibility:
        _check_who(given)
    if need.held_by_id != need.owner_organisation_id and given["visibility"] not in OPEN:
        raise NotPossible(
            _("Others have this need on their table, so they must be able to see it."), field="visibility"
        )
    return given


def _check_filled(fields: Mapping[str, Any]) -> None:
    for key, sentence in (
        ("title", _("Say in one sentence what is needed.")),
        ("kind", _("Choose a kind.")),
        ("sector", _("Write which sector it belongs to.")),
    ):
        if not fields[key]:
            raise NotPossible(sentence, field=key)
    _check_who(fields)


def _check_who(fields: Mapping[str, Any]) -> None:
    if fields["visibility"] == Visibility.NETWORK:
        raise NotPossible(
            _("Choose everyone, those who are logged in, or your organisation."), field="visibility"
        )


def _line(draft: Draft, stored: Stored, place: int | None) -> Line:
    need = draft.need
    before = {key: getattr(need, key) if need else None for key in draft.fields}
    before["place"] = stored.places.get(need.pk) if need else None
    changes = changes_between(LIST, before, draft.fields | {"place": place})
    kind = NEW if need is None else CHANGED if changes else UNCHANGED
    name = str(draft.fields.get("title") or need)
    return Line(draft.row, name, kind, changes, draft.fields, need, place)
