"""What people fill in, with errors that say what to do."""

from .common import DAY_WRONG, NAME_MISSING, OfOne, Styled, day_input
from .cycle import ActivityForm
from .measures import DependencyForm, DutyForm, EffortForm, MeasureForm, StageForm
from .roadmaps import EditionForm, ItemForm, MilestoneForm
from .sector import AddedForm, AdviceForm, JoinForm
from .wishes import AnswerForm, TieForm, WishForm

__all__ = [
    "DAY_WRONG",
    "NAME_MISSING",
    "ActivityForm",
    "AddedForm",
    "AdviceForm",
    "AnswerForm",
    "DependencyForm",
    "DutyForm",
    "EditionForm",
    "EffortForm",
    "ItemForm",
    "JoinForm",
    "MeasureForm",
    "MilestoneForm",
    "OfOne",
    "StageForm",
    "Styled",
    "TieForm",
    "WishForm",
    "day_input",
]
