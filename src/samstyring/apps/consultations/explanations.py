"""Why the program proposes what it does, in the reader's language. The codes are the engine's."""


def explained(reason: str) -> str:
    """The engine's reason in words."""
    return reason
