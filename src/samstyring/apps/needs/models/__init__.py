"""What is stored in this room."""

from .apart import ToldApart
from .knowledge_needs import KnowledgeNeed
from .lists import OwnListItem
from .needs import Backing, Need, NeedSource, Step
from .sheets import OwnListRow, OwnListUpload

__all__ = [
    "Backing",
    "KnowledgeNeed",
    "Need",
    "NeedSource",
    "OwnListItem",
    "OwnListRow",
    "OwnListUpload",
    "Step",
    "ToldApart",
]
