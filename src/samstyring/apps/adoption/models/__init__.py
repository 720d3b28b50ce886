"""What is stored in this room."""

from .introductions import Introduction, IntroductionStep
from .offices import HolderTarget, OfficeHolder
from .operation import ItOperation
from .sheets import SheetRow, SheetUpload
from .use import UseFigure
from .waves import StepProgress, Wave, WaveParticipant, WaveStep
from .work import Capacity, EmployeeYears, HoursChange, WaveHours

__all__ = [
    "Capacity",
    "EmployeeYears",
    "HolderTarget",
    "HoursChange",
    "Introduction",
    "IntroductionStep",
    "ItOperation",
    "OfficeHolder",
    "SheetRow",
    "SheetUpload",
    "StepProgress",
    "UseFigure",
    "Wave",
    "WaveHours",
    "WaveParticipant",
    "WaveStep",
]
