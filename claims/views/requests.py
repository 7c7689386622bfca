"""What comes in with a request: ids and the page to go on to, none of them trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django.http import HttpRequest

LARGEST_ID = 2**63 - 1


def asked_id(request: HttpRequest, name: str) -> int | None:
    """The id in the query's ``name``; None for what cannot be one."""
    return id_in(request.GET.get(name, ""))


def sent_id(request: HttpRequest, name: str) -> int | None:
    """The id that a form sent as ``name``; None for what cannot be one."""
    return id_in(request.POST.get(name, ""))


def id_in(text: str) -> int | None:
    """The id that is written; None for what cannot be one."""
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(LARGEST_ID)):
        return None
    return int(text) if int(text) <= LARGEST_ID else None


def next_page(request: HttpRequest, otherwise: str) -> str:
    """The desk's own page that the form asks to go on to, else ``otherwise``."""
    wanted = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if own else otherwise
