"""What a web address asks for, checked as far as that can be told without asking anybody."""

from __future__ import annotations

import re
from ipaddress import IPv6Address

import httpx

from matching.phrase import gettext_noop
from sources.fetching.addresses import is_public, literal
from sources.fetching.failures import Forbidden

PORTS = (80, 443)
LONGEST = 2000
DEFAULT_PORTS = {"http": 80, "https": 443}
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
# A host that ends in a number is an address in some spelling: 127.1, 0x7f000001, 017700000001 (as browsers read them).
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Names of networks of one's own, and of the servers from which clouds tell a machine its secrets.
INSIDE = (
    "localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "lan", "home", "arpa", "onion",
)  # fmt: skip

Allowed = frozenset[tuple[str, int]]
"""Pairs of address and port beside the public internet: the tests' own server, and nothing else."""


def target(address: str, *, allowed: Allowed = frozenset()) -> httpx.URL:
    """The address as it is asked for. Raises Forbidden for one that is not fetched from."""
    if len(address) > LONGEST:
        raise Forbidden(f"An address has at most {LONGEST:,} characters.")
    try:
        url = httpx.URL(address.strip())
    except (httpx.InvalidURL, ValueError):
        raise Forbidden(gettext_noop("This is not a web address.")) from None
    return checked(url, allowed=allowed)


def checked(url: httpx.URL, *, allowed: Allowed = frozenset()) -> httpx.URL:
    """Likewise, for an address that is taken apart already."""
    if url.scheme not in DEFAULT_PORTS:
        raise Forbidden(gettext_noop("Only addresses that start with http:// or https:// are fetched."))
    if not url.host:
        raise Forbidden(gettext_noop("This is not a web address."))
    if url.userinfo:
        raise Forbidden(gettext_noop("An address with a name or password in it is not fetched."))
    host = url.raw_host.decode("ascii")
    bare = host.removesuffix(".")
    if bare != host:
        url = url.copy_with(host=bare)
    port = DEFAULT_PORTS[url.scheme] if url.port is None else url.port
    check_host(bare, port, allowed=allowed)
    return url.copy_with(fragment=None)


def check_host(host: str, port: int, *, allowed: Allowed = frozenset()) -> None:
    """Raises Forbidden for a host and port that are not connected to, whatever the host's name turns out to mean."""
    if (host, port) in allowed:
        return
    if port not in PORTS and port not in {allowed_port for _, allowed_port in allowed}:
        raise Forbidden(gettext_noop("Only the usual ports of the web, 80 and 443, are fetched from."))
    spelled = literal(host)
    if spelled is not None:
        if not is_public(spelled):
            raise Forbidden(INSIDE_WORDS)
        return
    labels = host.split(".")
    if NUMBER.fullmatch(labels[-1]):
        raise Forbidden(
            gettext_noop("This host is a number in an unusual spelling, which is not fetched from.")
        )
    if len(labels) == 1 or labels[-1] in INSIDE:
        raise Forbidden(INSIDE_WORDS)
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):  # noqa: PLR2004 - DNS has no longer names
        raise Forbidden(gettext_noop("This is not the name of a host."))


INSIDE_WORDS = gettext_noop(
    "This address leads inside a network, not to the public web, so nothing was fetched."
)


def host_of(address: str) -> str:
    """The host of a stored address in one form, as outlets are known by: small letters, without "www."; empty where
    there is none.
    """
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError):
        return ""
    host = url.raw_host.decode("ascii", "replace").removesuffix(".").removeprefix("www.")
    if isinstance(literal(host), IPv6Address):
        host = f"[{host}]"
    return f"{host}:{url.port}" if url.port else host
