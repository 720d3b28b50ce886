"""Reads documents without a server or a database: `analyse PATH… [--json FILE]`."""

from samstyring.apps.actors import register_files
from samstyring.engines.text_analysis import commandline


def main(arguments: list[str]) -> int:
    """Read the files and folders named; the exit code is 3 when one of them could not be read."""
    return commandline.analyse(arguments, register=register_files.engine_register(register_files.read()))
