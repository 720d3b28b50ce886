"""What is stored in this room."""

from .advice import Advice, AdviceLine
from .rounds import MOST_STEPS, Criterion, Item, Round, Step
from .scoring import Disqualification, Filled, Member, Note, Score

__all__ = [
    "MOST_STEPS",
    "Advice",
    "AdviceLine",
    "Criterion",
    "Disqualification",
    "Filled",
    "Item",
    "Member",
    "Note",
    "Round",
    "Score",
    "Step",
]
