"""The way the words came: an outlet that only carries is a relay, and whoever it cites or quotes is the speaker.

"..., the Journal reported, citing an official": the official speaks, via the Journal. "The agency quoted him as
saying": he speaks, via the agency. "told Reuters", "according to reports": a relay beside the speaker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.carriers import can_speak, is_carrier, reports, speak
from extraction.citing import trace_citing
from extraction.phrases import governed, noun_phrase
from extraction.word import SUBJECTS
from extraction.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extraction.article import Article, Range
    from extraction.draft import Draft
    from extraction.mention import Mention

QUOTING_DEPS = frozenset({"advcl", "xcomp", "obl", "ccomp", "acl", "conj"})
TOLD = frozenset({"tell", "inform", "brief", "assure"})
MOST_CITING = 300
"""An article with more sentences that cite is no article; they are left as they are."""
TO_WHOM = frozenset({"to", "with", "by", "on"})


def trace_relays(article: Article, drafts: list[Draft], names: Sequence[Mention]) -> list[Draft]:
    """The drafts with speakers and carriers put right; those that only cited somebody are gone."""
    outlets = _by_sentence(article, (m for m in names if m.kind == "outlet"))
    for draft in drafts:
        _quoted_as(article, draft)
        _cited_by(article, draft)
        trace_citing(article, draft)
    cites = [d for d in drafts if article.words[d.cue.i].lemma in word_set("citing_verbs")]
    around = {article.words[d.cue.i].begins for d in cites}
    near = [d for d in drafts if article.words[d.cue.i].begins in around] if len(cites) < MOST_CITING else []
    kept = [d for d in drafts if not (d in cites and _only_cites(article, d, near))]
    for draft in kept:
        _carried_by(article, draft, outlets.get(article.words[draft.cue.i].begins, []))
    return _absorbed(article, kept)


def _by_sentence(article: Article, names: Iterable[Mention]) -> dict[int, list[Mention]]:
    out: dict[int, list[Mention]] = {}
    for name in names:
        out.setdefault(article.words[name.a].begins, []).append(name)
    return out


def _quoted_as(article: Article, draft: Draft) -> None:
    """ "The agency quoted him as saying", "he was quoted by the agency as saying"."""
    word = article.words[draft.cue.i]
    verb = word
    for _ in range(2):
        if verb.lemma not in word_set("citing_verbs") and verb.dep in QUOTING_DEPS:
            verb = verb.head
    if (
        verb.lemma not in word_set("citing_verbs")
        or verb.pos != "VERB"
        or (verb is word and verb.tag == "VBG")
    ):
        return
    passive = next((c for c in verb.children if c.dep == "nsubj:pass" and c.i < verb.i), None)
    spoke = passive or next((c for c in verb.children if c.dep in ("obj", "iobj") and c.i > verb.i), None)
    if spoke is None or draft.holds(spoke.i) or not can_speak(spoke):
        return
    by = next((c for c in verb.children if c.dep == "obl:agent" or "by" in c.child_lowers("case")), None)
    told = by if passive else next((c for c in verb.children if c.dep in SUBJECTS and c.i != spoke.i), None)
    draft.phrase = noun_phrase(article, told) if told and not draft.holds(told.i) else None
    speak(draft, noun_phrase(article, spoke, None, verb.i if passive else None), spoke.i)


def _cited_by(article: Article, draft: Draft) -> None:
    """ "The general, cited by the agency, said": the one before the comma, where the parse took the agency."""
    words = article.words
    head = words[draft.head] if draft.phrase is not None else None
    if head is None or head.is_root or head.head.tag != "VBN" or draft.cue.kind != "verb":
        return
    verb = head.head
    set_off = verb.i > verb.begins + 1 and words[verb.i - 1].text == "," and verb.i < head.i < draft.cue.i
    if not set_off or verb.lemma not in word_set("citing_verbs") or draft.cue.i == verb.i:
        return
    spoke = words[verb.i - 2]
    while spoke.dep in ("flat", "compound") and not spoke.is_root and spoke.head.begins == spoke.begins:
        spoke = spoke.head
    if can_speak(spoke) and not draft.holds(spoke.i):
        draft.phrase = _without_by(article, draft.phrase)
        speak(draft, noun_phrase(article, spoke, None, verb.i - 1), spoke.i)


def _without_by(article: Article, phrase: Range | None) -> Range | None:
    if phrase is not None and phrase[1] - phrase[0] > 1 and article.words[phrase[0]].lower == "by":
        return phrase[0] + 1, phrase[1]
    return phrase


def _only_cites(article: Article, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Has "citing X" or "X was quoted" done its work for another draft of the sentence?"""
    word = article.words[draft.cue.i]
    if word.lemma not in word_set("citing_verbs"):
        return False
    beside = [
        d for d in drafts if d is not draft and d.phrase and article.words[d.cue.i].begins == word.begins
    ]
    if word.tag == "VBG" and any(d.phrase == draft.phrase for d in beside):
        return True
    cited = [d.phrase for d in beside if d.phrase and d.found_by == "cited"]
    return any(draft.holds(i) for phrase in cited for i in range(*phrase))


