"""What a use case says when it cannot do what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entities.models import Act


class Refused(Exception):
    """The request cannot be done; nothing was changed.

    ``message`` is a sentence for the person who asked; ``field`` names the form field it is about, or is empty.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Overtaken(Refused):
    """Somebody changed it after this person looked; ``act`` is what they did."""

    def __init__(self, act: Act) -> None:
        super().__init__(
            f"{act.by.get_username()} {act.words} while you were looking. Nothing of yours is lost: look at what it "
            "says now, then save again."
        )
        self.act = act
