"""Writes, each one transaction with its event."""
