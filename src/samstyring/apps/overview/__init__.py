"""Pages that look across all rooms."""
