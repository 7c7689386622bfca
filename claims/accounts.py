"""Accounts of the desk: admins make them, nobody signs up."""

from __future__ import annotations

import logging
from http import HTTPStatus
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest


log = logging.getLogger(__name__)


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth comes without types
    """Log-in, log-out and passwords as allauth does them; signing up is closed."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """As allauth does. Where the mail server refuses, whoever waits for the letter is told so, whether there is an
        account or not; whoever runs the desk reads it in the log.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            log.error("A letter (%s) could not be sent: %s", template_prefix, error)  # noqa: TRY400 - said in one line
            page = render(self.request, "account/no_letter.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
            raise ImmediateHttpResponse(page) from error

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Never: an account comes from an admin."""
        return False


def end_token(sender: object, request: HttpRequest | None, **_: object) -> None:  # noqa: ARG001 - a signal's signature
    """Whoever logs out ends the token of their forms with it, as whoever logs in does: by it a page that the browser kept knows
    whether it is still its reader's (static/desk/answers.js).
    """
    if request is not None:
        rotate_token(request)
