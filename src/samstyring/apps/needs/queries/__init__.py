"""What the pages and exports of this room read."""
