"""What is stored in this room."""

from .knowledge_needs import KnowledgeNeed
from .lists import OwnListItem
from .needs import Backing, Need, NeedSource, Step

__all__ = ["Backing", "KnowledgeNeed", "Need", "NeedSource", "OwnListItem", "Step"]
