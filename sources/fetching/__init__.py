"""Fetching what stands at a web address, without being led to the inside of the network. Pure of the database.

answer = fetch("https://outlet.example/story", bounds=Bounds())
"""

from sources.fetching.failures import Busy, FetchFailed, Forbidden, Gone, TooBig, TooSlow
from sources.fetching.fetch import Answer, Bounds, Known, fetch
from sources.fetching.target import host_of, target

__all__ = [
    "Answer",
    "Bounds",
    "Busy",
    "FetchFailed",
    "Forbidden",
    "Gone",
    "Known",
    "TooBig",
    "TooSlow",
    "fetch",
    "host_of",
    "target",
]
