"""Reads, a module a subject."""
