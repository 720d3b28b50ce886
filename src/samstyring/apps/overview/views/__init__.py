"""Pages, a module a subject."""
