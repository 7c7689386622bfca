"""Accounts of the desk: admins make them, nobody signs up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from django.middleware.csrf import rotate_token

if TYPE_CHECKING:
    from django.http import HttpRequest


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth comes without types
    """Log-in, log-out and passwords as allauth does them; signing up is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Never: an account comes from an admin."""
        return False


def end_token(sender: object, request: HttpRequest | None, **_: object) -> None:  # noqa: ARG001 - a signal's signature
    """Whoever logs out ends the token of their forms with it, as whoever logs in does: by it a page that the browser kept knows
    whether it is still its reader's (static/desk/answers.js).
    """
    if request is not None:
        rotate_token(request)
