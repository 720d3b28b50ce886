"""What pages and other rooms ask of this room."""

from .advice import Advised, AdvisedLine, advice_of

__all__ = ["Advised", "AdvisedLine", "advice_of"]
