"""What is stored of the pages that look across all rooms."""

from .calendars import CalendarFeed

__all__ = ["CalendarFeed"]
