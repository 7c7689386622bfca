"""The names in an article: the desk's own, designations by pattern, what the pipeline found, mended, and our lists."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from extraction.kinds import LABELS, is_listed, is_listed_outlet, kind_of, plain
from extraction.listed import find_peoples, find_places, find_weapons, is_nationality
from extraction.mention import Mention
from extraction.reading import Name
from extraction.typed_outlets import typed_outlets
from extraction.wordlists import classes, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extraction.article import Article
    from extraction.known import KnownNames
    from extraction.word import Word

DESIGNATION = re.compile(
    r"(?<![\w-])(?:[A-ZА-Я][A-Za-zА-я]{0,20}-\d{1,4}[A-Za-zА-Я]{0,2}|\d{1,2}[A-ZА-Я]{1,2}\d{2,4})(?![\w-])"
)
LONGEST_OUTLET = 4


def find_names(article: Article, known: KnownNames, mentioned: Iterable[Mention]) -> list[Name]:
    """All names in text order, none overlapping: the desk's own first, then weapons, then `mentioned`, then peoples."""
    named = [Name(m.text, article.span(m.a, m.b), m.kind) for m in mentioned]
    weapons = [Name(m.group(), m.span(), "thing") for m in DESIGNATION.finditer(article.text)]
    weapons += _not_within(find_weapons(article.text), named)
    found = [*known.find(article.text), *weapons, *named, *find_peoples(article.text)]
    out: list[Name] = []
    taken: set[int] = set()
    for name in found:
        if not taken.intersection(range(*name.span)):
            taken.update(range(*name.span))
            out.append(name)
    return sorted(out, key=lambda n: n.span)


def _not_within(names: Iterable[Name], others: list[Name]) -> Iterator[Name]:
    """The names that are no part of a longer one: Fateh the missile, not Fateh Karimi. Both are in text order."""
    k = 0
    for name in names:
        while k < len(others) and others[k].span[1] <= name.span[0]:
            k += 1
        longer = k < len(others) and others[k].span[0] <= name.span[0] and others[k].span[1] >= name.span[1]
        if not longer or others[k].span == name.span or others[k].kind != "person":
            yield name


def mentions(article: Article) -> list[Mention]:
    """The names the pipeline found, in text order: titles and possessives taken off, kinds put right by our lists."""
    out: list[Mention] = []
    for a, b in _entities(article.words):
        mention = _mended(article, a, b)
        if mention and (not out or out[-1].b <= mention.a):  # else it is the rest of a name made longer
            out.append(_whole_outlet(article, mention))
    return out


def _whole_outlet(article: Article, mention: Mention) -> Mention:
    """The listed outlet that a name found short is the beginning of: "Wall Street" in "the Wall Street Journal"."""
    words, a = article.words, mention.a
    for b in range(min(a + LONGEST_OUTLET, words[a].ends), mention.b, -1):
        name = article.source(a, b)
        if words[b - 1].capital and words[b - 1].paragraph == words[a].paragraph and is_listed_outlet(name):
            return Mention(a, b, name, "outlet")
    return mention


def all_mentions(article: Article) -> list[Mention]:
    """Everybody and everything named that may speak: the pipeline's names, and what it missed of what we know.

    That is a found person's surname, an outlet, a state, a city, a body of our lists.
    """
    seen = typed_outlets(article, with_surnames(article, mentions(article)))
    return _with_places(article, seen)


def _with_places(article: Article, found: list[Mention]) -> list[Mention]:
    """Adds listed states, places and bodies where no name stands, or one that is but a part of theirs.

    A name that is nothing but listed places with small words between them ("Odesa for Lviv") falls apart.
    """
    listed = _listed_places(article)
    inside = {i for m in listed for i in range(m.a, m.b)}
    whole = [m for m in found if not _is_row_of_places(article, m, inside)]
    at = {i: m for m in whole for i in range(m.a, m.b)}
    for place in listed:
        here = {id(at[i]): at[i] for i in range(place.a, place.b) if i in at}.values()
        if not any(m.b - m.a >= place.b - place.a for m in here):
            for m in here:
                for i in range(m.a, m.b):
                    del at[i]
            at.update(dict.fromkeys(range(place.a, place.b), place))
    return sorted({id(m): m for m in at.values()}.values(), key=lambda m: m.a)


def _listed_places(article: Article) -> list[Mention]:
    """The listed places that begin and end where words do."""
    out = []
    starts = [word.start for word in article.words]
    for name in find_places(article.text):
        a, b = (bisect_left(starts, offset) for offset in name.span)
        if a < b and starts[a] == name.span[0] and article.words[b - 1].end == name.span[1]:
            out.append(Mention(a, b, name.text, kind_of(name.text, "LOC") or name.kind))
    return out


