"""What is stored of the pages that look across all rooms."""

from .calendars import CalendarFeed
from .papers import PaperDraft, PaperVersion

__all__ = ["CalendarFeed", "PaperDraft", "PaperVersion"]
