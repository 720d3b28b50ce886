"""What is stored in this room."""

from .cycle import Activity
from .measures import Duty, Effort, Measure, StageChange
from .relations import Dependency
from .roadmaps import Edition, Milestone, RoadmapItem

__all__ = [
    "Activity",
    "Dependency",
    "Duty",
    "Edition",
    "Effort",
    "Measure",
    "Milestone",
    "RoadmapItem",
    "StageChange",
]
