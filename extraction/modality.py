"""How the content is put forward: asserted, on a condition, expected, known at second hand, asked, or held back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.ahead import WOULD, outlook
from extraction.unsaid import is_held_back
from extraction.wordlists import word_set

if TYPE_CHECKING:
    from extraction.article import Article
    from extraction.draft import Draft
    from extraction.reading import Modality
    from extraction.word import Word

SEEING = frozenset({"see", "hear"})
INTENDED = frozenset({"plan", "intend"})


def modality(article: Article, draft: Draft) -> Modality:
    """The modality of a draft, from its cue and from the main verbs of its content."""
    lemma = article.words[draft.cue.i].lemma
    if draft.cue.kind == "verb" and is_held_back(article, draft):
        return "declines"
    tops = _tops(article, draft)
    if lemma in word_set("asking_verbs") and (_asked(article, draft) or lemma != "ask"):
        return "asks"
    views = [outlook(article, draft, word) for word in tops]
    if "condition" in views or _any_if(article, draft):
        return "conditional"
    if _expects(article, draft, tops) or (views and set(views) == {"ahead"}):
        return "expects"
    if any(w.lower == "aware" or _we_know(w) for w in tops):
        return "aware"
    if draft.how == "turn":
        asks = article.words[draft.parts[-1][1] - 1].text.endswith("?")
    else:
        asks = _asked(article, draft) and lemma == "ask"
    return "asks" if asks else "asserts"


def _expects(article: Article, draft: Draft, tops: list[Word]) -> bool:
    """Does the cue, or what it reports, look ahead: "expects", "was planning", "pledged to send"?"""
    cue = article.words[draft.cue.i]
    if cue.lemma in word_set("expecting_verbs"):
        return True
    if cue.lemma in word_set("promising_verbs") and any(
        w.dep == "xcomp" or "to" in set(w.child_lowers("mark")) for w in tops
    ):
        return True
    return any(w.lemma in word_set("expecting_verbs") and _verbal(w) and not _not_planned(w) for w in tops)


def _not_planned(word: Word) -> bool:
    """ "No talks were planned" looks back, not ahead."""
    no = any(c.negates for c in word.children) or any(
        "no" in set(c.child_lowers("det")) for c in word.children if c.dep.startswith("nsubj")
    )
    return word.lemma in INTENDED and no


def _we_know(word: Word) -> bool:
    """ "We have heard", "I know": knowing at second hand, told of oneself. "We saw the bill" and "we never knew" are not."""
    if word.lemma not in word_set("aware_verbs") or any(c.negates for c in word.children):
        return False
    seen = next((c for c in word.children if c.dep in ("obj", "iobj")), None)
    told = seen is None or seen.lemma in word_set("hearsay_nouns") or seen.lemma in word_set("text_nouns")
    return (told or word.lemma not in SEEING) and any(c in ("we", "i") for c in word.child_lowers("nsubj"))


def _verbal(word: Word) -> bool:
    return word.pos in ("VERB", "AUX")


def _tops(article: Article, draft: Draft) -> list[Word]:
    """The words of the content that hang on nothing within it, noun subjects and times left out."""
    words = article.words
    found = [
        words[i]
        for a, b in draft.parts
        for i in range(a, b)
        if words[i].is_root or not draft.holds(words[i].head.i)
    ]
    heads = sorted((w for w in found if not w.punct), key=lambda w: w.left)
    if len(heads) > 1 and heads[0].dep in ("obj", "iobj") and not _verbal(heads[0]):
        found = [w for w in found if w.dep not in ("ccomp", "advcl")]  # "a line that nobody may cross"
    tops = [
        w
        for w in found
        if _verbal(w) or any(c.dep in ("cop", "aux") or c.dep.startswith("nsubj") for c in w.children)
    ]
    return tops + [c for w in tops for c in w.children if c.dep == "conj" and _verbal(c) and draft.holds(c.i)]


def _any_if(article: Article, draft: Draft) -> bool:
    """A sentence that begins with "If", or its "any ... would" in the same breath."""
    words = article.words
    first = next((words[i] for a, b in draft.parts for i in range(a, b) if words[i].wordlike), None)
    if first is None:
        return False
    if first.lower in ("if", "unless"):
        return True
    if first.lower == "should":  # "Should the talks fail, ...", where no question is asked
        return not _asked(article, draft)
    near = words[first.i : first.i + 25]
    return first.lower == "any" and any(w.lower in word_set("conditional_words") | WOULD for w in near)


def _asked(article: Article, draft: Draft) -> bool:
    """Is the content a question: "asked why", "asked whether", a question mark?"""
    words = article.words
    a, b = draft.parts[0][0], draft.parts[-1][1]
    opening = next((w.lower for w in words[a:b] if w.wordlike), "")
    ends = any(w.text.endswith("?") for w in words[max(a, b - 2) : b + 1])
    return ends or opening in ("why", "whether", "who", "what", "when", "where", "how", "if", "which")
