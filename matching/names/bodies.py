"""Names of organisations: as bags of words in which a state, a telling word and a common noun do not weigh alike."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import JaroWinkler

from matching.lists import word_set
from matching.names.finding import Finding, finding
from matching.names.normal import normal_form
from matching.names.script import latin
from matching.names.sounds import apart
from matching.names.territories import territories_in, with_points

if TYPE_CHECKING:
    from collections.abc import Iterator

ACRONYM = re.compile(r"(?:[A-Z]\.?){2,9}")
WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
POSSESSIVE = re.compile(r"['’]s\b")
SMALL = frozenset(
    {"the", "of", "for", "and", "in", "on", "to", "at", "de", "du", "des", "la", "le", "les", "sans"}
)
ONE = {
    "defense": "defence", "organization": "organisation", "center": "centre", "guards": "guard", "forces": "force",
    "services": "service", "affairs": "", "ministries": "ministry", "foreign affairs": "foreign",
}  # fmt: skip
SAME, ACRONYM_FITS, NOT_THE_ACRONYM = 3.5, 2.6, -4.0
OTHER_STATE, TELLING, COMMON, WEAK, NO_STATE = -6.0, -3.0, -1.6, -0.3, -1.5
NOTHING = -5.0


@lru_cache(maxsize=32_768)
def is_acronym(name: str) -> bool:
    """Whether a name is nothing but capitals: "IAEA", "U.N."."""
    return bool(ACRONYM.fullmatch(bare(name))) and "." not in bare(name)[:1]


def bare(name: str) -> str:
    """A name without its article, in Latin letters."""
    plain = latin(name.strip())
    return plain[4:] if plain[:4].lower() == "the " else plain


@lru_cache(maxsize=32_768)
def has_body_noun(name: str) -> bool:
    """Whether a word of the name is a noun for a body: "ministry", "court"."""
    return not word_set("body-nouns").isdisjoint(normal_form(name).split())


def compare_acronym(short: str, long: str) -> Iterator[Finding]:
    """What an acronym says to a name of several words, or to another acronym."""
    letters = bare(short).replace(".", "").lower()
    if is_acronym(long):
        other = bare(long).replace(".", "").lower()
        yield (
            finding(SAME, "the same acronym")
            if letters == other
            else finding(NOT_THE_ACRONYM, "two different acronyms")
        )
        return
    if letters in initials(long):
        points = ACRONYM_FITS if len(letters) > 2 else ACRONYM_FITS - 0.6
        yield finding(points, "%(short)s are the initials of “%(long)s”", short=short, long=long)
    else:
        yield finding(NOT_THE_ACRONYM, "%(short)s are not the initials of “%(long)s”", short=short, long=long)


def initials(name: str) -> set[str]:
    """The acronyms that a name of several words may have: with and without its small words."""
    words = [w for part in WORD.findall(latin(name)) for w in part.split("-")]
    words = [w.removesuffix("'s") for w in words]
    if words and words[0].lower() == "the":
        words = words[1:]
    if len(words) < 2:
        return set()
    main = [w for w in words if w.lower() not in SMALL]
    full = "".join(w[0] for w in words).lower()
    return {full, "".join(w[0] for w in main).lower()}


def compare_bodies(one: str, other: str) -> Iterator[Finding]:
    """What the words of two names of bodies say."""
    a, b = _expanded(one, other), _expanded(other, one)
    mine, theirs = bag(a), bag(b)
    yield from _states({w for w in mine if w[0] == "@"}, {w for w in theirs if w[0] == "@"})
    pairs, left, more = _shared([w for w in mine if w[0] != "@"], [w for w in theirs if w[0] != "@"])
    if not pairs:
        yield finding(NOTHING, "no word in common")
        return
    yield finding(SAME, "%(words)s in both", words=", ".join(pairs))
    if not left and not more and _order(mine) != _order(theirs) and not _reordered(one, other):
        yield finding(COMMON, "in another order")
    for word in (*left, *more):
        points = _weight(word) * (1.2 if left and more else 0.7)
        yield finding(points, "“%(word)s” in only one", word=word)


def _states(mine: set[str], theirs: set[str]) -> Iterator[Finding]:
    if mine and theirs and mine != theirs:
        yield finding(
            OTHER_STATE, "of different states (%(one)s, %(other)s)", one=_codes(mine), other=_codes(theirs)
        )
    elif mine != theirs:
        yield finding(NO_STATE, "only one names a state (%(states)s)", states=_codes(mine | theirs))
    elif mine:
        yield finding(0.5, "of the same state (%(state)s)", state=_codes(mine))


def _codes(states: set[str]) -> str:
    return ", ".join(sorted(state[1:] for state in states))


def _weight(word: str) -> float:
    if word in word_set("weak-words"):
        return WEAK
    return COMMON if word in word_set("body-nouns") else TELLING


def _expanded(name: str, other: str) -> str:
    """The name with an acronym in it written out as the other has it: "Iran's UN mission"."""
    for word in WORD.findall(name):
        if len(word) > 1 and ACRONYM.fullmatch(word):
            name = name.replace(word, _written_out(word, other) or word)
    return name


def _written_out(acronym: str, name: str) -> str:
    words = WORD.findall(name)
    size = len(acronym)
    runs = (words[i : i + size] for i in range(len(words) - size + 1))
    return next((" ".join(run) for run in runs if "".join(w[0] for w in run) == acronym), "")


def bag(name: str) -> list[str]:
    """The words of a body's name in their order: states under their code, spellings in one form, small words left out."""
    plain = POSSESSIVE.sub("", with_points(latin(name)))
    words = normal_form(plain).replace("foreign affairs", "foreign").split()
    out: list[str] = []
    at = 0
    for a, b, state in territories_in(words):
        out += [*words[at:a], f"@{state.code}"]
        at = b
    out += words[at:]
    return [ONE.get(w, w) for w in out if w not in SMALL and ONE.get(w, w)]


def _shared(mine: list[str], theirs: list[str]) -> tuple[list[str], list[str], list[str]]:
    """(words of both, only mine, only theirs); a word may be spelled otherwise."""
    more = list(theirs)
    pairs, left = [], []
    for word in mine:
        found = next((w for w in more if _alike(word, w)), None)
        if found is None:
            left.append(word)
        else:
            more.remove(found)
            pairs.append(word)
    return pairs, left, more


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return (
        min(len(one), len(other)) > 4
        and JaroWinkler.similarity(one, other) > 0.94
        and apart(one, other) < 0.1
    )


def _order(bag: list[str]) -> list[str]:
    return [w for w in bag if w[0] != "@"]


def _reordered(one: str, other: str) -> bool:
    """Whether only an "of" turned the words round: "Department of State", "State Department"."""
    return (" of " in f" {one.lower()} ") != (" of " in f" {other.lower()} ")
