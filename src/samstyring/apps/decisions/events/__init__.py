"""The events of this room, and each in words. Importing the package registers them all."""

from .bodies import BodyDescribed, MeetingSet, PreparationRemoved, PreparationSet, SeatEnded, SeatSet
from .cases import CaseChanged, CaseOpened, CasePartSet, CaseSubjectAdded, CaseSubjectRemoved
from .positions import PositionCommented, PositionMoved, PositionSaid
from .route import AdviceGiven, CaseMoved, DecisionTaken, RouteChanged

__all__ = [
    "AdviceGiven",
    "BodyDescribed",
    "CaseChanged",
    "CaseMoved",
    "CaseOpened",
    "CasePartSet",
    "CaseSubjectAdded",
    "CaseSubjectRemoved",
    "DecisionTaken",
    "MeetingSet",
    "PositionCommented",
    "PositionMoved",
    "PositionSaid",
    "PreparationRemoved",
    "PreparationSet",
    "RouteChanged",
    "SeatEnded",
    "SeatSet",
]
