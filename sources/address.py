"""The same page under many addresses: what they share. Pure."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

# What campaigns and share buttons add to an address; the page is the same without it.
FOLLOWING = re.compile(
    r"utm_\w+|(?:fb|g|dc|ms|yc|tw|igs|ttc|li_fat_)?cl(?:id|sid)|fbclid|gclid|mc_[ce]id|_ga|_gl|ref|ref_src|ref_url|cmpid|cmp|"
    r"ocid|ns_\w+|at_\w+|smid|sr_share|share|amp|outputtype|igsh|s_cid|ftag|guccounter|guce_\w+|spm|wt_\w+|xtor|"
    r"campaign_id|emci|emdi|ceid|traffic_source|feature|output",
    re.IGNORECASE,
)
HOST_OF_A_KIND = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.(?=[^.]+\.)")
AMP = re.compile(r"/amp(?:/|\.html)?$|^/amp(?=/)")
INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$")


def address_key(url: str) -> str:
    """What addresses of one page share: no scheme, "www.", port, fragment, campaign marks, or slash at the end.

    Empty for an empty address, and for one so broken that it leads nowhere ("http://[::1"). Two different pages may, in rare cases, share it; the same text decides nothing here.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = HOST_OF_A_KIND.sub("", (parts.hostname or "").rstrip("."))
    if not host:
        return ""
    try:
        port = parts.port
    except ValueError:
        port = None
    path = INDEX.sub("/", AMP.sub("", unquote(parts.path))).rstrip("/")
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not FOLLOWING.fullmatch(name)
    )
    query = f"?{urlencode(kept, errors='replace')}" if kept else ""
    return f"{host}{f':{port}' if port not in (None, 80, 443) else ''}{path}{query}"[:500]
