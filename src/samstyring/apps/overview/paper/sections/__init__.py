"""The sections of a paper, each made of what was gathered. No section asks the database."""
