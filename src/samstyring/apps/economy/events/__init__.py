"""The events of this room, and each in words."""

from . import national, realised

__all__ = ["national", "realised"]
