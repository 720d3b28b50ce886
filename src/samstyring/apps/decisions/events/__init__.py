"""events of this room."""
