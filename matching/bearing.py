"""What a statement says of a claim's event, held against what the claim says of it; and the words that show it."""

from __future__ import annotations

from enum import Enum

from matching.event import Status, chain_before, clause_before, event_of, places_of, status_in, tokens
from matching.kindred import one_word_for
from matching.lists import classes, phrases
from matching.phrase import say

OPENINGS = frozenset({"if", "unless", "whether", "should"})


class Bearing(Enum):
    """A statement's event held against the claim's."""

    AGREES = "agrees"
    OPPOSES = "opposes"
    UNREAL = "unreal"
    NAMED = "named"
    ABSENT = "absent"


def bearing(text: str, claim: str) -> Bearing:
    """How what a text says of the claim's event stands to what the claim says of it."""
    event, claimed = event_of(claim)
    if not event:
        return Bearing.ABSENT
    said, turned = status_in(text, event)
    if turned:
        said = {Status.HAPPENED: Status.NOT, Status.NOT: Status.HAPPENED}.get(said, said)
    if said in (Status.NAMED, Status.ABSENT):
        return Bearing(said.value)
    if claimed is Status.NOT:
        return {Status.NOT: Bearing.AGREES, Status.HAPPENED: Bearing.OPPOSES}.get(said, Bearing.UNREAL)
    if said is Status.NOT:
        return Bearing.OPPOSES
    if said is Status.UNREAL and claimed is not Status.UNREAL:
        return Bearing.UNREAL
    return Bearing.AGREES


def shown_event(text: str, claim: str) -> str:
    """The words by which a text says the claim's event, as it has them: "has not delivered"; "" for none."""
    event, _ = event_of(claim)
    words = tokens(text)
    place = next(iter(places_of(words, event)), None) if event else None
    if place is None:
        return ""
    chain = chain_before(clause_before(words, place))
    two = one_word_for(words[place], words[place + 1]) if place + 1 < len(words) else ""
    return " ".join((*chain, *words[place : place + (2 if two else 1)])).replace(" n't", "n't")


def event_words(text: str, claim: str) -> frozenset[str]:
    """The words of a text that say the claim's own event: where workers were dismissed, "dismissed" refutes nothing."""
    event, _ = event_of(claim)
    words = tokens(text)
    return frozenset(words[i] for i in places_of(words, event)) if event else frozenset()


def conditional(text: str) -> str:
    """The words, quoted, by which a text speaks of what is not said to be so: “if”, “any … would”; or ""."""
    words = tokens(text)
    if words[:1] and words[0] in OPENINGS:
        return quoted(words[0])
    plain = f" {' '.join(words)} "
    negated = any(word in classes("grammar")["negation"] for word in words)
    if " any " in plain and (" would " in plain or " could " in plain) and not negated:
        return quoted("any … would")
    return _phrase(plain, "condition-phrases")


def ahead(text: str) -> str:
    """The words, quoted, by which a text speaks of what is still to come: “expected to”; or ""."""
    return _phrase(f" {' '.join(tokens(text))} ", "ahead-phrases")


def quoted(words: str) -> str:
    """Words of a text in quotation marks, which each language has its own of."""
    return say("“%(words)s”", words=words)


def is_ahead(claim: str) -> bool:
    """Whether a claim itself is about what is still to come: "will sell"."""
    return event_of(claim)[1] is Status.UNREAL


def _phrase(plain: str, name: str) -> str:
    return next((quoted(phrase) for phrase in phrases(name) if f" {phrase} " in plain), "")
