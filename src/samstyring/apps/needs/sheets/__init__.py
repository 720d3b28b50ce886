"""An organisation's own list as a workbook: made for it, filled in, looked at, taken in whole."""
