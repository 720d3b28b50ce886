"""actions of this room."""
