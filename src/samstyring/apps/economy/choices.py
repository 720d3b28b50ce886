"""The closed lists of this room. Those that the engine knows too have the engine's values."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Direction(models.TextChoices):
    """Whether an item is paid or gained."""

    COST = "cost", pgettext_lazy("item of economy", "Cost")
    BENEFIT = "benefit", pgettext_lazy("item of economy", "Benefit")


class Recurrence(models.TextChoices):
    """When an item falls due."""

    ONCE = "once", pgettext_lazy("item of economy", "Once")
    YEARLY = "yearly", pgettext_lazy("item of economy", "Every year")


class Party(models.TextChoices):
    """The class of those who pay or gain."""

    MUNICIPALITY = "municipality", pgettext_lazy("who pays or gains", "Municipality")
    HOSPITAL_TRUST = "hospital_trust", pgettext_lazy("who pays or gains", "Hospital trust")
    STATE = "state", pgettext_lazy("who pays or gains", "State")
    CITIZEN = "citizen", pgettext_lazy("who pays or gains", "Citizens and relatives")
    SUPPLIER = "supplier", pgettext_lazy("who pays or gains", "Supplier")
    GENERAL_PRACTITIONER = "general_practitioner", pgettext_lazy("who pays or gains", "General practitioner")


class Driver(models.TextChoices):
    """What an item grows with. Inhabitants come from the register; other figures are given by people."""

    FIXED = "fixed", pgettext_lazy("what an item grows with", "Fixed: one for each municipality")
    INHABITANTS = "inhabitants", pgettext_lazy("what an item grows with", "Inhabitants")
    AGE_0_17 = "age_0_17", pgettext_lazy("what an item grows with", "Inhabitants of 0 to 17 years")
    AGE_18_66 = "age_18_66", pgettext_lazy("what an item grows with", "Inhabitants of 18 to 66 years")
    AGE_67_79 = "age_67_79", pgettext_lazy("what an item grows with", "Inhabitants of 67 to 79 years")
    AGE_80_PLUS = "age_80_plus", pgettext_lazy("what an item grows with", "Inhabitants of 80 years and more")
    RECIPIENTS = "recipients", pgettext_lazy("what an item grows with", "Recipients of home services")
    RESIDENTS = "residents", pgettext_lazy("what an item grows with", "Residents in institutions")
    EMPLOYEES = "employees", pgettext_lazy("what an item grows with", "Man-years in health and care")
    USERS = "users", pgettext_lazy("what an item grows with", "Those who could use the measure")
    VISITS = "visits", pgettext_lazy("what an item grows with", "Visits a year that could be avoided")
    CONSULTATIONS = (
        "consultations",
        pgettext_lazy("what an item grows with", "Consultations a year that could be held by video"),
    )


AGES = {
    Driver.INHABITANTS: (0, None),
    Driver.AGE_0_17: (0, 17),
    Driver.AGE_18_66: (18, 66),
    Driver.AGE_67_79: (67, 79),
    Driver.AGE_80_PLUS: (80, None),
}
"""Drivers that the register's population answers: first and last age, both included."""


class NumberKind(models.TextChoices):
    """How an uncertain number is told."""

    FIXED = "fixed", pgettext_lazy("kind of number", "One number")
    TRIANGULAR = "triangular", pgettext_lazy("kind of number", "Lowest, most likely, highest (triangular)")
    PERT = "pert", pgettext_lazy("kind of number", "Lowest, most likely, highest (PERT)")
    LOG_NORMAL = "log_normal", pgettext_lazy("kind of number", "P10 and P90 (log-normal)")
    UNKNOWN = "unknown", pgettext_lazy("kind of number", "Not known yet")


class BudgetPart(models.TextChoices):
    """Which part of a budget an item stands in."""

    OPERATING = "operating", pgettext_lazy("part of a budget", "Operating")
    INVESTMENT = "investment", pgettext_lazy("part of a budget", "Investment")


class Becomes(models.TextChoices):
    """What a gain becomes. Only money is in a budget; capacity is worth something to society."""

    MONEY = "money", pgettext_lazy("what a gain becomes", "Money")
    CAPACITY = "capacity", pgettext_lazy("what a gain becomes", "Capacity: time for something else")
    NEITHER = "neither", pgettext_lazy("what a gain becomes", "Neither")


class Grounds(models.TextChoices):
    """What a figure rests on, the surest first."""

    MEASURED = "measured", pgettext_lazy("grounds of a figure", "Measured")
    READ = "read", pgettext_lazy("grounds of a figure", "Read in a source")
    ESTIMATED = "estimated", pgettext_lazy("grounds of a figure", "Estimated")
    SUPPLIER = "supplier", pgettext_lazy("grounds of a figure", "The supplier's own figure")
    EXAMPLE = "example", pgettext_lazy("grounds of a figure", "Invented example")
    UNKNOWN = "unknown", pgettext_lazy("grounds of a figure", "Not stated")


class ParameterState(models.TextChoices):
    """How far a rate, share or price can be trusted."""

    CONFIRMED = "confirmed", pgettext_lazy("state of a parameter", "Confirmed here")
    SEEN = "seen", pgettext_lazy("state of a parameter", "Read in the source")
    SECONDARY = "secondary", pgettext_lazy("state of a parameter", "Read in a secondary source")
    ESTIMATE = "estimate", pgettext_lazy("state of a parameter", "An estimate")
    INFERRED = "inferred", pgettext_lazy("state of a parameter", "Inferred from a source")
    UNVERIFIED = "unverified", pgettext_lazy("state of a parameter", "Not verified")
    MISSING = "missing", pgettext_lazy("state of a parameter", "Not found: to be filled in")


class Part(models.TextChoices):
    """The number of an item that a scenario takes another value for."""

    AMOUNT = "amount", pgettext_lazy("part of an item", "Amount")
    QUANTITY = "quantity", pgettext_lazy("part of an item", "Quantity")