def _is_row_of_places(article: Article, mention: Mention, inside: set[int]) -> bool:
    between = [i for i in range(mention.a, mention.b) if i not in inside]
    ends = {mention.a, mention.b - 1} <= inside
    return ends and bool(between) and all(article.words[i].text.islower() for i in between)


def with_surnames(article: Article, found: list[Mention]) -> list[Mention]:
    """The mentions and, as mentions too, capitalised words no name covers: a found person's surname, a known outlet."""
    surnames = {m.text.split()[-1] for m in found if m.kind == "person" and m.b - m.a > 1}
    covered = {i for m in found for i in range(m.a, m.b)}
    more = [
        Mention(w.i, w.i + 1, w.text, "person")
        for w in article.words
        if w.text in surnames and w.i not in covered and w.pos in ("PROPN", "NOUN", "ADJ")
    ]
    covered.update(m.a for m in more)
    for word in article.words:
        if word.capital and word.pos == "PROPN" and word.i not in covered:
            outlet = _outlet_at(article, word.i, covered)
            if outlet:
                more.append(outlet)
                covered.update(range(outlet.a, outlet.b))
    return sorted([*found, *more], key=lambda m: m.a)


def _outlet_at(article: Article, i: int, covered: set[int]) -> Mention | None:
    """The longest known outlet whose name begins at word i."""
    for end in range(min(i + LONGEST_OUTLET, len(article.words)), i, -1):
        if covered.isdisjoint(range(i, end)) and is_listed_outlet(article.source(i, end)):
            return Mention(i, end, article.source(i, end), "outlet")
    return None


def _entities(words: list[Word]) -> Iterator[tuple[int, int]]:
    """Word ranges of the entities; one never runs over a line's end."""
    i = 0
    while i < len(words):
        if words[i].entity not in LABELS:
            i += 1
            continue
        a = i
        i += 1
        while (
            i < len(words)
            and words[i].entity == words[a].entity
            and not words[i].opens_entity
            and words[i].paragraph == words[a].paragraph
        ):
            i += 1
        yield a, i


def _mended(article: Article, a: int, b: int) -> Mention | None:
    words, label = article.words, article.words[a].entity
    person = label in ("PERSON", "PER")
    if person:
        a = _with_given_name(words, _after_titles(words, a, b), b)
        b = _with_surname(words, a, b)
    while a < b and (words[a].punct or words[a].lower == "the" or (person and is_title(words[a]))):
        a += 1
    while b > a and (words[b - 1].lower in ("'s", "’s", "'", "’") or words[b - 1].punct):
        b -= 1
    if a >= b or not any(w.alpha or w.capital for w in words[a:b]):
        return None
    text = article.source(a, b)
    kind = kind_of(text, label)
    if kind == "person" and not words[a].capital:
        return None
    if kind == "person" and b - a == 1 and a > 0 and words[a - 1].lower == "the":
        kind = "organisation"  # nobody is called "the Handelsbote"
    if kind == "place" and a > 0 and words[a - 1].capital and is_title(words[a - 1]) and not is_listed(text):
        kind = "person"  # "Governor Park"
    return Mention(a, b, text, kind) if kind else None


def _with_given_name(words: list[Word], a: int, b: int) -> int:
    """Where a surname's own given name begins that the pipeline left out: "Antony Blinken", found as "Blinken"."""
    if b - a != 1 or a <= words[a].begins:
        return a
    before = words[a - 1]
    if not before.capital or before.entity in LABELS or is_title(before):
        return a
    one_name = words[a].dep == "flat" and words[a].head is before and before.pos == "PROPN"
    return a - 1 if one_name or plain(before.text) in classes("given_names") else a


def _with_surname(words: list[Word], a: int, b: int) -> int:
    """Where a name ends of which the pipeline left the second half out: "Anders Moe", found as "Anders"."""
    if b - a != 1 or b >= words[a].ends:
        return b
    after = words[b]
    plainly = after.capital and after.pos == "PROPN" and after.text.replace("-", "").isalpha()
    no_name = is_title(after) or after.lower in word_set("time_words") or after.entity in LABELS
    return b + 1 if plainly and not no_name and after.quote == words[a].quote else b


def _after_titles(words: list[Word], a: int, b: int) -> int:
    """Where the person's own name begins in "Iranian Foreign Ministry spokesman Nasser Kan'ani"."""
    for k in range(b - 2, a - 1, -1):
        if is_title(words[k]):
            return k + 1
    return a + 1 if b - a > 1 and is_nationality(words[a].text) else a


def is_title(word: Word) -> bool:
    """Is it a role or a form of address, as may stand before a person's name?"""
    return word.lower in word_set("roles") or word.lower in word_set("honorifics")