def _carried_by(article: Article, draft: Draft, outlets: Sequence[Mention]) -> None:
    """Outlets beside the speaker in the same sentence: "told Reuters", "..., Reuters reported"."""
    words = article.words
    if draft.phrase is None or draft.cue.kind == "colon" or is_carrier(article, draft.phrase):
        return
    for name in outlets:
        if (
            draft.holds(name.a)
            or _inside(name.a, draft.phrase)
            or any(_inside(name.a, c) for c in draft.carriers)
        ):
            continue
        before = words[name.a - 1] if name.a else words[0]
        if before.lower == "the" and name.a > 1:
            before = words[name.a - 2]
        told = words[draft.cue.i].lemma in TOLD and 0 < name.a - draft.cue.i <= 3
        wrote = (
            words[draft.cue.i].lemma == "write"
            and before.lower in ("in", "for")
            and 0 < name.a - draft.cue.i <= 4
        )
        if told or wrote or before.lower in TO_WHOM or before.lemma in TOLD or reports(words, name.b):
            draft.carriers.append((name.a, name.b))
    _according(article, draft)


def _according(article: Article, draft: Draft) -> None:
    """ "..., he said, according to reports"."""
    words = article.words
    cue = words[draft.cue.i]
    if draft.cue.kind == "according":
        return
    for i in range(cue.begins, cue.ends - 2):
        if words[i].lower != "according" or words[i + 1].lower != "to":
            continue
        if draft.holds(i) and not _cut_off(article, draft, i):
            continue
        end = i + 2
        while end < cue.ends and words[end].pos in ("DET", "ADJ", "PROPN", "NOUN") and not words[end].mark:
            end += 1
        if end > i + 2 and is_carrier(article, (i + 2, end)) and (i + 2, end) not in draft.carriers:
            draft.carriers.append((i + 2, end))


def _cut_off(article: Article, draft: Draft, i: int) -> bool:
    """Takes ", according to a carrier" off the end of what was said; False where it stands within it."""
    n, (a, b) = next((n, p) for n, p in enumerate(draft.parts) if _inside(i, p))
    far = governed(article, i, i + 1)[1]
    ends = a < i - 1 and i > draft.cue.i and b <= far + 1 and article.words[i].quote < 0
    near = min(i + 3, far)
    if not ends or article.words[i - 1].text != "," or not _carries(article, (i + 2, near), (i + 2, far)):
        return False
    draft.parts[n] = (a, i - 1)
    return True


def _carries(article: Article, *phrases: Range) -> bool:
    return any(a < b and is_carrier(article, (a, b)) for a, b in phrases)


def _inside(i: int, phrase: Range) -> bool:
    return phrase[0] <= i < phrase[1]


def _absorbed(article: Article, drafts: list[Draft]) -> list[Draft]:
    """Where an outlet's report split what another says in the same sentence, the pieces become one again."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(article.words[draft.cue.i].begins, []).append(draft)
    gone: set[int] = set()
    for group in by_sentence.values():
        for draft in group:
            for other in group:
                if other is not draft and other.phrase in draft.carriers and id(draft) not in gone:
                    gone.add(id(other))
                    if draft.cue.kind == "according":
                        draft.parts = sorted([*draft.parts, *other.parts])
    return [d for d in drafts if id(d) not in gone]
