"""What is stored in this room."""

from .advice import Advice, AdviceLine
from .rounds import Criterion, Item, Round, Step
from .scoring import Disqualification, Filled, Member, Note, Score

__all__ = [
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
