"""Published knowledge out of files from reference managers and spreadsheets.

Pure functions: text in, rows out, each with what is wrong with it in words. Nothing here touches the
database.
"""

from .formats import parse
from .rows import Row

__all__ = ["Row", "parse"]
