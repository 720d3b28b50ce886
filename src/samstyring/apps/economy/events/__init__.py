"""The events of this room, and each in words."""

from . import items, national, realised

__all__ = ["items", "national", "realised"]
