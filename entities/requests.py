"""What every request of the desk carries behind the log-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django_htmx.middleware import HtmxDetails


class DeskRequest(HttpRequest):
    """A request that LoginRequiredMiddleware let through, so that its user is a person."""

    user: User
    htmx: HtmxDetails
