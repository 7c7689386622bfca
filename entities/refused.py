"""What a use case says when it cannot do what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from entities.said import READERS
from matching.phrase import kept, tell

if TYPE_CHECKING:
    from entities.models import Act


class Refused(Exception):
    """The request cannot be done; nothing was changed.

    ``message`` is a sentence for the person who asked, in their language; ``said`` is it as it was given, to be put on
    record (matching/phrase.py); ``field`` names the form field it is about, or is empty.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.said = message
        self.message = tell(plain, READERS) if (plain := kept(message)) else message
        self.field = field


class Overtaken(Refused):
    """Somebody changed it after this person looked; ``act`` is what they did."""

    def __init__(self, act: Act) -> None:
        super().__init__(
            gettext(
                "%(by)s %(did)s while you were looking. Nothing of yours is lost: look at what it says now, then save again."
            )
            % {"by": act.by.get_username(), "did": act.told}
        )
        self.act = act
