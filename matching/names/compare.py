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
from matching.names.finding import Finding, Likeness, finding, weigh
from matching.names.normal import normal_form
from matching.names.parts import take_apart
from matching.names.persons import compare_words
from matching.names.sounds import apart
from matching.names.territories import Territory, territory
from matching.phrase import Phrase, say, say_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SAME_STATE, OTHER_STATE, SAME_ROLE, SAME_WORDS, OTHER_CALLING = 1.0, -2.5, 1.0, 0.6, -3.0
SOON = 3
"""Words after a name within which it is said to speak."""
MOST_WORDS = 2
"""Words of two contexts that count as shared; the third says nothing new."""
NO_MARK, NO_WORD = say("no designation"), say("no word")
CALLINGS = {
    "government": say("government"),
    "military": say("the military"),
    "sport": say("sport"),
    "science": say("science"),
    "art": say("the arts"),
    "work": say("the trades"),
    "crime": say("crime"),
    "faith": say("religion"),
    "business": say("business"),
    "press": say("the press"),
}
"""The classes of data/callings.txt, as they are said."""


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
        yield finding(-5.0, "only one is a state (%(state)s)", state=state.name)
    else:
        yield from compare_words(take_apart(one), take_apart(other))


def _states(one: Territory, other: Territory, *, speaks: bool) -> Iterator[Finding]:
    if one.code != other.code:
        yield finding(-6.0, "two different states (%(one)s, %(other)s)", one=one.name, other=other.name)
        return
    named = {one.by, other.by}
    yield finding(3.5, "both stand for %(state)s", state=one.name)
    if "seat" in named and named != {"seat"}:
        if speaks:
            yield finding(-0.7, "one is its seat of government, which speaks here")
        else:
            yield finding(-4.5, "one is its seat of government, which may be the city")
    elif "people" in named and named != {"people"}:
        yield finding(-1.0, "one is what its people are called")


def speaks(name: str, context: str) -> bool:
    """Whether a word of speaking follows the name: "Tehran argues", "Moscow on Monday denied"."""
    words, own = normal_form(context).split(), normal_form(name).split()
    places = (i + len(own) for i in range(len(words)) if words[i : i + len(own)] == own)
    return any(not word_set("speaking-verbs").isdisjoint(words[i : i + SOON]) for i in places)


def _items(one: str, other: str) -> Iterator[Finding]:
    a, b = take_apart(one), take_apart(other)
    if a.marks != b.marks:
        yield finding(
            -6.0,
            "their designations differ (%(one)s, %(other)s)",
            one=" ".join(a.marks) or NO_MARK,
            other=" ".join(b.marks) or NO_MARK,
        )
        return
    yield finding(3.5, "the same designation (%(marks)s)", marks=" ".join(a.marks))
    mine, theirs = "".join(a.words), "".join(b.words)
    if mine != theirs:
        distance = apart(mine, theirs) if mine and theirs else 0.1
        yield finding(
            -16 * distance, "%(one)s and %(other)s before it", one=mine or NO_WORD, other=theirs or NO_WORD
        )


def _contexts(one: str, other: str, one_context: str, other_context: str) -> Iterator[Finding]:
    a = _context(one, one_context)
    if not a:
        return
    b = _context(other, other_context)
    if not b:
        return
    if a.states and b.states:
        shared = a.states & b.states
        yield (
            finding(SAME_STATE, "both spoken of with %(states)s", states=", ".join(sorted(shared)))
            if shared
            else finding(OTHER_STATE, "spoken of with different states")
        )
    roles = a.roles & b.roles
    if roles:
        yield finding(SAME_ROLE, "both %(roles)s", roles=", ".join(sorted(roles)))
    elif a.callings and b.callings and not a.callings & b.callings:
        yield finding(
            OTHER_CALLING,
            "one is in %(one)s, the other in %(other)s",
            one=_callings(a.callings),
            other=_callings(b.callings),
        )
    bodies = sorted((a.acronyms & (b.acronyms | b.initials)) | (b.acronyms & a.initials))
    if bodies:
        yield finding(SAME_ROLE, "both with %(body)s", body=bodies[0].upper())
    shared_words = sorted(a.words & b.words)[:MOST_WORDS]
    if len(shared_words) > 1:
        first, second = shared_words
        yield finding(2 * SAME_WORDS, "both with “%(one)s”, “%(other)s”", one=first, other=second)
    elif shared_words:
        yield finding(SAME_WORDS, "both with “%(word)s”", word=shared_words[0])


@lru_cache(maxsize=1_024)
def _callings(callings: frozenset[str]) -> Phrase:
    return say_all(CALLINGS[calling] for calling in sorted(callings))


@lru_cache(maxsize=16_384)
def _context(name: str, context: str) -> Context:
    """A name's context, with what stands before the name in it: "Iranian Foreign Ministry spokesman"."""
    taken = take_apart(name)
    own = " ".join(taken.words)
    return context_of(f"{taken.before} . {context}" if taken.before else context, own)
