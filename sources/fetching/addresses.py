"""Which addresses of the network may be connected to: those of the public internet, and no others.

The lists are the special-purpose registries of IANA (IPv4: RFC 6890 and its successors; IPv6: likewise), and what
clouds answer from with secrets of the machine. Of IPv6 only the block that is given out at all (2000::/3) may be
reached, without the blocks in it that carry an IPv4 address or lead elsewhere.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

NOT_PUBLIC_4 = [
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by a carrier's customers; one cloud's metadata
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's own server, under a public address
        "169.254.0.0/16",  # link-local; most clouds' metadata
        "172.16.0.0/12",
        "192.0.0.0/24",  # protocol assignments; one cloud's metadata
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
]
GIVEN_OUT_6 = IPv6Network("2000::/3")
NOT_PUBLIC_6 = [
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries an IPv4 address
        "2620:4f:8000::/48",
        "3fff::/20",  # documentation
    )
]
# ISATAP puts an IPv4 address into the last half of any prefix, behind these 32 bits.
ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(address: Address) -> bool:
    """Whether this is an address of the public internet."""
    if isinstance(address, IPv4Address):
        return not any(address in block for block in NOT_PUBLIC_4)
    if address.scope_id is not None or address not in GIVEN_OUT_6:
        return False
    if (int(address) >> 32) & 0xFFFFFFFF in ISATAP:
        return False
    return not any(address in block for block in NOT_PUBLIC_6)


def literal(host: str) -> Address | None:
    """The address that a host spells out in the one way that is not open to doubt; None for anything else."""
    try:
        return ip_address(host)
    except ValueError:
        return None
