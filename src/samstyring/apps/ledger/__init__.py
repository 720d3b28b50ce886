"""Append-only, hash-chained events. Knows nobody: ids are opaque, names are snapshots."""
