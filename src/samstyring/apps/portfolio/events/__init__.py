"""The events of this room, and each in words."""

from .cycle import ActivityAdded, ActivityChanged
from .measures import (
    DependencyAdded,
    DependencyRemoved,
    DutyRemoved,
    DutySet,
    EffortSet,
    MeasureAdded,
    MeasureChanged,
    StageSet,
)
from .roadmaps import EditionBegun, EditionChanged, MilestoneSet, RoadmapItemSet
from .sector import Advised, EditionJoined, EditionPublished
from .wishes import NeedTied, NeedUntied, WishAnswered

__all__ = [
    "ActivityAdded",
    "ActivityChanged",
    "Advised",
    "DependencyAdded",
    "DependencyRemoved",
    "DutyRemoved",
    "DutySet",
    "EditionBegun",
    "EditionChanged",
    "EditionJoined",
    "EditionPublished",
    "EffortSet",
    "MeasureAdded",
    "MeasureChanged",
    "MilestoneSet",
    "NeedTied",
    "NeedUntied",
    "RoadmapItemSet",
    "StageSet",
    "WishAnswered",
]
