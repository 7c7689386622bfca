"""What a person is told of an act that is done: the words, and beside them the button that takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages

from entities.models import Act

if TYPE_CHECKING:
    from django.contrib.messages.storage.base import Message
    from django.http import HttpRequest

TAG = "act-"


def say_done(request: HttpRequest, words: str, act: Act | int | None) -> None:
    """Says ``words`` on the next page, with a way to take ``act`` back; None or 0 is nothing that could be.

    An act may be given by its id, as ``entities.ledger.seen`` has the last one of a row.
    """
    line = act.pk if isinstance(act, Act) else act
    messages.success(request, words, extra_tags=f"{TAG}{line}" if line else "")


def act_of(message: Message) -> int | None:
    """The id of the act that a message offers to take back; None for one that offers nothing."""
    tags = (message.extra_tags or "").split()
    return next((int(tag.removeprefix(TAG)) for tag in tags if tag.startswith(TAG)), None)
