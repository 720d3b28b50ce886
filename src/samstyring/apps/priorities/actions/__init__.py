"""The only place that writes in this room."""
