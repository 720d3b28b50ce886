"""Measures the reader on documents with labels: `evaluate DIR`."""

from samstyring.engines.text_analysis import commandline


def main(arguments: list[str]) -> int:
    """Print how well types and themes were read."""
    return commandline.evaluate(arguments)
