"""The events of this room, and each in words. Importing the package registers them all."""

from .answers import AnswerRepliedTo, AnswersPublished, AnswerWritten, DraftsDropped, ReplyHeld
from .bodies import BodyDescribed, MeetingSet, PreparationRemoved, PreparationSet, SeatEnded, SeatSet
from .cases import CaseChanged, CaseOpened, CasePartSet, CaseSubjectAdded, CaseSubjectRemoved
from .positions import PositionCommented, PositionMoved, PositionSaid
from .route import AdviceGiven, CaseMoved, DecisionTaken, RouteChanged

__all__ = [
    "AdviceGiven",
    "AnswerRepliedTo",
    "AnswerWritten",
    "AnswersPublished",
    "BodyDescribed",
    "CaseChanged",
    "CaseMoved",
    "CaseOpened",
    "CasePartSet",
    "CaseSubjectAdded",
    "CaseSubjectRemoved",
    "DecisionTaken",
    "DraftsDropped",
    "MeetingSet",
    "PositionCommented",
    "PositionMoved",
    "PositionSaid",
    "PreparationRemoved",
    "PreparationSet",
    "ReplyHeld",
    "RouteChanged",
    "SeatEnded",
    "SeatSet",
]
