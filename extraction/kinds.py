"""What kind of thing a name stands for, judged by our own lists: outlet, state, or what the pipeline took it for."""

from __future__ import annotations

from functools import cache, lru_cache

from extraction.listed import is_nationality
from extraction.wordlists import classes, mapping, phrase_set, word_set

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


@lru_cache(maxsize=20_000)
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


@cache
def _bodies() -> frozenset[str]:
    return frozenset(plain(name) for name in phrase_set("bodies"))


@cache
def _capitals() -> frozenset[str]:
    return frozenset(plain(name) for name in phrase_set("capitals"))


@cache
def _cities() -> frozenset[str]:
    return frozenset(plain(name) for name in phrase_set("cities"))


@cache
def _groups() -> frozenset[str]:
    return phrase_set("groups")


def state_of(name: str) -> str | None:
    """The state a name stands for, under one spelling ("US" and "America" alike), or None."""
    return _states().get(plain(name))


def is_listed_capital(name: str) -> bool:
    """Is it a capital or a seat of government?"""
    return plain(name) in _capitals()


def is_listed_outlet(name: str) -> bool:
    """Is it an outlet of our list?"""
    return plain(name) in _outlets()


def is_outlet(name: str) -> bool:
    """Is it a known outlet, or a name that ends like one ("the Miami Herald")? An economist is not The Economist."""
    key = plain(name)
    if key and not any(word[:1].isupper() for word in name.split()[-len(key.split()) :]):
        return False
    if key in _outlets() or key.removesuffix(" news agency") in _outlets() or key.endswith(" news agency"):
        return True
    words = key.split()
    if not words or not name.rsplit(maxsplit=1)[-1][:1].isupper():
        return False
    return (len(words) > 1 and words[-1] in word_set("outlet_words")) or any(
        words[-1].endswith(end) and words[-1] != end for end in word_set("outlet_endings")
    )


def kind_of(name: str, label: str) -> str | None:
    """The kind of a name that the pipeline labelled so; None for what is no name to us."""
    if label not in LABELS:
        return None
    listed = _listed_kind(name)
    if listed:
        return listed
    kind = LABELS[label]
    if kind == "person" and ends_like_an_organisation(name):
        return "organisation"
    return "person" if kind in ("place", "organisation") and _begins_like_a_person(name, label) else kind


def is_listed(name: str) -> bool:
    """Does one of our lists say what the name is?"""
    return _listed_kind(name) is not None


def _listed_kind(name: str) -> str | None:
    """What our lists say a name is."""
    if is_outlet(name):
        return "outlet"
    if state_of(name):
        return "state"
    key = plain(name)
    if key in _bodies():
        return "organisation"
    if key in _capitals() or key in _cities():
        return "place"
    return "group" if is_nationality(name) or key in _groups() else None


def ends_like_an_organisation(name: str) -> bool:
    """Does a name of two words or more end as companies and bodies do?"""
    words = plain(name).split()
    return len(words) > 1 and (words[-1] in word_set("org_nouns") or words[-1] in word_set("org_endings"))


def _begins_like_a_person(name: str, label: str) -> bool:
    """A given name and one or two capitalised words, however the pipeline took them."""
    words = name.split()
    return (
        len(words) in (2, 3)
        and label != "FAC"
        and plain(words[0]) in classes("given_names")
        and all(word[:1].isupper() and word.replace("-", "").replace("’", "").isalpha() for word in words)
        and not ends_like_an_organisation(name)
        and plain(words[-1]) not in word_set("place_endings")
    )


def is_member(noun: str) -> bool:
    """Does it name one of a people, a faith or a party ("Dane", "Democrat"), and neither the people nor its language?"""
    one = noun[:1].isupper() and not noun.lower().endswith(SAID_OF_ALL)
    return one and (is_nationality(noun) or f"{plain(noun)}s" in _groups() or plain(noun) in _groups())


SAID_OF_ALL = ("s", "sh", "ch", "ese")
"""Endings of words that one and many share: "the French said"."""
PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "eer", "ant", "yst")


def is_person_noun(noun: str) -> bool:
    """Is it a common noun for a person: a role, or one formed like "trader", "geologist", "porter"?"""
    if noun in word_set("roles") or noun in word_set("anonymous_nouns"):
        return True
    if noun in word_set("org_nouns") or noun in word_set("carriers") or noun in word_set("not_persons"):
        return False
    return len(noun) > 4 and noun.endswith(PERSON_ENDINGS)
