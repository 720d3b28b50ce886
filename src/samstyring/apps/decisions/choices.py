"""The closed lists of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Phase(models.TextChoices):
    """Where a case is. `policies.TRANSITIONS` says how it goes from one to another."""

    DRAFT = "draft", pgettext_lazy("phase of a case", "Being prepared")
    ADVICE = "advice", pgettext_lazy("phase of a case", "With a body for advice")
    DECISION = "decision", pgettext_lazy("phase of a case", "Waiting for a decision")
    DECIDED = "decided", pgettext_lazy("phase of a case", "Decided")
    ANSWERED = "answered", pgettext_lazy("phase of a case", "Decided and answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("phase of a case", "Withdrawn")


class Act(models.TextChoices):
    """What takes a case from one phase to another."""

    SEND = "send", pgettext_lazy("act on a case", "Send to the first body")
    PASS_ON = "pass_on", pgettext_lazy("act on a case", "Send on to the next body")
    SUBMIT = "submit", pgettext_lazy("act on a case", "Send to the one that decides")
    RETURN = "return", pgettext_lazy("act on a case", "Send back to be prepared")
    DECIDE = "decide", pgettext_lazy("act on a case", "Decide")
    RECORD = "record", pgettext_lazy("act on a case", "Record a decision taken outside")
    ANSWER = "answer", pgettext_lazy("act on a case", "Answer those who raised it")
    WITHDRAW = "withdraw", pgettext_lazy("act on a case", "Withdraw")
    TAKE_UP = "take_up", pgettext_lazy("act on a case", "Take up again")


class ConsequenceKind(models.TextChoices):
    """What a consequence for municipalities is about."""

    ECONOMY = "economy", pgettext_lazy("consequence", "Economy")
    PEOPLE = "people", pgettext_lazy("consequence", "Full-time equivalents and professions")
    LAW = "law", pgettext_lazy("consequence", "Law and legal obstacles")
    PRACTICE = "practice", pgettext_lazy("consequence", "Practice")
    RISK = "risk", pgettext_lazy("consequence", "Risk")
    DEPENDENCIES = "dependencies", pgettext_lazy("consequence", "Dependencies")
    GAINS = "gains", pgettext_lazy("consequence", "Who gains")


class Party(models.TextChoices):
    """Whose assessment it is: the two parties' views stand side by side."""

    MUNICIPAL = "municipal", _("The municipal sector")
    STATE = "state", _("The state")


class Effect(models.TextChoices):
    """What a consequence comes to for municipalities, in one word."""

    BETTER = "better", pgettext_lazy("effect for municipalities", "Better")
    NONE = "none", pgettext_lazy("effect for municipalities", "No difference")
    WORSE = "worse", pgettext_lazy("effect for municipalities", "Heavier")
    MIXED = "mixed", pgettext_lazy("effect for municipalities", "Both ways")
    UNKNOWN = "unknown", pgettext_lazy("effect for municipalities", "Not known")


class Unit(models.TextChoices):
    """What a consequence's figures count."""

    KRONER_A_YEAR = "kroner_a_year", _("kroner a year")
    KRONER_ONCE = "kroner_once", _("kroner once")
    FULL_TIME = "full_time", _("full-time equivalents")
    HOURS = "hours", _("hours")


class ConsultationKind(models.TextChoices):
    """Two consultations that rest on different ground and are never mixed."""

    ARRANGEMENT = "arrangement", _("Consultation between KS and the government")
    SAMI = "sami", _("Consultation on Sámi interests")


class ConsultationState(models.TextChoices):
    """Whether those who should have been consulted were."""

    NOT_ASSESSED = "not_assessed", pgettext_lazy("consultation", "Not assessed")
    NOT_CALLED_FOR = "not_called_for", pgettext_lazy("consultation", "Not called for")
    UNDER_WAY = "under_way", pgettext_lazy("consultation", "Under way")
    AGREED = "agreed", pgettext_lazy("consultation", "Held, with agreement")
    NOT_AGREED = "not_agreed", pgettext_lazy("consultation", "Held, without agreement")
    NOT_CONSULTED = "not_consulted", pgettext_lazy("consultation", "Called for, and not held")


