"""The only place in this room that writes."""
