"""Which statements of a consultation somebody looks at: filters in the address, and the query they make."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from samstyring.apps.actors.models import Organisation

from ..models import SENDER_KINDS, Consultation, Sender, Stance, Statement, StatementType
from ..themes import THEMES, theme_label


@dataclass(frozen=True)
class Selection:
    """Filters on statements. The names of the fields are those in the address; empty means all."""

    type: str = ""
    tema: str = ""
    avsenderslag: str = ""
    fylke: str = ""
    holdning: str = ""
    vurdert: str = ""
    innspill: str = ""

    @classmethod
    def from_address(cls, query: Mapping[str, Any]) -> "Selection":
        """The filters in an address's query. Values that are none of the possible ones are left out."""
        given = {field.name: str(query.get(field.name, "")).strip() for field in fields(cls)}
        possible = {
            "type": set(StatementType.values),
            "tema": set(THEMES),
            "avsenderslag": {value for value, _ in SENDER_KINDS},
            "holdning": set(Stance.values),
            "vurdert": {"ja", "nei"},
        }
        return cls(
            **{
                name: value if name not in possible or value in possible[name] else ""
                for name, value in given.items()
            }
        )

    def having(self, **changes: str) -> "Selection":
        """The same with other filters."""
        return replace(self, **changes)

    @property
    def query(self) -> str:
        """The filters as an address has them, without a question mark."""
        return urlencode(
            {field.name: value for field in fields(self) if (value := getattr(self, field.name))}
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered."""
        return not self.query

    def statements(self, consultation: Consultation) -> QuerySet[Statement]:
        """The statements of the newest readings that the filters let through, cited and background too."""
        condition = Q(reading__submission__consultation=consultation, reading__is_current=True)
        if self.type:
            condition &= Q(current_type=self.type)
        if self.tema:
            condition &= Q(current_theme=self.tema)
        if self.holdning:
            condition &= Q(reading__submission__stance=self.holdning)
        if self.vurdert:
            condition &= Q(is_reviewed=self.vurdert == "ja")
        if self.innspill:
            condition &= Q(reading__submission__public_id=valid_uuid(self.innspill))
        senders = self.senders()
        if senders is not None:
            condition &= Q(reading__submission__in=senders.values("submission"))
        return Statement.objects.filter(condition)

    def senders(self) -> QuerySet[Sender] | None:
        """The senders that the filters on senders let through, or None where there is no such filter."""
        if not (self.avsenderslag or self.fylke):
            return None
        rows = Sender.objects.all()
        if self.avsenderslag:
            rows = rows.filter(kind=self.avsenderslag)
        if self.fylke:
            rows = rows.filter(organisation__county__number=self.fylke)
        return rows


def valid_uuid(text: str) -> str | None:
    """The text where it is a UUID, else None, which no row has."""
    from uuid import UUID

    try:
        return str(UUID(text))
    except ValueError:
        return None


def choices(consultation: Consultation) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in each filter, with words. One query, for the counties of the senders."""
    counties = (
        Organisation.objects.filter(
            kind="county", pk__in=consultation.submissions.values("senders__organisation__county")
        )
        .order_by("name")
        .values_list("number", "name")
    )
    return {
        "type": [(value, str(label)) for value, label in StatementType.choices],
        "tema": [(slug, theme_label(slug)) for slug in THEMES],
        "avsenderslag": [(value, str(label)) for value, label in SENDER_KINDS],
        "fylke": list(counties),
        "holdning": [(value, str(label)) for value, label in Stance.choices],
    }
