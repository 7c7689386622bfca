"""Lemmas by spaCy's rule lemmatizer, looked up once for each word form instead of once for each word.

The rule lemmatizer looks for a form in a list of thousands, keeps what it found for good, and walks over the words one
by one: a fifth of the time of a whole reading. Here its lists become sets, it is asked for a form with its part of
speech once, and forgets when the pipeline does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.pipeline import Lemmatizer

from extraction.wordlists import mended

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

NAME = "lemmatizer"
OTHERS = frozenset({"attribute_ruler", "trainable_lemmatizer"})
"""Components that may have set a lemma by what stands around the word."""


class Lemmas:
    """The lemmas of a pipeline, put right by our own list, in lower case."""

    def __init__(self, nlp: Language) -> None:
        found = nlp.get_pipe(NAME) if NAME in nlp.pipe_names else None
        alone = isinstance(found, Lemmatizer) and found.mode == "rule" and not OTHERS & set(nlp.pipe_names)
        self._rules = found if alone and isinstance(found, Lemmatizer) else None
        self.disabled = [NAME] if self._rules else []
        """What the pipeline need not run, as it is done here."""
        self._known: dict[tuple[str, int, int], str] = {}
        if self._rules is not None:
            _as_sets(self._rules)

    def forget(self) -> None:
        """Forgets every form it has met."""
        self._known.clear()
        if self._rules is not None:
            self._rules.cache.clear()

    def of(self, doc: Doc, texts: Sequence[str], pos: Sequence[int], morphs: Sequence[int]) -> list[str]:
        """The lemma of each word; `pos` and `morphs` are spaCy's numbers for its part of speech and its features."""
        if self._rules is None:
            return [
                mended(token.lemma_.lower(), text.lower()) for token, text in zip(doc, texts, strict=True)
            ]
        known, out = self._known, []
        for n, key in enumerate(zip(texts, pos, morphs, strict=True)):
            lemma = known.get(key)
            if lemma is None:
                text = texts[n]
                lemma = known[key] = mended(self._rules.lemmatize(doc[n])[0].lower(), text.lower())
            out.append(lemma)
        return out


def _as_sets(lemmatizer: Lemmatizer) -> None:
    """Lets the lemmatizer look its forms up in sets: it only ever asks whether one is there."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for part, forms in list(index.items()):
        index[part] = frozenset(forms)
