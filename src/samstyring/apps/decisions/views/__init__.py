"""views of this room."""
