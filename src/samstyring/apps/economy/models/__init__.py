"""What is stored in this room."""

from .items import Cap, Curve, Frame, Item, ItemHours, ItemVersion, Unpriced
from .national import Growth, NationalCost, Payment, SectorPart, UnitPrice
from .realised import BenefitDue, BenefitMeasured, PlannedBenefit
from .rules import RuleStep, SharingRule
from .scenarios import DriverFigure, Override, Parameter, Scenario

__all__ = [
    "BenefitDue",
    "BenefitMeasured",
    "Cap",
    "Curve",
    "DriverFigure",
    "Frame",
    "Growth",
    "Item",
    "ItemHours",
    "ItemVersion",
    "NationalCost",
    "Override",
    "Parameter",
    "Payment",
    "PlannedBenefit",
    "RuleStep",
    "Scenario",
    "SectorPart",
    "SharingRule",
    "UnitPrice",
    "Unpriced",
]
