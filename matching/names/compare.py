"""Whether two names mean one person, body, state or thing: a probability, and why.

Findings add up as log odds; the points were set by hand on half of our own table of pairs (benchmarks/name_pairs.jsonl),
whose other half only measured them (docs/names.md).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from matching.lists import word_set
from matching.names.bodies import compare_acronym, compare_bodies, has_body_noun, is_acronym
from matching.names.context import Context, context_of
from matching.names.finding import Finding, Likeness, weigh
from matching.names.normal import normal_form
from matching.names.parts import take_apart
from matching.names.persons import compare_words
from matching.names.sounds import apart
from matching.names.territories import Territory, territory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SAME_STATE, OTHER_STATE, SAME_ROLE, SAME_WORDS, OTHER_CALLING = 1.0, -2.5, 1.0, 0.6, -3.0
SOON = 3
"""Words after a name within which it is said to speak."""
MOST_WORDS = 2
"""Words of two contexts that count as shared; the third says nothing new."""


def compare(one: str, other: str, one_context: str = "", other_context: str = "") -> Likeness:
    """How likely two names mean one. The contexts are what is said around each, or known of whoever bears it."""
    return weigh(findings(one, other, one_context, other_context))


def findings(one: str, other: str, one_context: str = "", other_context: str = "") -> list[Finding]:
    """What speaks for two names meaning one, and against it, not yet weighed."""
    return [
        *_names(one, other, one_context, other_context),
        *_contexts(one, other, one_context, other_context),
    ]


def _names(one: str, other: str, one_context: str, other_context: str) -> Iterable[Finding]:
    a, b = territory(one), territory(other)
    if a and b:
        here = [speaks(one, one_context)] if a.by == "seat" else []
        here += [speaks(other, other_context)] if b.by == "seat" else []
        return _states(a, b, speaks=all(here))
    return _by_themselves(one, other)


@lru_cache(maxsize=16_384)
def _by_themselves(one: str, other: str) -> tuple[Finding, ...]:
    """What two names say that are not both a state's, whatever is said around them. The answer is shared: read only."""
    return tuple(_found(one, other))


def _found(one: str, other: str) -> Iterator[Finding]:
    if is_acronym(one) or is_acronym(other):
        short, long = (one, other) if is_acronym(one) else (other, one)
        yield from compare_acronym(short, long)
    elif take_apart(one).marks or take_apart(other).marks:
        yield from _items(one, other)
    elif has_body_noun(one) or has_body_noun(other):
        yield from compare_bodies(one, other)
    elif state := territory(one) or territory(other):
        yield Finding(-5.0, f"only one is a state ({state.name})")
    else:
        yield from compare_words(take_apart(one), take_apart(other))


def _states(one: Territory, other: Territory, *, speaks: bool) -> Iterator[Finding]:
    if one.code != other.code:
        yield Finding(-6.0, f"two different states ({one.name}, {other.name})")
        return
    named = {one.by, other.by}
    yield Finding(3.5, f"both stand for {one.name}")
    if "seat" in named and named != {"seat"}:
        if speaks:
            yield Finding(-0.7, "one is its seat of government, which speaks here")
        else:
            yield Finding(-4.5, "one is its seat of government, which may be the city")
    elif "people" in named and named != {"people"}:
        yield Finding(-1.0, "one is what its people are called")


def speaks(name: str, context: str) -> bool:
    """Whether a word of speaking follows the name: "Tehran argues", "Moscow on Monday denied"."""
    words, own = normal_form(context).split(), normal_form(name).split()
    places = (i + len(own) for i in range(len(words)) if words[i : i + len(own)] == own)
    return any(not word_set("speaking-verbs").isdisjoint(words[i : i + SOON]) for i in places)


def _items(one: str, other: str) -> Iterator[Finding]:
    a, b = take_apart(one), take_apart(other)
    if a.marks != b.marks:
        yield Finding(
            -6.0, f"their designations differ ({' '.join(a.marks) or 'none'}, {' '.join(b.marks) or 'none'})"
        )
        return
    yield Finding(3.5, f"the same designation ({' '.join(a.marks)})")
    mine, theirs = "".join(a.words), "".join(b.words)
    if mine != theirs:
        distance = apart(mine, theirs) if mine and theirs else 0.1
        yield Finding(-16 * distance, f"{mine or 'no word'} and {theirs or 'no word'} before it")


def _contexts(one: str, other: str, one_context: str, other_context: str) -> Iterator[Finding]:
    a = _context(one, one_context)
    if not a:
        return
    b = _context(other, other_context)
    if not b:
        return
    if a.states and b.states:
        shared = a.states & b.states
        words = (
            f"both spoken of with {', '.join(sorted(shared))}"
            if shared
            else "spoken of with different states"
        )
        yield Finding(SAME_STATE if shared else OTHER_STATE, words)
    roles = a.roles & b.roles
    if roles:
        yield Finding(SAME_ROLE, f"both {', '.join(sorted(roles))}")
    elif a.callings and b.callings and not a.callings & b.callings:
        yield Finding(
            OTHER_CALLING,
            f"one is in {', '.join(sorted(a.callings))}, the other in {', '.join(sorted(b.callings))}",
        )
    bodies = sorted((a.acronyms & (b.acronyms | b.initials)) | (b.acronyms & a.initials))
    if bodies:
        yield Finding(SAME_ROLE, f"both with {bodies[0].upper()}")
    shared_words = sorted(a.words & b.words)[:MOST_WORDS]
    if shared_words:
        yield Finding(SAME_WORDS * len(shared_words), f"both with “{'”, “'.join(shared_words)}”")


@lru_cache(maxsize=16_384)
def _context(name: str, context: str) -> Context:
    """A name's context, with what stands before the name in it: "Iranian Foreign Ministry spokesman"."""
    taken = take_apart(name)
    own = " ".join(taken.words)
    return context_of(f"{taken.before} . {context}" if taken.before else context, own)
