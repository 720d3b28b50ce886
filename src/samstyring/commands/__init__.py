"""What the launcher can do: one module a command, each with `main(arguments) -> exit code`."""


class CommandFailed(Exception):
    """The command cannot go on. The text is one sentence that says what is wrong and what to do."""
