"""What pages and exports of this room read, each in a fixed number of queries."""
