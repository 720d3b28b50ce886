"""Consultations, submissions, the statements read from them, and people's reviews of the reading."""
