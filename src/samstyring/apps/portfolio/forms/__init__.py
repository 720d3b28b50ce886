"""What people fill in, with errors that say what to do."""

from .common import Styled
from .cycle import ActivityForm
from .measures import DependencyForm, DutyForm, EffortForm, MeasureForm, StageForm
from .roadmaps import EditionForm, ItemForm, MilestoneForm
from .sector import AddedForm, AdviceForm, JoinForm
from .wishes import AnswerForm, TieForm, WishForm

__all__ = [
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
    "StageForm",
    "Styled",
    "TieForm",
    "WishForm",
]
