"""What every request of the desk carries behind the log-in, and what is read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls.converters import IntConverter
from django.utils.http import url_has_allowed_host_and_scheme

from entities.written import id_in, line_in

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django_htmx.middleware import HtmxDetails


class DeskRequest(HttpRequest):
    """A request that LoginRequiredMiddleware let through, so that its user is a person."""

    user: User
    htmx: HtmxDetails


class IdInPath(IntConverter):
    """An id in an address: ``<id:pk>``. One that no row can have is an address that does not exist."""

    def to_python(self, value: str) -> int:
        """The id. Raises ValueError for what cannot be one."""
        found = id_in(value)
        if found is None:
            raise ValueError(value)
        return found


def asked_id(request: HttpRequest, name: str) -> int | None:
    """The id in the query's ``name``; None for what cannot be one."""
    return id_in(request.GET.get(name, ""))


def sent_id(request: HttpRequest, name: str) -> int | None:
    """The id that a form sent as ``name``; None for what cannot be one."""
    return id_in(request.POST.get(name, ""))


def sent_line(request: HttpRequest, name: str) -> str:
    """The words that a form sent as ``name``, where no field of a form of ours reads them: one line, to be stored."""
    return line_in(request.POST.get(name, ""))


def next_page(request: HttpRequest, otherwise: str) -> str:
    """The desk's own page that the form asks to go on to, else ``otherwise``."""
    wanted = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if own else otherwise
