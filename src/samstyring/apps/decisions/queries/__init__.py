"""The reads of this room, a module a page."""
