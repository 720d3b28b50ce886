"""queries of this room."""