class PositionState(models.TextChoices):
    """How far the sector's position has come."""

    PROPOSED = "proposed", pgettext_lazy("position", "Proposed")
    COMMENTING = "commenting", pgettext_lazy("position", "Out for comment")
    AGREED = "agreed", pgettext_lazy("position", "Agreed")
    DROPPED = "dropped", pgettext_lazy("position", "Not agreed")


class View(models.TextChoices):
    """What a body advises, or a municipality thinks of a proposed position."""

    SUPPORT = "support", pgettext_lazy("advice", "Support")
    CHANGES = "changes", pgettext_lazy("advice", "Support with changes")
    AGAINST = "against", pgettext_lazy("advice", "Against")
    NO_VIEW = "no_view", pgettext_lazy("advice", "No view")


class Task(models.TextChoices):
    """What a body is to do with the case on its route."""

    ADVISE = "advise", pgettext_lazy("task on the route", "Advises")
    DECIDE = "decide", pgettext_lazy("task on the route", "Decides")


class StepState(models.TextChoices):
    """Whether a step of the route has been taken."""

    AHEAD = "ahead", pgettext_lazy("step of the route", "Ahead")
    HERE = "here", pgettext_lazy("step of the route", "Here now")
    DONE = "done", pgettext_lazy("step of the route", "Done")
    PASSED_OVER = "passed_over", pgettext_lazy("step of the route", "Not consulted")
    BROKEN_OFF = "broken_off", pgettext_lazy("step of the route", "Broken off before it was done")


class Result(models.TextChoices):
    """What a decision made of what was proposed."""

    AS_PROPOSED = "as_proposed", pgettext_lazy("decision", "As proposed")
    CHANGED = "changed", pgettext_lazy("decision", "With changes")
    NOT_TAKEN = "not_taken", pgettext_lazy("decision", "Not as proposed")
    PUT_OFF = "put_off", pgettext_lazy("decision", "Put off")


class ReasonState(models.TextChoices):
    """Whether the one that decided said why."""

    GIVEN = "given", pgettext_lazy("reason", "Given")
    NOT_GIVEN = "not_given", pgettext_lazy("reason", "No reason given")


class Consulted(models.TextChoices):
    """Whether the municipal sector was heard before a decision was taken."""

    YES = "yes", pgettext_lazy("municipal sector", "Consulted")
    NO = "no", pgettext_lazy("municipal sector", "Not consulted")
    UNKNOWN = "unknown", pgettext_lazy("municipal sector", "Not known whether consulted")


class BodyLevel(models.TextChoices):
    """Where a body belongs."""

    MUNICIPAL = "municipal", pgettext_lazy("level of a body", "The municipal sector")
    REGIONAL = "regional", pgettext_lazy("level of a body", "Region")
    NATIONAL = "national", pgettext_lazy("level of a body", "Nation")


class Power(models.TextChoices):
    """What a body does with a case, in the words of its source."""

    ADVISES = "advises", pgettext_lazy("what a body does", "Advises")
    RECOMMENDS = "recommends", pgettext_lazy("what a body does", "Recommends")
    DECIDES = "decides", pgettext_lazy("what a body does", "Decides")
    COORDINATES = "coordinates", pgettext_lazy("what a body does", "Coordinates")
    PRIORITISES = "prioritises", pgettext_lazy("what a body does", "Ranks")
    PROPOSES = "proposes", pgettext_lazy("what a body does", "Proposes")
    DIRECTION = "direction", pgettext_lazy("what a body does", "Sets the direction")
    CONDITIONS = "conditions", pgettext_lazy("what a body does", "Sets conditions")
