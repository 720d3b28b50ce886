"""What is stored in this room, a module a subject."""

from .answers import AnswerText, Outcome, Reply
from .bodies import BodyProfile, Meeting, Preparation, Seat
from .cases import Alternative, Case, CaseSubject, PhaseChange, ProposedDecision
from .consequences import Consequence, PartyConsultation
from .positions import Position, PositionComment
from .route import Advice, Decision, RouteStep

__all__ = [
    "Advice",
    "Alternative",
    "AnswerText",
    "BodyProfile",
    "Case",
    "CaseSubject",
    "Consequence",
    "Decision",
    "Meeting",
    "Outcome",
    "PartyConsultation",
    "PhaseChange",
    "Position",
    "PositionComment",
    "Preparation",
    "ProposedDecision",
    "Reply",
    "RouteStep",
    "Seat",
]
