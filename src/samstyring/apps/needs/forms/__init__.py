"""What people fill in, with errors that say what to do."""

from .acts import BackForm, MergeForm, RaiseForm, ReasonForm, ReturnForm, SplitForm
from .needs import NeedForm

__all__ = ["BackForm", "MergeForm", "NeedForm", "RaiseForm", "ReasonForm", "ReturnForm", "SplitForm"]
