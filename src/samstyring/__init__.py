"""Samstyring: co-governance of e-health between municipalities and the state."""

__version__ = "0.1.0"
