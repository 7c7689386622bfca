"""What a use case says when it cannot do what was asked."""


class Refused(Exception):
    """The request cannot be done; nothing was changed.

    ``message`` is a sentence for the person who asked; ``field`` names the form field it is about, or is empty.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
