"""What is wrong with the values that were given, at the field where it is wrong."""


class InvalidInput(ValueError):
    """A value that cannot be reckoned with.

    `field` names it as the caller does (`"weights"`), `code` is a stable word for translations, and
    `str(error)` is an English sentence that says what to change.
    """

    def __init__(self, field: str, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.code = code
