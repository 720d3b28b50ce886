"""What happens in this room, as the ledger keeps it: no names of people, only identifiers and codes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext, ngettext

from samstyring.apps.actors.choices import Level, MailChoice, OrganisationKind
from samstyring.apps.ledger.events import Code, Event

# The register as a whole, as an object with a history.
REGISTER = UUID("5f0c1d3e-8a52-4c4e-9f0b-6d2b7f3a1c01")


@dataclass(frozen=True, kw_only=True)
class RegisterLoaded(Event):
    """The register's data files were loaded, and changed something."""

    verb = "actors.register.loaded"
    added: int
    changed: int
    ended: int
    names: int
    successions: int
    memberships: int
    population: int

    def sentence(self) -> str:
        return gettext(
            "The register was loaded: organisations added %(added)d, changed %(changed)d, ended %(ended)d."
        ) % {"added": self.added, "changed": self.changed, "ended": self.ended}


@dataclass(frozen=True, kw_only=True)
class PopulationImported(Event):
    """Population figures were imported from a table file."""

    verb = "actors.population.imported"
    municipalities: int
    first_year: int
    last_year: int
    added: int
    changed: int
    sha256: Code
    form: Code

    def sentence(self) -> str:
        return ngettext(
            "Population by age was imported for %(municipalities)d municipality, %(years)s.",
            "Population by age was imported for %(municipalities)d municipalities, %(years)s.",
            self.municipalities,
        ) % {
            "municipalities": self.municipalities,
            "years": self.first_year
            if self.first_year == self.last_year
            else f"{self.first_year}–{self.last_year}",
        }


@dataclass(frozen=True, kw_only=True)
class OrganisationAdded(Event):
    """Somebody added an organisation to the register by hand."""

    verb = "actors.organisation.added"
    kind: Code

    def sentence(self) -> str:
        return gettext("“%(name)s” was added to the register.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class MemberAdded(Event):
    """The organisation became a member of a group, which is the related object."""

    verb = "actors.membership.added"
    group: UUID
    group_kind: Code
    valid_from: date | None

    def sentence(self) -> str:
        return gettext("%(name)s became a member (%(kind)s).") % {
            "name": self.object_name,
            "kind": str(OrganisationKind(self.group_kind).label).lower(),
        }


@dataclass(frozen=True, kw_only=True)
class MemberEnded(Event):
    """The organisation's membership of a group ended."""

    verb = "actors.membership.ended"
    group: UUID
    group_kind: Code
    valid_to: date

    def sentence(self) -> str:
        return gettext("%(name)s's membership ended (%(kind)s).") % {
            "name": self.object_name,
            "kind": str(OrganisationKind(self.group_kind).label).lower(),
        }


@dataclass(frozen=True, kw_only=True)
class PersonInvited(Event):
    """An account was made for a person."""

    verb = "actors.person.invited"

    def sentence(self) -> str:
        return gettext("A person got an account.")


@dataclass(frozen=True, kw_only=True)
class RoleGiven(Event):
    """A person was given a role in an organisation."""

    verb = "actors.role.given"
    level: Code
    organisation: UUID
    valid_from: date
    valid_to: date | None

    def sentence(self) -> str:
        return gettext("A person was given the role %(role)s.") % {
            "role": str(Level(self.level).label).lower()
        }


@dataclass(frozen=True, kw_only=True)
class RoleWithdrawn(Event):
    """A person's role in an organisation was withdrawn."""

    verb = "actors.role.withdrawn"
    level: Code
    organisation: UUID

    def sentence(self) -> str:
        return gettext("The role %(role)s was withdrawn from a person.") % {
            "role": str(Level(self.level).label).lower()
        }


@dataclass(frozen=True, kw_only=True)
class PersonDeactivated(Event):
    """A person's account was closed; what the person did stays."""

    verb = "actors.person.deactivated"
    roles: int

    def sentence(self) -> str:
        return gettext("A person's account was deactivated.")


@dataclass(frozen=True, kw_only=True)
class PasswordReset(Event):
    """A person was given a new one-time password."""

    verb = "actors.person.password_reset"

    def sentence(self) -> str:
        return gettext("A person was given a new one-time password.")


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """A person chose a new password."""

    verb = "actors.person.password_changed"

    def sentence(self) -> str:
        return gettext("A person chose a new password.")


@dataclass(frozen=True, kw_only=True)
class ApiTokenMade(Event):
    """A person made a key to the API."""

    verb = "actors.api_token.made"
    token: UUID

    def sentence(self) -> str:
        return gettext("A person made a key to the API.")


@dataclass(frozen=True, kw_only=True)
class ApiTokenRevoked(Event):
    """A key to the API was made useless."""

    verb = "actors.api_token.revoked"
    token: UUID

    def sentence(self) -> str:
        return gettext("A key to the API was revoked.")


@dataclass(frozen=True, kw_only=True)
class MailChosen(Event):
    """A person chose how to be told by e-mail."""

    verb = "actors.person.mail_chosen"
    mail: Code
    language: Code

    def sentence(self) -> str:
        if self.mail == MailChoice.NONE:
            return gettext("A person chose to get no e-mail.")
        return gettext("A person chose to get e-mail at most once a day.")
