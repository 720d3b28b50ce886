"""What is stored in this room."""

from .cycle import Activity
from .measures import Duty, Effort, Measure, StageChange
from .recommendations import Recommendation
from .relations import Dependency
from .roadmaps import Edition, Milestone, RoadmapItem
from .wishes import NeedTie, WishAnswer

__all__ = [
    "Activity",
    "Dependency",
    "Duty",
    "Edition",
    "Effort",
    "Measure",
    "Milestone",
    "NeedTie",
    "Recommendation",
    "RoadmapItem",
    "StageChange",
    "WishAnswer",
]
