"""Introductions and use as a workbook: made for an organisation, filled in, looked at, taken in whole."""
