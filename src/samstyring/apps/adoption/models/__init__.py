"""What is stored in this room."""

from .introductions import Introduction, IntroductionStep
from .operation import ItOperation
from .use import UseFigure

__all__ = ["Introduction", "IntroductionStep", "ItOperation", "UseFigure"]
