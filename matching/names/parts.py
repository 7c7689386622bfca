"""What a name is made of: its own words, what stands before them, numbers and suffixes after them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from matching.lists import word_set
from matching.names.normal import APOSTROPHES, normal_form
from matching.names.script import latin, script_of

PIECE = re.compile(r"[^\W_]+\.?")
ROMAN = re.compile(r"[IVX]{1,4}")
DESIGNATION = re.compile(r"[^\W\d_]*\d[\w.]*|(?<=-)[A-ZА-Я](?![\w])")
SUFFIXES = frozenset({"jr", "sr"})
TWO_INITIALS = re.compile(r"[B-DF-HJ-NP-TV-Z]{2}")
SERVANT = re.compile(r"^(?:abd[aeou]u?l(?!l?ah?$)(?=$|\w{3})|عبدال(?!له$))", re.IGNORECASE)
"""“Abdel”, “Abdul”: the article belongs to what follows, and is written in many ways."""
JOINERS = str.maketrans("-–‐‑‒־", "      ")


@dataclass(frozen=True, slots=True)
class Taken:
    """A name taken apart. ``words``: its own, as written but without case, titles and particles; an initial is one
    letter. ``before``: titles, roles and whatever else stood before it, in normal form. ``numbers``: regnal and the like;
    ``suffix``: "jr" or "sr"; ``marks``: the designation of an item ("360" of Fath-360, "m" of Iskander-M).
    """

    words: tuple[str, ...]
    before: str
    numbers: frozenset[str]
    suffix: str
    marks: tuple[str, ...]
    script: str

    @property
    def family(self) -> str:
        """The word that stands last, as a surname does."""
        return self.words[-1] if self.words else ""


@lru_cache(maxsize=32_768)
def take_apart(name: str) -> Taken:
    """Takes a name apart as that of a person, or of an item where it has a designation. Any text will do."""
    name = _turned(name.strip().translate(APOSTROPHES))
    marks = tuple(_mark(m[0]) for m in DESIGNATION.finditer(name))
    pieces = [p for p in PIECE.findall(name.translate(JOINERS)) if not p[0].isdigit()]
    numbers = frozenset(p for i, p in enumerate(pieces) if i and ROMAN.fullmatch(p))
    suffix = next((p.rstrip(".").lower() for p in pieces[1:] if p.rstrip(".").lower() in SUFFIXES), "")
    kept = [
        p
        for i, p in enumerate(pieces)
        if not (i and (ROMAN.fullmatch(p) or p.rstrip(".").lower() in SUFFIXES))
    ]
    before, own = _without_titles(kept)
    words = tuple(w for p in own for w in _words(p, alone=len(own) == 1))
    inner = tuple(
        w for i, w in enumerate(words) if not (w in word_set("particles") and (i or len(words) > 2))
    )
    return Taken(
        inner or words,
        normal_form(" ".join(before)) if before else "",
        numbers,
        suffix,
        marks,
        script_of(name),
    )


def _turned(name: str) -> str:
    """ "Stoltenberg, Jens" the other way round."""
    last, comma, first = name.partition(",")
    short = len(last.split()) <= 2 and 1 <= len(first.split()) <= 3
    if comma and short and first.strip(" .").lower() not in SUFFIXES:
        return f"{first.strip()} {last.strip()}"
    return name


def _mark(written: str) -> str:
    return re.sub(r"[^a-z0-9]", "", latin(written).lower())


def _without_titles(pieces: list[str]) -> tuple[list[str], list[str]]:
    """Parts off titles and roles, up to the last role noun that a name still follows."""
    low = [p.rstrip(".").lower() for p in pieces]
    last = max((i for i, w in enumerate(low[:-1]) if w in word_set("role-nouns")), default=-1)
    if any(w in word_set("body-nouns") for w in low[last + 1 :]):
        return [], pieces
    cut = last + 1
    while cut < len(pieces) - 1 and low[cut] in word_set("titles"):
        cut += 1
    return pieces[:cut], pieces[cut:]


def _words(piece: str, *, alone: bool) -> list[str]:
    """A piece as words: two capitals without a vowel before other words are two initials ("JD Vance")."""
    bare = SERVANT.sub(lambda m: m[0][:3], piece.rstrip("."))
    if not alone and TWO_INITIALS.fullmatch(bare):
        return list(bare.lower())
    return [bare.lower()]
