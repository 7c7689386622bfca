"""What kind of thing a name stands for, judged by our own lists: outlet, state, or what the pipeline took it for."""

from __future__ import annotations

from functools import cache

from extraction.wordlists import mapping, phrase_set, word_set

LABELS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PRODUCT": "thing",
    "WORK_OF_ART": "thing",
    "EVENT": "thing",
    "LAW": "thing",
}
"""Entity labels of the pipelines we know; others (dates, sums) are no names to us."""


def plain(name: str) -> str:
    """A name for comparing: lower case, straight apostrophes, no article, no possessive."""
    words = name.replace("’", "'").replace("‘", "'").split()
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    return " ".join(words).lower().removesuffix("'s").removesuffix("'")


@cache
def _states() -> dict[str, str]:
    return {
        other.strip(): state
        for state, others in mapping("states").items()
        for other in (state, *others.split(","))
        if other.strip()
    }


@cache
def _outlets() -> frozenset[str]:
    return frozenset(plain(name) for name in phrase_set("outlets"))


def state_of(name: str) -> str | None:
    """The state a name stands for, under one spelling ("US" and "America" alike), or None."""
    return _states().get(plain(name))


def is_listed_outlet(name: str) -> bool:
    """Is it an outlet of our list?"""
    return plain(name) in _outlets()


def is_outlet(name: str) -> bool:
    """Is it a known outlet, or a name that ends like one ("the Miami Herald")?"""
    key = plain(name)
    if key in _outlets() or key.removesuffix(" news agency") in _outlets() or key.endswith(" news agency"):
        return True
    words = key.split()
    return (
        len(words) > 1 and words[-1] in word_set("outlet_words") and name.rsplit(maxsplit=1)[-1][:1].isupper()
    )


def kind_of(name: str, label: str) -> str | None:
    """The kind of a name that the pipeline labelled so; None for what is no name to us."""
    if label not in LABELS:
        return None
    if is_outlet(name):
        return "outlet"
    return "state" if state_of(name) else LABELS[label]
