"""Outlets told by what the text calls them: "the weekly Nova Doba", "Tasnim news agency", "the Tribune".

No list holds every paper; the noun beside a name says what it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extraction.mention import Mention
from extraction.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extraction.article import Article
    from extraction.word import Word

LONGEST = 4
NEWS_BODIES = frozenset(
    {"agency", "site", "service", "channel", "outlet", "website", "portal", "programme", "program"}
)
"""Nouns that make an outlet only behind "news"."""


def typed_outlets(article: Article, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in text order, those that are outlets made so, and outlets that no mention covered added."""
    found = [replace(m, kind="outlet") if _is_outlet_here(article, m) else m for m in mentions]
    covered = {i for m in found for i in range(m.a, m.b)}
    for a, b in _unseen(article, covered):
        found.append(Mention(a, b, article.source(a, b), "outlet"))
    return sorted(found, key=lambda m: m.a)


def _is_outlet_here(article: Article, mention: Mention) -> bool:
    words = article.words
    if mention.kind == "outlet" or mention.b - mention.a > LONGEST:
        return False
    if mention.kind not in ("state", "group") and _called_before(words, mention.a):
        return True
    if mention.kind in ("organisation", "thing") and _called_after(words, mention.b):
        return True
    return mention.b - mention.a == 1 and _with_article(words, mention.a)


def _called_before(words: list[Word], a: int) -> bool:
    """ "the weekly ...", "the news site ..."."""
    if a == 0 or words[a - 1].begins != words[a].begins:
        return False
    return _calls_an_outlet(words, a - 1)


def _called_after(words: list[Word], b: int) -> bool:
    """ "... newspaper", "... news agency"."""
    if b >= len(words) or words[b].text[:1].isupper():
        return False
    return _calls_an_outlet(words, b) or (
        words[b].lower == "news" and b + 1 < len(words) and _calls_an_outlet(words, b + 1)
    )


def _calls_an_outlet(words: list[Word], i: int) -> bool:
    word = words[i]
    if word.text != word.lower or word.pos not in ("NOUN", "ADJ", "PROPN"):
        return False
    news = i > 0 and words[i - 1].lower in ("news", "state", "online")
    return word.lower in word_set("outlet_kinds") or (news and word.lower in NEWS_BODIES)


def _with_article(words: list[Word], i: int) -> bool:
    """ "the Tribune": a word that papers are called by, capitalised, behind "the"."""
    before, after = words[i - 1] if i else words[i], words[i + 1] if i + 1 < len(words) else words[i]
    return (
        words[i].capital
        and words[i].lower in word_set("paper_names")
        and before.lower == "the"
        and not (after is not words[i] and after.pos == "PROPN" and after.capital)
    )


def _unseen(article: Article, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Capitalised words right behind "the weekly", or a paper's name behind "the", that no mention covers."""
    words = article.words
    for word in words:
        if (
            word.i in covered
            or not word.capital
            or word.pos not in ("PROPN", "NOUN", "ADJ")
            or word.quote >= 0
        ):
            continue
        if _called_before(words, word.i):
            b = word.i
            while (
                b < len(words)
                and b < word.i + LONGEST
                and words[b].capital
                and b not in covered
                and words[b].alpha
            ):
                b += 1
            if b > word.i:
                yield word.i, b
        elif _with_article(words, word.i):
            yield word.i, word.i + 1
