"""What is stored in this room."""

from .introductions import Introduction, IntroductionStep
from .use import UseFigure

__all__ = ["Introduction", "IntroductionStep", "UseFigure"]
