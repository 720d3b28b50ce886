"""What is stored in this room."""

from .introductions import Introduction, IntroductionStep
from .operation import ItOperation
from .sheets import SheetRow, SheetUpload
from .use import UseFigure

__all__ = ["Introduction", "IntroductionStep", "ItOperation", "SheetRow", "SheetUpload", "UseFigure"]
