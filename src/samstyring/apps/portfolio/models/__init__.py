"""What is stored in this room."""

from .measures import Duty, Effort, Measure, StageChange
from .relations import Dependency
from .roadmaps import Edition, Milestone, RoadmapItem

__all__ = [
    "Dependency",
    "Duty",
    "Edition",
    "Effort",
    "Measure",
    "Milestone",
    "RoadmapItem",
    "StageChange",
]
