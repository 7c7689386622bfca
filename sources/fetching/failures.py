"""Why nothing was fetched, in words for a person. Nothing that a server sent stands in them: not a word of a page, not a
header, not where it wanted to send us.
"""

from extraction import Unreadable


class FetchFailed(Unreadable):
    """Nothing was fetched; the message says why. Trying again at once would give the same, so the row is set aside."""


class Forbidden(FetchFailed):
    """The address, or one that it leads to, is none that the desk fetches from. No connection was made to it."""


class Gone(FetchFailed):
    """The server says that there is nothing at this address any more."""


class TooBig(FetchFailed):
    """More came than the desk takes."""


class TooSlow(FetchFailed):
    """It was not here in time."""


class Busy(FetchFailed):
    """The server asks to be left alone, for ``seconds`` where it says how long."""

    def __init__(self, message: str, *, seconds: int = 0) -> None:
        super().__init__(message)
        self.seconds = seconds
