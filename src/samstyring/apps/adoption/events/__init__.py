"""The events of this room, and each in words."""

from .introductions import (
    IntroductionAdded,
    IntroductionChanged,
    IntroductionMoved,
    ItOperationSaid,
    SheetTaken,
    UseRemoved,
    UseSet,
)
from .load import CapacitySaid, EmployeeYearsSaid, OfficeHolderRemoved, OfficeHolderWritten
from .waves import (
    WaveAdded,
    WaveChanged,
    WaveHoursSet,
    WaveHoursUndone,
    WaveIntroductionLinked,
    WaveJoined,
    WaveLeft,
    WaveReturned,
    WaveStepRemoved,
    WaveStepWritten,
    WaveWentOn,
)

__all__ = [
    "CapacitySaid",
    "EmployeeYearsSaid",
    "IntroductionAdded",
    "IntroductionChanged",
    "IntroductionMoved",
    "ItOperationSaid",
    "OfficeHolderRemoved",
    "OfficeHolderWritten",
    "SheetTaken",
    "UseRemoved",
    "UseSet",
    "WaveAdded",
    "WaveChanged",
    "WaveHoursSet",
    "WaveHoursUndone",
    "WaveIntroductionLinked",
    "WaveJoined",
    "WaveLeft",
    "WaveReturned",
    "WaveStepRemoved",
    "WaveStepWritten",
    "WaveWentOn",
]
