"""What is stored in this room."""

from .items import Cap, Curve, Frame, Item, ItemHours, Unpriced
from .scenarios import DriverFigure, Override, Parameter, Scenario

__all__ = [
    "Cap",
    "Curve",
    "DriverFigure",
    "Frame",
    "Item",
    "ItemHours",
    "Override",
    "Parameter",
    "Scenario",
    "Unpriced",
]
