"""What people fill in, with errors that say what to do."""

from .grids import CapacityForm, EmployeeYearsForm, HoursForm
from .introductions import IntroductionForm, ItOperationForm, UseForm
from .offices import OfficeHolderForm
from .waves import JoinForm, ProgressForm, StepForm, WaveForm

__all__ = [
    "CapacityForm",
    "EmployeeYearsForm",
    "HoursForm",
    "IntroductionForm",
    "ItOperationForm",
    "JoinForm",
    "OfficeHolderForm",
    "ProgressForm",
    "StepForm",
    "UseForm",
    "WaveForm",
]
